package org.helpline.ivr.model;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the conditions and links of a playbook may name. */
public final class PlaybookNames {

    /** What the caller chose and keyed, by its line in the pop: {@code answers.order_number} or {@code answers["Order number"]}. */
    public static final String ANSWERS = "answers";

    /** Whether a step has been ticked: {@code done.check_id}. */
    public static final String DONE = "done";

    /** The tags of the call. */
    public static final String TAGS = "tags";

    /** Its wrap-up code. */
    public static final String CODE = "code";

    /** The call's queue. */
    public static final String QUEUE = "queue";

    /** The call's language, a tag such as {@code en}. */
    public static final String LANGUAGE = "language";

    /** How long the caller waited. */
    public static final String WAITED = "waited";

    /** How sure it is that the customer is the caller: {@link #SURE_WORDS}. */
    public static final String SURE = "customer.sure";

    /** The words of {@link #SURE}. */
    public static final List<String> SURE_WORDS = List.of("certain", "likely", "one-of", "doubtful", "unknown");

    private static final Map<String, ValueType> TYPES = all();

    private PlaybookNames() {}

    private static Map<String, ValueType> all() {
        Map<String, ValueType> types = new LinkedHashMap<>();
        List.of("id", "name", "company", "email", "language", "revenue", "satisfaction", "sure")
                .forEach(n -> types.put("customer." + n, ValueType.TEXT));
        types.put("customer.vip", ValueType.BOOLEAN);
        List.of("tags", "flags", "orders").forEach(n -> types.put("customer." + n, ValueType.LIST));
        List.of(QUEUE, LANGUAGE, CODE).forEach(n -> types.put(n, ValueType.TEXT));
        types.put(TAGS, ValueType.LIST);
        types.put(WAITED, ValueType.DURATION);
        return Map.copyOf(types);
    }

    /** Every name but those of answers and steps, with its kind. */
    public static Map<String, ValueType> types() {
        return TYPES;
    }

    /** What a name holds of which nothing is known: an empty text, an empty list, no time, false. */
    public static Value nothing(ValueType type) {
        return switch (type) {
            case BOOLEAN -> new Value.Truth(false);
            case LIST -> new Value.Many(List.of());
            case DURATION -> new Value.Span(Duration.ZERO);
            default -> Value.NOTHING;
        };
    }

    /** A line of the pop as a name: {@code Order number} is {@code order_number}. */
    public static String plain(String label) {
        return label.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** The step that {@code done.check_id} asks for. */
    public static Optional<String> step(String name) {
        return after(DONE, name);
    }

    /** The line of the pop that {@code answers.order_number} asks for. */
    public static Optional<String> answer(String name) {
        return after(ANSWERS, name);
    }

    private static Optional<String> after(String root, String name) {
        return name.startsWith(root + ".") ? Optional.of(name.substring(root.length() + 1)) : Optional.empty();
    }
}
