package org.helpline.core;

/**
 * A text that identifies or comes from a caller: a number, a name, keyed-in digits. It never prints itself, so it cannot
 * reach a log by accident; the journal keeps it under the caller's own key.
 *
 * @param value the text itself, for screens and matching only
 */
public record Personal(String value) {

    /** Nothing known. */
    public static final Personal NONE = new Personal("");

    /** Whether there is no text. */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** Never the text: {@code <personal>}. */
    @Override
    public String toString() {
        return value.isEmpty() ? "<none>" : "<personal>";
    }
}
