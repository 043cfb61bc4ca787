package org.helpline.core;

import org.jspecify.annotations.Nullable;

/**
 * An operator's or designer's mistake, told so that a stranger can mend it.
 *
 * @param source the file (or "command line", "environment HELPLINE_X") it stands in
 * @param line 1-based; 0 where the source has no lines or the line is not known
 * @param column 1-based; 0 where not known
 * @param what what is wrong, naming the key or step, in a sentence
 * @param fix what was expected or what to do, in a sentence
 * @param shown the offending line as it stands, or null
 */
public record Problem(
        String source,
        int line,
        int column,
        String what,
        String fix,
        @Nullable String shown) {

    /** A problem without a place in the file. */
    public static Problem of(String source, String what, String fix) {
        return new Problem(source, 0, 0, what, fix, null);
    }

    /** {@code file:line:column: what. fix}, followed by the line shown with a caret under the column where both are known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(source);
        if (line > 0) {
            text.append(':').append(line);
            if (column > 0) {
                text.append(':').append(column);
            }
        }
        text.append(": ").append(what).append(' ').append(fix);
        if (shown != null) {
            text.append("\n    ").append(shown);
            if (column > 0) {
                text.append("\n    ").append(" ".repeat(column - 1)).append('^');
            }
        }
        return text.toString();
    }
}
