package org.helpline.desk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.helpline.config.ReportSettings;
import org.helpline.core.Clock;
import org.helpline.core.SoundVerdict;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallStory;
import org.helpline.journal.Explanation;
import org.helpline.journal.Found;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.Ask;
import org.helpline.journal.measure.AskReader;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Lost;
import org.helpline.journal.measure.Metric;
import org.helpline.journal.measure.PoorLeg;
import org.helpline.journal.measure.PoorSoundCsv;
import org.helpline.journal.measure.Report;
import org.helpline.journal.measure.ReportCsv;
import org.helpline.journal.measure.ReportXlsx;
import org.helpline.journal.measure.Value;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reports on desks: supervisors see all of them, agents their own numbers. Any thread. */
final class ReportDoor {

    private static final List<String> WORDS =
            List.of("from", "to", "by", "group", "only", "metrics", "level", "within");
    private static final Duration LONGEST_LIST = Duration.ofDays(100);
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final Optional<Reports> reports;
    private final Clock clock;
    private final Executor heavy;

    ReportDoor(Optional<Reports> reports, Clock clock, Executor heavy) {
        this.reports = reports;
        this.clock = clock;
        this.heavy = heavy;
    }

    /** A report as JSON. */
    CompletionStage<Reply> report(DeskSession session, Request request) {
        return asked(session, request, (figures, ask) -> figures.ask(ask).thenApply(r -> told(r, ReportDoor::json)));
    }

    /** A report as a file; {@code csv} or XLSX. */
    CompletionStage<Reply> file(DeskSession session, Request request, boolean csv) {
        return asked(
                session,
                request,
                (figures, ask) -> figures.ask(ask).thenApplyAsync(r -> told(r, csv ? this::csv : this::xlsx), heavy));
    }

    /** The very calls behind a number. */
    CompletionStage<Reply> calls(DeskSession session, Request request) {
        Optional<Metric> metric = Metric.of(request.query("metric"));
        if (metric.isEmpty()) {
            return now(Reply.error(400, "There is no such metric."));
        }
        return asked(
                session,
                request,
                (figures, ask) -> figures.calls(ask, metric.get(), request.query("side"))
                        .thenApply(r -> told(r, behind -> json(behind, metric.get(), ask))));
    }

    /** Who hung up in a queue: for supervisors, whose list it is to call. */
    CompletionStage<Reply> abandoned(DeskSession session, Request request) {
        if (!isSupervisor(session)) {
            return now(Reply.error(403, "Only supervisors see who hung up."));
        }
        return list(
                session,
                request,
                (figures, ask) -> figures.abandoned(
                                ask.from(), ask.to(), request.query("open").equals("1"))
                        .thenApply(r -> told(r, lost -> lost(lost, ask))));
    }

    /** Whose sound was poor, as JSON or {@code csv}: for supervisors. */
    CompletionStage<Reply> poorSound(DeskSession session, Request request, boolean csv) {
        if (!isSupervisor(session)) {
            return now(Reply.error(403, "Only supervisors see whose sound was poor."));
        }
        return list(
                session,
                request,
                (figures, ask) -> figures.poorSound(ask.from(), ask.to())
                        .thenApply(r -> told(r, legs -> csv ? csv(legs, ask) : poor(legs, ask))));
    }

    private CompletionStage<Reply> list(DeskSession session, Request request, Asked then) {
        return asked(
                session,
                request,
                (figures, ask) -> ask.from().plus(LONGEST_LIST).isBefore(ask.to())
                        ? now(Reply.error(400, "The list goes over 100 days at most."))
                        : then.of(figures, ask));
    }

    /** The story of one call: for supervisors, and for the agent who talked in it last. */
    CompletionStage<Reply> story(DeskSession session, Request request) {
        String call = request.query("call");
        if (reports.isEmpty() || !call.matches("[0-9a-z-]{1,60}")) {
            return now(Reply.error(404, "There is no such call."));
        }
        return reports.get().figures().story(call).thenApply(r -> told(r, found -> story(session, found)));
    }

    private static Reply story(DeskSession session, Found found) {
        if (!(found instanceof Found.One(CallRecord record, CallStory story, Explanation explanation))
                || !(isSupervisor(session)
                        || record.agent().equals(session.agent().value()))) {
            return Reply.error(404, "There is no such call."); // no more is said to who may not know
        }
        ObjectNode root = DeskJson.object();
        ArrayNode steps = root.putArray("steps");
        story.steps().forEach(s -> steps.addObject().put("at", s.offsetMillis()).put("words", s.words()));
        ArrayNode lines = root.putArray("explanation");
        for (Explanation.Line line : explanation.lines()) {
            ArrayNode passed = lines.addObject()
                    .put("at", line.offsetMillis())
                    .put("words", line.words())
                    .putArray("passed");
            line.passed().forEach(p -> passed.add(Explanation.words(p)));
        }
        return Reply.json(200, root);
    }

    @FunctionalInterface
    private interface Asked {
        CompletionStage<Reply> of(Figures figures, Ask ask);
    }

    private CompletionStage<Reply> asked(DeskSession session, Request request, Asked then) {
        if (reports.isEmpty()) {
            return now(Reply.error(404, "This house keeps no reports."));
        }
        Map<String, String> words = new HashMap<>();
        WORDS.forEach(w -> words.put(w, request.query(w)));
        if (!isSupervisor(session)) {
            words.put("group", "agent");
        }
        ReportSettings settings = reports.get().settings().get();
        return switch (new AskReader(settings.terms(), settings.zone(), clock.now()).read(words)) {
            case AskReader.Read.Bad(String why) -> now(Reply.error(400, why));
            case AskReader.Read.Good(Ask ask) ->
                then.of(
                        reports.get().figures(),
                        isSupervisor(session)
                                ? ask
                                : ask.only(Set.of(session.agent().value())));
        };
    }

    private static <T> Reply told(Reading<T> reading, Function<T, Reply> then) {
        return switch (reading) {
            case Reading.Read<T>(T value) -> then.apply(value);
            case Reading.NotRead<T>(String why) -> Reply.error(503, "The report cannot be read: " + why + ".");
        };
    }

    private static Reply json(Report report) {
        Ask ask = report.ask();
        ObjectNode root = head(ask).put("version", report.version()).put("complete", report.complete());
        ArrayNode metrics = root.putArray("metrics");
        ask.metrics()
                .forEach(m -> metrics.addObject()
                        .put("id", m.id())
                        .put("title", m.title())
                        .put("unit", m.unit().name().toLowerCase(Locale.ROOT))
                        .put("formula", m.formula(ask.terms())));
        ArrayNode rows = root.putArray("rows");
        for (Report.Row row : report.rows()) {
            ObjectNode values = rows.addObject()
                    .put("at", row.at().toEpochMilli())
                    .put("until", row.until().toEpochMilli())
                    .put("group", row.group())
                    .putObject("values");
            row.values().forEach((m, v) -> value(values.putObject(m.id()), v));
        }
        return Reply.json(200, root);
    }

    private static ObjectNode head(Ask ask) {
        return DeskJson.object()
                .put("from", ask.from().toEpochMilli())
                .put("to", ask.to().toEpochMilli())
                .put("zone", ask.zone().getId())
                .put("by", ask.by().word())
                .put("group", ask.group().word());
    }

    private static void value(ObjectNode to, Value value) {
        if (value.isKnown()) {
            to.put("v", value.value());
        }
        to.put("above", value.above()).put("below", value.below()).put("pending", value.pending());
    }

    private Reply csv(Report report) {
        return Reply.download(
                "text/csv; charset=utf-8",
                name(report, "csv"),
                ReportCsv.of(report).getBytes(StandardCharsets.UTF_8));
    }

    private Reply xlsx(Report report) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ReportXlsx.write(report, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // it is memory that is written to
        }
        return Reply.download(XLSX, name(report, "xlsx"), file.toByteArray());
    }

    private static String name(Report report, String end) {
        Ask ask = report.ask();
        return ask.group().word() + "-" + ask.from().atZone(ask.zone()).toLocalDate() + "." + end;
    }

    private static Reply json(Figures.Behind behind, Metric metric, Ask ask) {
        ObjectNode root = head(ask)
                .put("title", metric.title())
                .put("formula", metric.formula(ask.terms()))
                .put("items", behind.items())
                .put("count", behind.calls());
        ArrayNode list = root.putArray("calls");
        for (Figures.Counted counted : behind.listed()) {
            CallRecord c = counted.record();
            list.addObject()
                    .put("id", c.id().value())
                    .put("at", c.arrived().toEpochMilli())
                    .put("caller", c.caller().value())
                    .put("dialled", c.dialled())
                    .put("queue", c.queue())
                    .put("agent", c.agent())
                    .put("waited", c.waited().toMillis())
                    .put("talked", c.talked().toMillis())
                    .put("outcome", c.outcome())
                    .put("code", c.wrapUp())
                    .put("times", counted.times());
            if (counted.quality().isPresent()) {
                list.get(list.size() - 1)
                        .asObject()
                        .put("sound", counted.quality().getAsDouble());
            }
        }
        return Reply.json(200, root);
    }

    private static Reply lost(List<Lost> lost, Ask ask) {
        ObjectNode root = head(ask);
        ArrayNode list = root.putArray("abandoned");
        lost.forEach(l -> list.addObject()
                .put("call", l.call())
                .put("number", l.number().value())
                .put("queue", l.queue())
                .put("at", l.at().toEpochMilli())
                .put("waited", l.waited().toMillis())
                .put("again", l.again())
                .put("served", l.served()));
        return Reply.json(200, root);
    }

    private static Reply csv(List<PoorLeg> legs, Ask ask) {
        return Reply.download(
                "text/csv; charset=utf-8",
                "sound-" + ask.from().atZone(ask.zone()).toLocalDate() + ".csv",
                PoorSoundCsv.of(legs, ask.zone()).getBytes(StandardCharsets.UTF_8));
    }

    private static Reply poor(List<PoorLeg> legs, Ask ask) {
        ObjectNode root = head(ask);
        ArrayNode list = root.putArray("legs");
        for (PoorLeg leg : legs) {
            SoundVerdict sound = leg.sound();
            ObjectNode line = list.addObject()
                    .put("call", leg.call())
                    .put("caller", leg.caller().value())
                    .put("leg", leg.leg())
                    .put("at", leg.at().toEpochMilli())
                    .put("queue", leg.queue())
                    .put("trunk", leg.trunk())
                    .put("codec", leg.codec())
                    .put("quality", sound.quality())
                    .put("way", sound.way())
                    .put("cause", sound.cause())
                    .put("lost", sound.lostPercent());
            known(line, "jitter", sound.jitterMillis());
            known(line, "trip", sound.roundTripMillis());
        }
        return Reply.json(200, root);
    }

    private static void known(ObjectNode line, String name, double value) {
        if (value >= 0) {
            line.put(name, value);
        }
    }

    private static boolean isSupervisor(DeskSession session) {
        return session.account().role().supervises();
    }

    private static CompletionStage<Reply> now(Reply reply) {
        return CompletableFuture.completedStage(reply);
    }
}
