package org.helpline.journal.measure;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report as CSV: each number with what stands above and below its line. */
public final class ReportCsv {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private ReportCsv() {}

    /** The whole file as text. */
    public static String of(Report report) {
        Ask ask = report.ask();
        StringBuilder text = new StringBuilder(Csv.MARK);
        List<String> titles =
                new ArrayList<>(List.of("from", "until", ask.group().word()));
        for (Metric m : ask.metrics()) {
            titles.add(m.id());
            if (m.unit() != Metric.Unit.COUNT) {
                titles.add(m.id() + " above");
                titles.add(m.id() + " below");
            }
        }
        text.append(Csv.line(titles));
        for (Report.Row row : report.rows()) {
            List<String> fields = new ArrayList<>(List.of(
                    WHEN.format(row.at().atZone(ask.zone())),
                    WHEN.format(row.until().atZone(ask.zone())),
                    row.group()));
            row.values().forEach((m, v) -> {
                fields.add(v.isKnown() ? number(v.value()) : "");
                if (m.unit() != Metric.Unit.COUNT) {
                    fields.add(number(v.above()));
                    fields.add(number(v.below()));
                }
            });
            text.append(Csv.line(fields));
        }
        return text.toString();
    }

    private static String number(double n) {
        return n == Math.rint(n) ? String.valueOf((long) n) : String.format(Locale.ROOT, "%.4f", n);
    }
}
