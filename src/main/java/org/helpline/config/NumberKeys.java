package org.helpline.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code numbers.properties} knows: a dialled number and its script. */
final class NumberKeys {

    static final String FAMILY = "numbers";

    static final Key<Optional<String>> SCRIPT =
            Key.of("numbers.*", "", Shapes.name().orNothing());

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
            values.get(SCRIPT, number).ifPresent(script -> numbers.put(number, script));
        }
        return Map.copyOf(numbers);
    }
}
