package org.helpline.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code numbers.properties} knows: a dialled number and its script. */
final class NumberKeys {

    static final String FAMILY = "numbers";

    /** A script's name, and perhaps how long to ring before it answers. */
    record Answer(String script, Duration ring) {}

    private static final Shape<Duration> RING = Shapes.duration("0", "60s");

    private static final Shape<Answer> ANSWER = new Shape<>(
            "a script's name, perhaps with a time to ring first, such as support-line or support-line ring 3s",
            NumberKeys::answer);

    static final Key<Optional<Answer>> SCRIPT = Key.of("numbers.*", "", ANSWER.orNothing());

    static final List<Key<?>> ALL = List.of(SCRIPT);

    private NumberKeys() {}

    /** Numbers to script names; a number without a script is not served. */
    static Map<String, String> read(Values values) {
        Map<String, String> numbers = new LinkedHashMap<>();
        for (String number : values.members(FAMILY)) {
            if (!number.matches("[\\w+*#.~!$&'-]{1,64}")) {
                values.problem(
                        SCRIPT.of(number),
                        "This is no number or name that can be dialled.",
                        "Write digits, or a name such as support, or * for all the rest.");
            }
            values.get(SCRIPT, number).ifPresent(answer -> numbers.put(number, answer.script()));
        }
        return Map.copyOf(numbers);
    }

    /** How long numbers ring before they are answered; those that are answered at once are not in it. */
    static Map<String, Duration> ring(Values values) {
        Map<String, Duration> ring = new LinkedHashMap<>();
        for (String number : values.members(FAMILY)) {
            values.get(SCRIPT, number)
                    .filter(answer -> !answer.ring().isZero())
                    .ifPresent(answer -> ring.put(number, answer.ring()));
        }
        return Map.copyOf(ring);
    }

    private static Optional<Answer> answer(String text) {
        List<String> words = List.of(text.split("\\s+", -1));
        if (!Shapes.isName(words.getFirst())) {
            return Optional.empty();
        }
        if (words.size() == 1) {
            return Optional.of(new Answer(text, Duration.ZERO));
        }
        return words.size() == 3 && words.get(1).equals("ring")
                ? RING.parse().apply(words.get(2)).map(ring -> new Answer(words.getFirst(), ring))
                : Optional.empty();
    }
}
