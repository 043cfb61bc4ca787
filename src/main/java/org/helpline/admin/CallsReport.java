package org.helpline.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallStory;
import org.helpline.journal.Explanation;
import org.helpline.journal.Found;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Calls as text for people and as JSON for tools. Immutable; any thread. */
final class CallsReport {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ZoneId zone;

    CallsReport(ZoneId zone) {
        this.zone = zone;
    }

    /** A table, a line per call. */
    List<String> table(List<CallRecord> calls) {
        TextTable table = new TextTable(
                "CALL", "ARRIVED", "CALLER", "DIALLED", "TRUNK", "QUEUE", "AGENT", "WAITED", "TALKED", "OUTCOME",
                "REASON");
        for (CallRecord c : calls) {
            table.row(
                    c.id().value(),
                    time(c.arrived()),
                    caller(c),
                    c.dialled(),
                    c.trunk(),
                    c.queue(),
                    c.agent(),
                    span(c.waited()),
                    span(c.talked()),
                    outcome(c),
                    c.sipStatus() >= 300 ? c.sipStatus() + " " + c.reason() : c.reason());
        }
        return table.lines();
    }

    /** One call: who and how it went, then step by step. */
    List<String> story(Found.One call) {
        CallRecord c = call.record();
        List<String> lines = new ArrayList<>();
        lines.add("Call " + c.id() + ", Call-ID " + plain(c.callId()));
        lines.add("  arrived  " + time(c.arrived()) + " from " + caller(c) + name(c) + " for " + plain(c.dialled())
                + (c.trunk().isEmpty() ? "" : " by trunk " + c.trunk()));
        lines.add("  outcome  " + outcome(c) + (c.by().isEmpty() ? "" : ", ended by " + c.by())
                + (c.sipStatus() >= 300 ? " with SIP " + c.sipStatus() : "")
                + (c.reason().isEmpty() ? "" : ": " + plain(c.reason())));
        served(c).ifPresent(lines::add);
        lines.add("");
        call.story().steps().forEach(step -> lines.add("  " + offset(step.offsetMillis()) + "  " + step.words()));
        return lines;
    }

    /** Each decision about the call, with who was passed over and why. */
    List<String> explanation(Found.One call) {
        CallRecord c = call.record();
        List<String> lines = new ArrayList<>();
        lines.add("Call " + c.id() + ", arrived " + time(c.arrived()) + ", " + outcome(c));
        if (call.explanation().lines().isEmpty()) {
            lines.add("  Nothing was decided about it: it came into no queue.");
        }
        for (Explanation.Line line : call.explanation().lines()) {
            lines.add("  " + offset(line.offsetMillis()) + "  " + plain(line.words()));
            line.passed().forEach(p -> lines.add("               " + plain(Explanation.words(p))));
        }
        return lines;
    }

    /** The same for tools: {@code offsetMillis}, {@code kind}, {@code words}, and {@code passed} of each line. */
    List<String> explanationJson(Found.One call) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", call.record().id().value());
        fields.put("arrived", call.record().arrived().toString());
        fields.put(
                "lines",
                call.explanation().lines().stream().map(CallsReport::fields).toList());
        return JSON.writeValueAsString(fields).lines().toList();
    }

    private static Map<String, Object> fields(Explanation.Line line) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("offsetMillis", line.offsetMillis());
        fields.put("kind", line.kind());
        fields.put("words", line.words());
        fields.put(
                "passed",
                line.passed().stream()
                        .map(p -> Map.of(
                                "why", p.why(),
                                "agents",
                                        p.agents().stream().map(AgentId::value).toList(),
                                "more", p.more()))
                        .toList());
        return fields;
    }

    private static Optional<String> served(CallRecord c) {
        List<String> parts = new ArrayList<>();
        if (!c.script().isEmpty()) {
            parts.add("script " + c.script() + " (" + c.language() + ")");
        }
        if (!c.queue().isEmpty()) {
            parts.add("queue " + c.queue() + ", waited " + span(c.waited()));
        }
        if (!c.agent().isEmpty()) {
            parts.add("agent " + c.agent() + ", talked " + span(c.talked()));
        }
        if (!c.wrapUp().isEmpty()) {
            parts.add("wrap-up " + c.wrapUp());
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("  served   " + plain(String.join("; ", parts)));
    }

    /** The calls as a JSON array. */
    List<String> json(List<CallRecord> calls) {
        return JSON.writeValueAsString(calls.stream().map(this::fields).toList())
                .lines()
                .toList();
    }

    /** The call as a JSON object: the record, offsets in ms since the INVITE, keys, prompts, queues, steps. */
    List<String> json(Found.One call) {
        Map<String, Object> fields = fields(call.record());
        CallStory story = call.story();
        fields.put("offsets", offsets(call.record(), story));
        fields.put("keys", story.keys());
        fields.put("prompts", story.prompts());
        fields.put("queues", story.queues());
        fields.put("steps", story.steps());
        return JSON.writeValueAsString(fields).lines().toList();
    }

    private Map<String, Object> fields(CallRecord c) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", c.id().value());
        fields.put("callId", c.callId());
        fields.put("arrived", c.arrived().toString());
        fields.put("caller", c.caller().value());
        fields.put("callerName", c.callerName().value());
        fields.put("dialled", c.dialled());
        fields.put("trunk", c.trunk());
        fields.put("script", c.script());
        fields.put("language", c.language());
        fields.put("queue", c.queue());
        fields.put("agent", c.agent());
        fields.put("waitedMillis", c.waited().toMillis());
        fields.put("talkedMillis", c.talked().toMillis());
        fields.put("outcome", c.ended().isEmpty() ? "live" : c.outcome());
        fields.put("by", c.by());
        fields.put("reason", c.reason());
        fields.put("sipStatus", c.sipStatus());
        fields.put("direction", c.direction());
        fields.put("wrapUp", c.wrapUp());
        return fields;
    }

    private static Map<String, Long> offsets(CallRecord c, CallStory story) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        c.answered().ifPresent(at -> offsets.put("answered", since(c, at)));
        first(story, "queue.joined").ifPresent(at -> offsets.put("queued", at));
        first(story, "queue.offered").ifPresent(at -> offsets.put("offered", at));
        first(story, "call.ringing").ifPresent(at -> offsets.put("ringing", at));
        c.connected().ifPresent(at -> offsets.put("connected", since(c, at)));
        c.ended().ifPresent(at -> offsets.put("ended", since(c, at)));
        return offsets;
    }

    private static Optional<Long> first(CallStory story, String kind) {
        return story.steps().stream()
                .filter(step -> step.kind().equals(kind))
                .map(CallStory.Step::offsetMillis)
                .findFirst();
    }

    private static long since(CallRecord c, Instant at) {
        return Duration.between(c.arrived(), at).toMillis();
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }

    private static String outcome(CallRecord c) {
        return c.ended().isEmpty() ? "live" : c.outcome();
    }

    private static String caller(CallRecord c) {
        return c.caller().isEmpty() ? "withheld" : plain(c.caller().value());
    }

    private static String name(CallRecord c) {
        Personal name = c.callerName();
        return name.isEmpty() || name.equals(c.caller()) ? "" : " (" + plain(name.value()) + ")";
    }

    /** {@code 1:05} in minutes and seconds, with hours before them where there are any; a dash for none. */
    static String span(Duration span) {
        if (span.isZero()) {
            return "-";
        }
        String seconds = String.format(Locale.ROOT, "%02d", span.toSecondsPart());
        return span.toHours() > 0
                ? span.toHours() + ":" + String.format(Locale.ROOT, "%02d", span.toMinutesPart()) + ":" + seconds
                : span.toMinutes() + ":" + seconds;
    }

    /** {@code 00:03.120}, with hours before it where there are any. */
    static String offset(long millis) {
        Duration at = Duration.ofMillis(millis);
        String within =
                String.format(Locale.ROOT, "%02d:%02d.%03d", at.toMinutesPart(), at.toSecondsPart(), at.toMillisPart());
        return at.toHours() > 0 ? at.toHours() + ":" + within : within;
    }

    private static String plain(String text) {
        return TextTable.plain(text);
    }
}
