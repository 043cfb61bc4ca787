package org.helpline.desk;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one part of something that a player asks for.
 *
 * @param from its first byte; beyond {@code to}: there is no such part
 * @param to its last byte
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14.1.2">RFC 9110 §14.1.2</a>
 */
record ByteRange(long from, long to) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,10})-(\\d{0,10})");

    /** The part that a Range header asks for of so many bytes; empty: all of them, as for what is no range of ours. */
    static Optional<ByteRange> of(String header, long size) {
        Matcher range = RANGE.matcher(header);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return Optional.empty();
        }
        long last = size - 1;
        if (range.group(1).isEmpty()) {
            return Optional.of(new ByteRange(Math.max(0, size - Long.parseLong(range.group(2))), last));
        }
        long to = range.group(2).isEmpty() ? last : Math.min(last, Long.parseLong(range.group(2)));
        return Optional.of(new ByteRange(Long.parseLong(range.group(1)), to));
    }

    boolean isThere() {
        return from <= to;
    }

    /** No more than so many bytes: the player asks for the rest when it needs it. */
    ByteRange atMost(int bytes) {
        return new ByteRange(from, Math.min(to, from + bytes - 1));
    }

    int length() {
        return (int) (to - from + 1);
    }

    /** As the answer says it. */
    String of(long size) {
        return "bytes " + from + "-" + to + "/" + size;
    }
}
