package org.helpline.ivr.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a variable is set to. */
public sealed interface Assigned {

    /** A value as written. */
    record Fixed(Value value) implements Assigned {}

    /** A text with values in it; one value alone keeps its kind. */
    record Filled(Template text) implements Assigned {}

    /**
     * {@code = price * 2}.
     *
     * @param source as written, without the {@code =}
     */
    record Computed(String source, Term tree) implements Assigned {}

    /** A list. */
    record Listed(List<Assigned> entries) implements Assigned {}

    /** A map. */
    record Mapped(Map<String, Assigned> entries) implements Assigned {}

    /** As a designer writes it, in one line. */
    default String written() {
        return switch (this) {
            case Fixed f -> f.value().written();
            case Filled f -> f.text().written();
            case Computed c -> "= " + c.source().strip();
            case Listed l -> l.entries().stream().map(Assigned::written).collect(Collectors.joining(", ", "[", "]"));
            case Mapped m ->
                m.entries().entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue().written())
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    /** The value, if it is the same in every call. */
    default Optional<Value> fixed() {
        return this instanceof Fixed f ? Optional.of(f.value()) : Optional.empty();
    }
}
