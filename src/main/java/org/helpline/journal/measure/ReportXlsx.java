package org.helpline.journal.measure;

import java.io.IOException;
import java.io.OutputStream;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.helpline.journal.measure.Metric.Unit;

/** A report as an XLSX file: real numbers and times, and a sheet that says how each is counted. Texts are texts: none is taken for a formula. */
public final class ReportXlsx {

    private static final Map<Unit, String> FORMATS =
            Map.of(Unit.COUNT, "0", Unit.SHARE, "0.0%", Unit.SECONDS, "0.0", Unit.NUMBER, "0.00", Unit.MONEY, "0.00");
    private static final int WIDE = 18;
    private static final int FIRST_METRIC = 3;

    private ReportXlsx() {}

    /** Writes the whole file; {@code to} stays open. */
    public static void write(Report report, OutputStream to) throws IOException {
        try (Workbook book = new Workbook(new Unclosed(to), "Helpline", "1.0")) {
            numbers(report, book.newWorksheet("Report"));
            formulas(report, book.newWorksheet("How it is counted"));
        }
    }

    private static void numbers(Report report, Worksheet sheet) {
        Ask ask = report.ask();
        sheet.value(0, 0, "From");
        sheet.value(0, 1, "Until");
        sheet.value(0, 2, title(ask));
        int column = FIRST_METRIC;
        for (Metric m : ask.metrics()) {
            sheet.value(0, column, m.title() + (m.unit() == Unit.SECONDS ? ", s" : ""));
            sheet.width(column++, WIDE);
        }
        sheet.width(0, WIDE);
        sheet.width(1, WIDE);
        sheet.width(2, WIDE);
        sheet.range(0, 0, 0, column - 1).style().bold().wrapText(true).set();
        sheet.freezePane(FIRST_METRIC, 1);
        int line = 1;
        for (Report.Row row : report.rows()) {
            time(sheet, line, 0, row.at().atZone(ask.zone()));
            time(sheet, line, 1, row.until().atZone(ask.zone()));
            sheet.value(line, 2, row.group());
            values(sheet, line++, row.values());
        }
    }

    private static String title(Ask ask) {
        String word = ask.group().word();
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static void time(Worksheet sheet, int line, int column, ZonedDateTime at) {
        sheet.value(line, column, at.toLocalDateTime());
        sheet.style(line, column).format("yyyy-mm-dd hh:mm").set();
    }

    private static void values(Worksheet sheet, int line, Map<Metric, Value> values) {
        int column = FIRST_METRIC;
        for (Map.Entry<Metric, Value> v : values.entrySet()) {
            if (v.getValue().isKnown()) {
                sheet.value(line, column, v.getValue().value());
                sheet.style(line, column).format(FORMATS.get(v.getKey().unit())).set();
            }
            column++;
        }
    }

    private static void formulas(Report report, Worksheet sheet) {
        int line = 0;
        for (Metric m : report.ask().metrics()) {
            sheet.value(line, 0, m.title());
            sheet.value(line++, 1, m.formula(report.ask().terms()));
        }
        sheet.value(++line, 0, "Time zone");
        sheet.value(line, 1, report.ask().zone().getId());
        sheet.value(++line, 0, "Version of the formulas");
        sheet.value(line, 1, report.version());
        if (!report.complete()) {
            sheet.value(++line, 0, "Not complete");
            sheet.value(line, 1, "The numbers were being counted anew when this was written.");
        }
        sheet.width(0, 30);
        sheet.width(1, 120);
    }

    /** The workbook closes what it writes to, which is not ours. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream to) {
            super(to);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
