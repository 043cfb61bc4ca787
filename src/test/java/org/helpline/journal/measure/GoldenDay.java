package org.helpline.journal.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.core.ServerFact;
import org.helpline.core.SoundWay;

/**
 * A day that somebody worked by hand, in src/test/resources/measure: its facts, one a line, and the numbers that must come of them.
 *
 * <p>{@code zone Europe/Berlin}, {@code day 2026-03-02}, {@code now 2026-03-20}; then {@code 09:00:05 c1 joins support} and so on; {@code 02:30:00+01:00}
 * where an hour comes twice; {@code = HOUR QUEUE METRIC group at value (above/below)} is a number; {@code kill} ends a run of the server.
 */
final class GoldenDay {

    private static final QueueName DIRECT = new QueueName("direct");
    private static final Path FOLDER = Path.of("src/test/resources/measure");

    final List<List<Published>> runs = new ArrayList<>(List.of(new ArrayList<>()));
    final List<Expected> expected = new ArrayList<>();
    private ZoneId zone = ZoneOffset.UTC;
    private LocalDate day = LocalDate.EPOCH;
    private Instant now = Instant.EPOCH;
    private final Map<String, Instant> begun = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Instant> joined = new HashMap<>();
    private final Map<String, String> queue = new HashMap<>();
    private final Map<String, String> talker = new HashMap<>();
    private long offers;
    private final Map<String, Long> offer = new HashMap<>();

    /** A number of the table. */
    record Expected(
            int line,
            Interval by,
            Ask.Group group,
            Metric metric,
            String name,
            String at,
            String value,
            String sides) {}

    static GoldenDay read(String name) throws IOException {
        GoldenDay day = new GoldenDay();
        List<String> lines = Files.readAllLines(FOLDER.resolve(name + ".day"));
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                day.line(i + 1, line.split("\\s+"));
            }
        }
        return day;
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return now;
    }

    Instant begin() {
        return day.atStartOfDay(zone).toInstant();
    }

    Instant end() {
        return day.plusDays(1).atStartOfDay(zone).toInstant();
    }

    private void line(int number, String[] w) {
        switch (w[0]) {
            case "zone" -> zone = ZoneId.of(w[1]);
            case "day" -> day = LocalDate.parse(w[1]);
            case "now" -> now = LocalDate.parse(w[1]).atStartOfDay(zone).toInstant();
            case "kill" -> {
                runs.add(new ArrayList<>());
                numbers.entrySet()
                        .removeIf(e -> e.getKey().contains(":") || e.getKey().equals("server"));
            }
            case "=" ->
                expected.add(new Expected(
                        number,
                        Interval.of(w[1]).orElseThrow(),
                        Ask.Group.of(w[2]).orElseThrow(),
                        Metric.of(w[3]).orElseThrow(),
                        w[4].equals("-") ? "" : w[4],
                        w[5],
                        w[6],
                        w.length > 7 ? w[7] : ""));
            default -> fact(at(w[0]), w);
        }
    }

    /** {@code 09:00:05}, {@code 02:30:00+01:00}, or {@code +1d00:00:05} of the next day. */
    private Instant at(String text) {
        LocalDate on = text.startsWith("+1d") ? day.plusDays(1) : text.startsWith("-1d") ? day.minusDays(1) : day;
        String time = text.replaceFirst("^[+-]1d", "");
        int sign = Math.max(time.indexOf('+'), time.indexOf('-'));
        return sign < 0
                ? ZonedDateTime.of(LocalDateTime.of(on, LocalTime.parse(time)), zone)
                        .toInstant()
                : LocalDateTime.of(on, LocalTime.parse(time.substring(0, sign)))
                        .toInstant(ZoneOffset.of(time.substring(sign)));
    }

    private void fact(Instant at, String[] w) {
        if (w[1].equals("agent")) {
            tell(
                    "agent:" + w[2],
                    at,
                    new AgentFact.StateChanged(new AgentId(w[2]), w[3], "", w.length > 4 ? w[4] : ""));
        } else if (w[1].equals("books")) {
            tell(
                    "callback:" + w[2],
                    at,
                    new QueueFact.CallbackBooked(new QueueName(w[3]), w[2], new Personal(w[4]), 1, w[5]));
        } else if (w[1].equals("urgent")) {
            tell("server", at, new ServerFact.UrgentDeclared(new QueueName(w[2]), true, "sue"));
        } else if (w[1].equals("server")) {
            tell("server", at, new ServerFact.Started("1"));
        } else {
            call(w[1], at, w[2], List.of(w).subList(3, w.length));
        }
    }

    private void call(String id, Instant at, String what, List<String> w) {
        Duration waited = joined.containsKey(id) ? Duration.between(joined.get(id), at) : Duration.ZERO;
        QueueName in = new QueueName(queue.getOrDefault(id, "none"));
        switch (what) {
            case "arrives" -> {
                begun.put(id, at);
                tell(
                        id,
                        at,
                        new CallFact.Arrived(
                                new Personal(w.get(0)),
                                Personal.NONE,
                                w.get(1),
                                id + "@x",
                                "udp 127.0.0.1:5060",
                                "phone",
                                w.size() > 2 ? w.get(2) : "",
                                Personal.NONE,
                                "",
                                Personal.NONE));
                tell(id, at, new ScriptFact.Started("line", "0123456789ab", "en"));
            }
            case "joins" -> joins(id, at, w);
            case "offered" -> {
                offer.put(id + " " + w.get(0), ++offers);
                tell(id, at, new QueueFact.Offered(in, new AgentId(w.get(0)), offers, waited, pop()));
            }
            case "takes" -> {
                AgentId agent = new AgentId(w.get(0));
                tell(id, at, new QueueFact.OfferAccepted(in, agent, offer(id, w)));
                tell(id, at, new QueueFact.Connected(in, agent, waited));
                bridged(id, at, agent);
            }
            case "has" -> bridged(id, at, new AgentId(w.get(0))); // without an offer
            case "refuses" ->
                tell(
                        id,
                        at,
                        new QueueFact.OfferEnded(
                                in, new AgentId(w.get(0)), offer(id, w), String.join(" ", w.subList(1, w.size()))));
            case "passed" -> { // a colleague is rung past all queues
                offer.put(id + " " + w.get(0), ++offers);
                tell(id, at, new QueueFact.Offered(DIRECT, new AgentId(w.get(0)), offers, Duration.ZERO, pop()));
            }
            case "picks-up" -> tell(id, at, new QueueFact.OfferAccepted(DIRECT, new AgentId(w.get(0)), offer(id, w)));
            case "consults" ->
                tell(id, at, new CallFact.Consulted(new AgentId(w.get(0)), new Personal("somebody"), false));
            case "turns-to-caller" ->
                tell(id, at, new CallFact.Consulted(new AgentId(w.get(0)), new Personal("somebody"), true));
            case "consult-ended" ->
                tell(
                        id,
                        at,
                        new CallFact.ConsultEnded(
                                new AgentId(w.get(0)),
                                new Personal("somebody"),
                                String.join(" ", w.subList(1, w.size()))));
            case "dials" -> {
                begun.put(id, at);
                tell(
                        id,
                        at,
                        new CallFact.Dials(new AgentId(w.get(0)), new Personal(w.get(1)), "", new QueueName(w.get(2))));
            }
            case "tests" -> tell(id, at, new CallFact.Tested(new AgentId(w.get(0))));
            case "calls-back" -> {
                begun.put(id, at);
                tell(
                        id,
                        at,
                        new CallFact.CallsBack(
                                new Personal(w.get(2)), "", new QueueName(w.get(0)), w.get(1), 1, Duration.ZERO));
            }
            case "reached" ->
                tell(id, at, new QueueFact.CallbackReached(new QueueName(w.get(0)), w.get(1), Duration.ZERO));
            case "missed" ->
                tell(
                        id,
                        at,
                        new QueueFact.CallbackMissed(
                                new QueueName(w.get(0)), w.get(1), "nobody answered", 1, Duration.ZERO));
            case "hold" -> tell(id, at, new CallFact.Held("agent:" + talker.get(id), "desk"));
            case "resume" -> tell(id, at, new CallFact.Resumed("agent:" + talker.get(id), "desk"));
            case "sends" -> tell(id, at, new CallFact.Transferred(new AgentId(w.get(0)), w.get(1)));
            case "abandons" -> tell(id, at, new QueueFact.Abandoned(in, waited));
            case "sent-on" -> tell(id, at, new QueueFact.SentOn(in, String.join(" ", w), waited));
            case "not-queued" -> tell(id, at, new QueueFact.NotQueued(new QueueName(w.get(0)), "closed"));
            case "promised" -> tell(id, at, new QueueFact.CallbackPromised(in, id + "-1", new Personal("1"), 1));
            case "key" -> tell(id, at, new CallFact.DigitPressed("caller", new Personal(w.get(0)), "rtp"));
            case "chose" -> tell(id, at, new ScriptFact.Chose("main/1", new Personal(w.get(0)), ""));
            case "silence" -> tell(id, at, new ScriptFact.Silence("main/1", 1));
            case "code" ->
                tell("agent:" + w.get(0), at, new AgentFact.WrapUpCoded(new AgentId(w.get(0)), id, w.get(1)));
            case "rates" ->
                tell(id, at, new ScriptFact.Rated(w.get(0), Integer.parseInt(w.get(1)), Integer.parseInt(w.get(2))));
            case "speaks" -> tell(id, at, new CallFact.Answered(w.get(0), w.get(1), "203.0.113.9:6000"));
            case "sounded" -> tell(id, at, sounded(w));
            case "leg-ended" -> tell(id, at, new CallFact.LegEnded(w.get(0), "agent", "The agent hung up."));
            case "ends" -> {
                tell(id, at, new CallFact.LegEnded("caller", "caller", "The caller hung up."));
                tell(id, at, new CallFact.Ended(w.get(0), "caller", "The caller hung up."));
            }
            default -> throw new IllegalArgumentException(what);
        }
    }

    /** {@code sounded LEG RECEIVED SENT LOST JITTER [went LOST% JITTER ROUND-TRIP]}. */
    private static CallFact.MediaClosed sounded(List<String> w) {
        List<SoundWay> ways = w.size() < 6
                ? List.of()
                : List.of(new SoundWay(
                        w.get(5),
                        4,
                        Double.parseDouble(w.get(6)),
                        Double.parseDouble(w.get(6)),
                        spread(w.get(7)),
                        spread(w.get(8))));
        return new CallFact.MediaClosed(
                w.get(0),
                Long.parseLong(w.get(1)),
                Long.parseLong(w.get(2)),
                Long.parseLong(w.get(3)),
                0,
                Double.parseDouble(w.get(4)),
                ways);
    }

    private static SoundWay.Spread spread(String mean) {
        double value = Double.parseDouble(mean);
        return new SoundWay.Spread(value, value, value);
    }

    /** {@code joins QUEUE [carried SECONDS] [needs DEMAND]}. */
    private void joins(String id, Instant at, List<String> w) {
        int carried = w.indexOf("carried");
        int needs = w.indexOf("needs");
        Duration before = carried < 0 ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(w.get(carried + 1)));
        String demand = needs < 0 ? "" : String.join(" ", w.subList(needs + 1, w.size()));
        joined.put(id, at.minus(before));
        queue.put(id, w.get(0));
        tell(id, at, new QueueFact.Joined(new QueueName(w.get(0)), 1, 0, before, demand));
    }

    private long offer(String id, List<String> w) {
        return offer.getOrDefault(id + " " + w.get(0), 0L);
    }

    private static ScreenPop pop() {
        return new ScreenPop(new Personal("1"), List.of(), List.of(), new QueueName("support"), "en");
    }

    private void bridged(String id, Instant at, AgentId agent) {
        talker.put(id, agent.value());
        tell(id, at, new CallFact.Bridged("agent:" + agent));
    }

    private void tell(String stream, Instant at, Fact fact) {
        long offset = Duration.between(begun.getOrDefault(stream, at), at).toMillis();
        runs.getLast().add(new Published(stream, numbers.merge(stream, 1L, Long::sum), at, offset, fact));
    }

    /** The time of day of an interval, as the table writes it. */
    String shown(Instant at) {
        ZonedDateTime t = at.atZone(zone);
        String text = t.toLocalTime().toString();
        boolean isTwice = zone.getRules().getValidOffsets(t.toLocalDateTime()).size() > 1;
        return Optional.of(text).filter(_ -> !isTwice).orElse(text + t.getOffset());
    }
}
