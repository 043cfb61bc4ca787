package org.helpline.journal.measure;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.ReportSettings.Terms;

/**
 * Which numbers are wanted.
 *
 * @param from the begin, which belongs to it; {@code to} the end, which does not
 * @param zone whose hours and midnights divide the time
 * @param only these of the groups; empty: all of them
 */
public record Ask(
        Instant from,
        Instant to,
        ZoneId zone,
        Interval by,
        Group group,
        Set<String> only,
        List<Metric> metrics,
        Terms terms) {

    /** What is told apart. */
    public enum Group {
        /** Nothing. */
        ALL,
        /** Queues. */
        QUEUE,
        /** Agents. */
        AGENT,
        /** The numbers that were dialled. */
        NUMBER,
        /** The skills that callers asked for in queues; who asked for several is told under each. */
        SKILL,
        /** The trunks by which legs came or went: their sound; all else belongs to none. */
        TRUNK,
        /** The codecs that legs spoke: their sound; all else belongs to none. */
        CODEC;

        /** As it is written: {@code queue}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Of a word. */
        public static Optional<Group> of(String word) {
            return Arrays.stream(values()).filter(g -> g.word().equals(word)).findFirst();
        }
    }

    /** The same of one of the groups alone. */
    public Ask only(Set<String> names) {
        return new Ask(from, to, zone, by, group, names, metrics, terms);
    }
}
