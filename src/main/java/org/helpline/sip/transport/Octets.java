package org.helpline.sip.transport;

/** Reading of ASCII in byte arrays, without making strings. Ranges are {@code [from, to)}. */
final class Octets {

    static final int MOST_PORT = 65_535;

    private Octets() {}

    /** Whether the range is {@code lower} in any case; {@code lower} is lower-case ASCII. */
    static boolean equalsIgnoreCase(byte[] bytes, int from, int to, String lower) {
        if (to - from != lower.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (lower(bytes[from + i]) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range is exactly {@code ascii}. */
    static boolean equals(byte[] bytes, int from, int to, String ascii) {
        return to - from == ascii.length() && startsWith(bytes, from, to, ascii);
    }

    /** Whether the range starts with {@code ascii}. */
    static boolean startsWith(byte[] bytes, int from, int to, String ascii) {
        if (to - from < ascii.length()) {
            return false;
        }
        for (int i = 0; i < ascii.length(); i++) {
            if (bytes[from + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + 32 : b;
    }

    /** Linear white space, folds included. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** A token character, RFC 3261 §25.1. */
    static boolean isToken(byte b) {
        return isLetterOrDigit(b) || (b > ' ' && "-.!%*_+`'~".indexOf(b) >= 0);
    }

    static boolean isLetterOrDigit(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || isDigit(b);
    }

    static int skipBlanks(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    static int trimEnd(byte[] bytes, int from, int to) {
        int i = to;
        while (i > from && isBlank(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    /** The decimal number of the range, or -1 if it is empty, holds anything else or exceeds {@code max}. */
    static long number(byte[] bytes, int from, int to, long max) {
        if (from >= to) {
            return -1;
        }
        long n = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return -1;
            }
            n = n * 10 + (bytes[i] - '0');
            if (n > max) {
                return -1;
            }
        }
        return n;
    }

    /** Where the quoted string that opens at {@code from} closes (the index of its last quote), or {@code to} if it never does. */
    static int closingQuote(byte[] bytes, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] == '\\') {
                i++;
            } else if (bytes[i] == '"') {
                return i;
            }
        }
        return to;
    }
}
