package org.helpline.journal.measure;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.ReportSettings.Level;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.journal.measure.Ask.Group;

/**
 * Reads a question from words, as an address or a command has them: {@code from}, {@code to}, {@code by}, {@code group}, {@code only}, {@code
 * metrics}, {@code level} and {@code within}. One thread; what is wrong is told in a sentence.
 */
public final class AskReader {

    /** Of queues, and of the skills that callers asked for there. */
    public static final List<Metric> OF_QUEUES = List.of(
            Metric.OFFERED,
            Metric.ANSWERED,
            Metric.ABANDONED,
            Metric.SHORT_ABANDONED,
            Metric.OVERFLOWED,
            Metric.TIMED_OUT,
            Metric.CALLBACK_TAKEN,
            Metric.CUT,
            Metric.WAITING,
            Metric.LEVEL,
            Metric.ABANDONMENT,
            Metric.ASA,
            Metric.LONGEST,
            Metric.AHT,
            Metric.FCR,
            Metric.CSAT);

    /** Of agents. */
    public static final List<Metric> OF_AGENTS = List.of(
            Metric.OFFERS,
            Metric.NOT_TAKEN,
            Metric.HANDLED,
            Metric.AHT,
            Metric.TALK,
            Metric.HOLD,
            Metric.WRAP_UP,
            Metric.OCCUPANCY,
            Metric.TRANSFERS,
            Metric.TRANSFERS_IN,
            Metric.CONSULTS,
            Metric.CONSULTED,
            Metric.CONSULT_TIME,
            Metric.DIALLED,
            Metric.DIALLED_REACHED,
            Metric.DIALLED_TALK,
            Metric.FCR,
            Metric.CSAT,
            Metric.CSAT_MEAN);

    /** Of numbers that were dialled, and of all. */
    public static final List<Metric> OF_NUMBERS = List.of(
            Metric.CALLS,
            Metric.OFFERED,
            Metric.ANSWERED,
            Metric.ABANDONED,
            Metric.LEVEL,
            Metric.SELF_SERVICE,
            Metric.FCR,
            Metric.FCR_SURVEY,
            Metric.CSAT,
            Metric.CES,
            Metric.EFFORT_KEYS,
            Metric.EFFORT_CHOICES,
            Metric.EFFORT_REPEATS,
            Metric.EFFORT_TRANSFERS,
            Metric.EFFORT_SECONDS,
            Metric.CALLBACKS_PROMISED,
            Metric.CALLBACKS_REACHED,
            Metric.CALLBACKS_MISSED,
            Metric.COST);

    /** Of the sound of legs. */
    public static final List<Metric> OF_SOUND = List.of(
            Metric.LEGS,
            Metric.MOS,
            Metric.MOS_FAIR,
            Metric.MOS_POOR,
            Metric.ONE_WAY,
            Metric.SOUND_LOST,
            Metric.SOUND_JITTER,
            Metric.SOUND_ROUND_TRIP);

    /** What stands for all of {@link #OF_SOUND} among metrics. */
    public static final String SOUND = "sound";

    private static final Duration LONGEST = Duration.ofDays(1_100);

    private final Terms terms;
    private final ZoneId zone;
    private final Instant now;

    /** What is not said is as {@code terms} and {@code zone} have it, and today. */
    public AskReader(Terms terms, ZoneId zone, Instant now) {
        this.terms = terms;
        this.zone = zone;
        this.now = now;
    }

    /** What came of it. */
    public sealed interface Read {

        /** Understood. */
        record Good(Ask ask) implements Read {}

        /** Not understood, and why. */
        record Bad(String why) implements Read {}
    }

    /** Reads the words, of which any may be missing or empty. */
    public Read read(Map<String, String> words) {
        try {
            LocalDate today = now.atZone(zone).toLocalDate();
            Instant from = instant(word(words, "from", today.toString()), false);
            Instant to = instant(word(words, "to", today.toString()), true);
            Group group = one(
                    Group.of(word(words, "group", "queue")),
                    "group is all, queue, agent, number, skill, trunk or codec");
            Interval by =
                    one(Interval.of(word(words, "by", "none")), "by is none, quarter, half, hour, day, week or month");
            if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
                throw new Wrong("from comes before to, at most three years");
            }
            Set<String> only =
                    list(words, "only").map(n -> n.equals("-") ? "" : n).collect(Collectors.toUnmodifiableSet());
            return new Read.Good(new Ask(from, to, zone, by, group, only, metrics(words, group), terms(words)));
        } catch (Wrong e) {
            return new Read.Bad("This question is not understood: " + e.why + ".");
        }
    }

    /** What {@code queues}, {@code agents}, {@code numbers}, {@code skills}, {@code trunks} and {@code codecs} tell apart; any other word: nothing. */
    public static Group group(String report) {
        return switch (report) {
            case "queues" -> Group.QUEUE;
            case "agents" -> Group.AGENT;
            case "numbers" -> Group.NUMBER;
            case "skills" -> Group.SKILL;
            case "trunks" -> Group.TRUNK;
            case "codecs" -> Group.CODEC;
            default -> Group.ALL;
        };
    }

    /** The usual metrics of a group. */
    public static List<Metric> usual(Group group) {
        return switch (group) {
            case QUEUE, SKILL -> OF_QUEUES;
            case AGENT -> OF_AGENTS;
            case ALL, NUMBER -> OF_NUMBERS;
            case TRUNK, CODEC -> OF_SOUND;
        };
    }

    private static List<Metric> metrics(Map<String, String> words, Group group) {
        List<Metric> metrics = new ArrayList<>();
        list(words, "metrics").forEach(m -> {
            if (m.equals(SOUND)) {
                metrics.addAll(OF_SOUND);
            } else {
                metrics.add(one(Metric.of(m), "there is no metric " + m.replaceAll("[^a-z-]", "?")));
            }
        });
        return metrics.isEmpty() ? usual(group) : List.copyOf(metrics);
    }

    private Terms terms(Map<String, String> words) {
        String level = word(words, "level", terms.level().name().toLowerCase(Locale.ROOT));
        String within = word(words, "within", String.valueOf(terms.within().toSeconds()));
        if (!within.matches("\\d{1,5}")) {
            throw new Wrong("within is a number of seconds");
        }
        Level of = one(
                Stream.of(Level.values())
                        .filter(l -> l.name().toLowerCase(Locale.ROOT).equals(level))
                        .findFirst(),
                "level is ast, ast2, wazo or genesys");
        return terms.with(of, Duration.ofSeconds(Long.parseLong(within)));
    }

    private static String word(Map<String, String> words, String name, String otherwise) {
        String word = words.getOrDefault(name, "").strip();
        return word.isEmpty() ? otherwise : word;
    }

    private static Stream<String> list(Map<String, String> words, String name) {
        return Stream.of(words.getOrDefault(name, "").split(",", -1))
                .map(String::strip)
                .filter(w -> !w.isEmpty());
    }

    private static <T> T one(Optional<T> value, String otherwise) {
        return value.orElseThrow(() -> new Wrong(otherwise));
    }

    /** A day, the last of which is meant as a whole, a moment of a day, or an instant. */
    private Instant instant(String text, boolean isEnd) {
        try {
            if (text.equals("today") || text.equals("yesterday")) {
                LocalDate day = now.atZone(zone).toLocalDate().minusDays(text.equals("today") ? 0 : 1);
                return whole(day, isEnd);
            }
            if (text.length() == "2026-11-22".length()) {
                return whole(LocalDate.parse(text), isEnd);
            }
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : LocalDateTime.parse(text).atZone(zone).toInstant();
        } catch (DateTimeException _) {
            throw new Wrong("from and to are days such as 2026-11-22, today, yesterday, or moments such as"
                    + " 2026-11-22T09:00");
        }
    }

    private Instant whole(LocalDate day, boolean isEnd) {
        return day.plusDays(isEnd ? 1 : 0).atStartOfDay(zone).toInstant();
    }

    private static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final String why;

        Wrong(String why) {
            super(why, null, false, false);
            this.why = why;
        }
    }
}
