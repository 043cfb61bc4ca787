package org.helpline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings.CallbackTerms;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.QueueName;

/** What {@code queues.ini} knows: one section for each queue. */
final class QueueKeys {

    static final String FAMILY = "queues";

    static final Key<Duration> SERVICE_LEVEL = Key.of("queues.service-level", "18s", Shapes.duration("1s", "1h"));
    static final Key<String> MUSIC = Key.of("queues.*.music", "default", Shapes.name());
    static final Key<Duration> MAX_WAIT = Key.of("queues.*.max-wait", "20m", Shapes.duration("0", "1d"));
    static final Key<Integer> MAX_SIZE = Key.of("queues.*.max-size", "50", Shapes.whole(0, 100_000));
    static final Key<Target> OVERFLOW = Key.of("queues.*.overflow", "goodbye", target());
    static final Key<Optional<Target>> NOBODY = Key.of("queues.*.nobody", "", target().orNothing());
    static final Key<Optional<Target>> CLOSED = Key.of("queues.*.closed", "", target().orNothing());
    static final Key<Optional<String>> HOURS =
            Key.of("queues.*.hours", "", Shapes.name().orNothing());
    static final Key<Duration> RING = Key.of("queues.*.ring", "18s", Shapes.duration("1s", "5m"));
    static final Key<Duration> WRAP_UP = Key.of("queues.*.wrap-up", "30s", Shapes.duration("0", "1h"));

    static final Key<List<String>> WRAP_UP_CODES = Key.of("queues.*.wrap-up-codes", "", Shapes.list(Shapes.oneLine()));
    static final Key<Boolean> WRAP_UP_REQUIRED = Key.of("queues.*.wrap-up-required", "no", Shapes.flag());
    static final Key<String> WRAP_UP_DEFAULT =
            Key.of("queues.*.wrap-up-default", AfterCall.FREE.usual(), Shapes.oneLine());

    static final Key<Optional<String>> PLAYBOOK =
            Key.of("queues.*.playbook", "", Shapes.name().orNothing());

    static final Key<Integer> ALARM_WAITING = Key.of("queues.*.alarm-waiting", "0", Shapes.whole(0, 100_000));
    static final Key<Duration> ALARM_WAIT = Key.of("queues.*.alarm-wait", "0", Shapes.duration("0", "1d"));
    static final Key<Integer> ALARM_SERVICE_LEVEL = Key.of("queues.*.alarm-service-level", "0", Shapes.whole(0, 100));
    static final Key<Integer> ALARM_AGENTS = Key.of("queues.*.alarm-agents", "0", Shapes.whole(0, 100_000));

    static final Key<Strategy> STRATEGY = Key.of(
            "queues.*.strategy",
            Strategy.LONGEST_IDLE.words(),
            new Shape<>(
                    "one of "
                            + Stream.of(Strategy.values()).map(Strategy::words).collect(Collectors.joining(", ")),
                    text -> Stream.of(Strategy.values())
                            .filter(s -> s.words().equals(text))
                            .findFirst()));
    static final Key<Boolean> SKILLS_FIRST = Key.of("queues.*.skills-first", "no", Shapes.flag());
    static final Key<Duration> PRIORITY_WORTH = Key.of("queues.*.priority-worth", "5m", Shapes.duration("0", "1d"));
    static final Key<Duration> HEAD_START = Key.of("queues.*.head-start", "0", Shapes.duration("0", "1d"));

    static final Key<Duration> HELP_AFTER = Key.of("queues.*.help-after", "0", Shapes.duration("0", "1d"));
    static final Key<Integer> RING_AT_ONCE = Key.of("queues.*.ring-at-once", "10", Shapes.whole(1, 50));

    static final Key<Presence> JOIN = Key.of(
            "queues.*.join",
            Presence.LOGGED_IN.words(),
            new Shape<>(
                    "one of logged in, ready, always",
                    text -> Stream.of(Presence.values())
                            .filter(p -> p.words().equals(text))
                            .findFirst()));
    static final Key<Duration> MAX_EXPECTED = Key.of("queues.*.max-expected-wait", "0", Shapes.duration("0", "1d"));
    static final Key<Optional<Target>> TOO_LONG = Key.of("queues.*.too-long", "", target().orNothing());
    static final Key<Duration> MAX_UNSTAFFED =
            Key.of("queues.*.max-wait-nobody-ready", "0", Shapes.duration("0", "1d"));
    static final Key<Boolean> KEEP_WAIT = Key.of("queues.*.keep-wait", "yes", Shapes.flag());

    /** Which phone is called first for a call-back; true: the customer's. */
    static final Key<Boolean> CALLBACK = Key.of(
            "queues.*.callback", "agent first", new Shape<>("agent first or customer first", text -> switch (text) {
                case "agent first" -> Optional.of(false);
                case "customer first" -> Optional.of(true);
                default -> Optional.empty();
            }));

    static final Key<List<Duration>> CALLBACK_AGAIN =
            Key.of("queues.*.callback-again", "5m, 30m", Shapes.list(Shapes.duration("1m", "1d")));
    static final Key<Integer> CALLBACK_MOST = Key.of("queues.*.callback-most", "50", Shapes.whole(0, 100_000));
    static final Key<Duration> CALLBACK_KEEP = Key.of("queues.*.callback-keep", "2d", Shapes.duration("10m", "30d"));

    static final Key<Duration> RETURN_WITHIN = Key.of("queues.*.return-within", "10m", Shapes.duration("0", "1h"));

    static final Key<QueueRecording.When> RECORD = Key.of(
            "queues.*.record",
            QueueRecording.When.OFF.words(),
            new Shape<>(
                    "off, on or by agent",
                    text -> Stream.of(QueueRecording.When.values())
                            .filter(w -> w.words().equals(text))
                            .findFirst()));
    static final Key<Optional<Duration>> RECORD_KEEP = Key.of(
            "queues.*.record-keep",
            "",
            RetentionKeys.orForEver(Shapes.duration("1h", "3650d")).orNothing());

    static final List<Key<?>> ALL = List.of(
            SERVICE_LEVEL,
            MUSIC,
            MAX_WAIT,
            MAX_SIZE,
            OVERFLOW,
            NOBODY,
            CLOSED,
            HOURS,
            RING,
            WRAP_UP,
            WRAP_UP_CODES,
            WRAP_UP_REQUIRED,
            WRAP_UP_DEFAULT,
            PLAYBOOK,
            ALARM_WAITING,
            ALARM_WAIT,
            ALARM_SERVICE_LEVEL,
            ALARM_AGENTS,
            STRATEGY,
            SKILLS_FIRST,
            PRIORITY_WORTH,
            HEAD_START,
            HELP_AFTER,
            RING_AT_ONCE,
            JOIN,
            MAX_EXPECTED,
            TOO_LONG,
            MAX_UNSTAFFED,
            KEEP_WAIT,
            CALLBACK,
            CALLBACK_AGAIN,
            CALLBACK_MOST,
            CALLBACK_KEEP,
            RETURN_WITHIN,
            RECORD,
            RECORD_KEEP);

    private QueueKeys() {}

    static List<QueueSettings> read(Values values, Set<String> calendars) {
        List<QueueSettings> queues = new ArrayList<>();
        for (String name : values.members(FAMILY)) {
            queues.add(queue(values, name));
            values.get(HOURS, name)
                    .filter(h -> !calendars.contains(h))
                    .ifPresent(h -> values.problem(
                            HOURS.of(name),
                            "There are no hours named " + h + ".",
                            Values.oneOf("hours.ini", calendars)));
        }
        checkTargets(values, queues);
        return List.copyOf(queues);
    }

    private static QueueSettings queue(Values values, String name) {
        return new QueueSettings(
                new QueueName(name),
                values.get(MUSIC, name),
                values.get(MAX_WAIT, name),
                values.get(MAX_SIZE, name),
                values.get(OVERFLOW, name),
                values.get(NOBODY, name),
                values.get(CLOSED, name),
                values.get(HOURS, name),
                values.get(RING, name),
                values.get(WRAP_UP, name),
                new CallbackTerms(
                        values.get(CALLBACK, name),
                        values.get(CALLBACK_AGAIN, name),
                        values.get(CALLBACK_MOST, name),
                        values.get(CALLBACK_KEEP, name),
                        values.get(RETURN_WITHIN, name)),
                sharing(values, name),
                joining(values, name),
                new AfterCall(
                        values.get(WRAP_UP_CODES, name),
                        values.get(WRAP_UP_REQUIRED, name),
                        values.get(WRAP_UP_DEFAULT, name),
                        values.get(PLAYBOOK, name)),
                new AlarmLimits(
                        values.get(ALARM_WAITING, name),
                        values.get(ALARM_WAIT, name),
                        values.get(ALARM_SERVICE_LEVEL, name),
                        values.get(ALARM_AGENTS, name)),
                new QueueRecording(values.get(RECORD, name), values.get(RECORD_KEEP, name)));
    }

    private static Sharing sharing(Values values, String name) {
        return new Sharing(
                values.get(STRATEGY, name),
                values.get(SKILLS_FIRST, name),
                values.get(PRIORITY_WORTH, name),
                values.get(HEAD_START, name),
                values.get(HELP_AFTER, name),
                values.get(RING_AT_ONCE, name));
    }

    private static Joining joining(Values values, String name) {
        Duration most = values.get(MAX_EXPECTED, name);
        Optional<Target> tooLong = values.get(TOO_LONG, name);
        if (most.isZero() && tooLong.isPresent()) {
            values.problem(
                    TOO_LONG.of(name),
                    "Nobody ever goes there: no wait is expected to be too long.",
                    "Set max-expected-wait, for example to 15m, or leave too-long empty.");
        }
        return new Joining(
                values.get(JOIN, name), most, tooLong, values.get(KEEP_WAIT, name), values.get(MAX_UNSTAFFED, name));
    }

    private static void checkTargets(Values values, List<QueueSettings> queues) {
        Map<String, List<String>> onward = new LinkedHashMap<>();
        queues.forEach(q -> onward.put(q.name().value(), queuesAfter(q)));
        for (QueueSettings q : queues) {
            String name = q.name().value();
            checkTarget(values, OVERFLOW.of(name), Optional.of(q.overflow()), onward.keySet());
            checkTarget(values, NOBODY.of(name), q.nobody(), onward.keySet());
            checkTarget(values, CLOSED.of(name), q.closed(), onward.keySet());
            checkTarget(values, TOO_LONG.of(name), q.joining().tooLong(), onward.keySet());
        }
        Circles.in(onward)
                .forEach(circle -> values.problem(
                        OVERFLOW.of(circle.getFirst()),
                        "A caller could be sent round for ever: " + String.join(" → ", circle) + " → "
                                + circle.getFirst() + ".",
                        "Let overflow, nobody, closed or too-long of one of them lead to a script or to goodbye."));
    }

    private static List<String> queuesAfter(QueueSettings q) {
        return Stream.of(
                        Optional.of(q.overflow()),
                        q.nobody(),
                        q.closed(),
                        q.joining().tooLong())
                .flatMap(Optional::stream)
                .<String>mapMulti((target, sink) -> {
                    if (target instanceof Target.ToQueue(QueueName next)) {
                        sink.accept(next.value());
                    }
                })
                .distinct()
                .toList();
    }

    private static void checkTarget(Values values, String key, Optional<Target> target, Set<String> queues) {
        if (target.orElse(new Target.Goodbye()) instanceof Target.ToQueue(QueueName to)
                && !queues.contains(to.value())) {
            values.problem(key, "There is no queue named " + to + ".", Values.oneOf("queues.ini", queues));
        }
    }

    private static Shape<Target> target() {
        return new Shape<>("goodbye, queue:NAME or script:NAME", text -> {
            int colon = text.indexOf(':');
            String kind = colon < 0 ? text : text.substring(0, colon).strip();
            String name = colon < 0 ? "" : text.substring(colon + 1).strip();
            return switch (kind) {
                case "goodbye" -> colon < 0 ? Optional.of(new Target.Goodbye()) : Optional.empty();
                case "queue" ->
                    Shapes.isName(name) ? Optional.of(new Target.ToQueue(new QueueName(name))) : Optional.empty();
                case "script" -> Shapes.isName(name) ? Optional.of(new Target.ToScript(name)) : Optional.empty();
                default -> Optional.empty();
            };
        });
    }
}
