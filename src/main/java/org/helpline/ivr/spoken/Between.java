package org.helpline.ivr.spoken;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words for a length of time that is not known exactly. One that is written in several words, like up to, is several fragments,
 * so that every fragment is a word.
 *
 * @param about before one length; {@code upTo} before the most where the least is nothing
 * @param from before the least, {@code to} before the most
 * @param grammaticalCase of both lengths
 */
record Between(
        List<Fragment> about, List<Fragment> upTo, List<Fragment> from, List<Fragment> to, Case grammaticalCase) {

    /** Lengths in the nominative. */
    static Between of(String about, String upTo, String from, String to) {
        return new Between(
                words("about", about), words("most", upTo), words("from", from), words("to", to), Case.NOMINATIVE);
    }

    Between in(Case other) {
        return new Between(about, upTo, from, to, other);
    }

    private static List<Fragment> words(String id, String text) {
        String[] words = text.split(" ", -1);
        List<Fragment> said = new ArrayList<>();
        for (int i = 0; i < words.length && !text.isEmpty(); i++) {
            said.add(new Fragment("range@" + id + (i == 0 ? "" : i + 1), words[i]));
        }
        return List.copyOf(said);
    }

    /** Says it: the unit once, if both have the same one. {@code least} is at most {@code most}. */
    static List<Fragment> say(Grammar grammar, Duration least, Duration most) {
        Between words = grammar.between();
        Case in = words.grammaticalCase;
        if (least.equals(most)) {
            return joined(List.of(words.about, grammar.duration(most, in)));
        }
        if (least.isZero()) {
            return joined(List.of(words.upTo, grammar.duration(most, in)));
        }
        List<Fragment> first = unit(least)
                .filter(u -> unit(most).filter(u::equals).isPresent())
                .map(u -> grammar.cardinal(
                        in(u, least), new Inflection(grammar.noun(u).gender(), in)))
                .orElseGet(() -> grammar.duration(least, in));
        return joined(List.of(words.from, first, words.to, grammar.duration(most, in)));
    }

    /** The one unit of which it is so many. */
    private static Optional<Unit> unit(Duration length) {
        return Stream.of(Unit.HOUR, Unit.MINUTE, Unit.SECOND)
                .filter(u -> in(u, length) > 0 && of(u, in(u, length)).equals(length))
                .findFirst()
                .filter(u -> u == Unit.HOUR ? in(u, length) < 24 : in(u, length) < 60);
    }

    private static long in(Unit unit, Duration length) {
        return switch (unit) {
            case HOUR -> length.toHours();
            case MINUTE -> length.toMinutes();
            default -> length.toSeconds();
        };
    }

    private static Duration of(Unit unit, long n) {
        return switch (unit) {
            case HOUR -> Duration.ofHours(n);
            case MINUTE -> Duration.ofMinutes(n);
            default -> Duration.ofSeconds(n);
        };
    }

    private static List<Fragment> joined(List<List<Fragment>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
