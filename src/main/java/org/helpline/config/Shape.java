package org.helpline.config;

import java.util.Optional;
import java.util.function.Function;

/**
 * What a value must look like.
 *
 * @param expected completes the sentence "Expected …", with an example where it helps
 * @param parse the text, trimmed, to its value; empty if it does not fit
 */
record Shape<T>(String expected, Function<String, Optional<T>> parse) {

    /** The same shape, or nothing at all. */
    Shape<Optional<T>> orNothing() {
        return new Shape<>(expected + ", or nothing", text -> {
            Optional<T> value = text.isEmpty() ? Optional.empty() : parse.apply(text);
            return text.isEmpty() || value.isPresent() ? Optional.of(value) : Optional.empty();
        });
    }
}
