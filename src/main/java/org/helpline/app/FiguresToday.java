package org.helpline.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.helpline.config.ReportSettings;
import org.helpline.core.Clock;
import org.helpline.core.QueueName;
import org.helpline.desk.LiveFigures;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.Ask;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Interval;
import org.helpline.journal.measure.Metric;
import org.helpline.journal.measure.Report;
import org.helpline.journal.measure.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The boards' figures of today, by the very formulas of reports, from the journal: a restart does not set them back. Any thread. */
record FiguresToday(Figures figures, Supplier<ReportSettings> settings, Clock clock) implements LiveFigures {

    private static final Logger LOG = LoggerFactory.getLogger(FiguresToday.class);
    private static final List<Metric> METRICS = List.of(
            Metric.OFFERED,
            Metric.ANSWERED,
            Metric.ABANDONED,
            Metric.SHORT_ABANDONED,
            Metric.LEVEL,
            Metric.ASA,
            Metric.AHT);

    @Override
    public CompletionStage<Optional<Map<QueueName, Today>>> today() {
        ReportSettings in = settings.get();
        LocalDate day = clock.now().atZone(in.zone()).toLocalDate();
        Instant from = day.atStartOfDay(in.zone()).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(in.zone()).toInstant();
        Ask ask = new Ask(from, to, in.zone(), Interval.NONE, Ask.Group.QUEUE, Set.of(), METRICS, in.terms());
        return figures.ask(ask).thenApply(reading -> switch (reading) {
            case Reading.Read<Report>(Report report) -> Optional.of(byQueue(report));
            case Reading.NotRead<Report>(String why) -> {
                LOG.warn("today's figures cannot be read: {}", why);
                yield Optional.empty();
            }
        });
    }

    private static Map<QueueName, Today> byQueue(Report report) {
        Map<QueueName, Today> all = new HashMap<>();
        for (Report.Row row : report.rows()) {
            Map<Metric, Value> v = row.values();
            all.put(
                    new QueueName(row.group()),
                    new Today(
                            count(v, Metric.OFFERED),
                            count(v, Metric.ANSWERED),
                            count(v, Metric.ABANDONED),
                            count(v, Metric.SHORT_ABANDONED),
                            number(v, Metric.LEVEL),
                            number(v, Metric.ASA),
                            number(v, Metric.AHT)));
        }
        return Map.copyOf(all);
    }

    private static long count(Map<Metric, Value> values, Metric metric) {
        return Math.round(number(values, metric));
    }

    private static double number(Map<Metric, Value> values, Metric metric) {
        Value value = values.get(metric);
        return value == null ? Double.NaN : value.value();
    }
}
