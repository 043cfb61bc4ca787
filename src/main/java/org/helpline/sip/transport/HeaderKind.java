package org.helpline.sip.transport;

/** The headers that are read before the parser; all others are {@link #OTHER}. */
enum HeaderKind {
    VIA,
    FROM,
    TO,
    CALL_ID,
    CSEQ,
    MAX_FORWARDS,
    CONTENT_LENGTH,
    CONTACT,
    ROUTE,
    TIMESTAMP,
    IDENTITY,
    CONTENT_TYPE,
    RECORD_ROUTE,
    REQUIRE,
    OTHER;

    /** Whether a request's header of this kind is parsed when it is asked for, and left out if it does not parse. */
    boolean isReadLate() {
        return this == OTHER || this == IDENTITY || this == TIMESTAMP;
    }

    /** The kind of the name in {@code bytes[from, to)}, long or compact (RFC 3261 §7.3.3), in any case. */
    static HeaderKind of(byte[] bytes, int from, int to) {
        return switch (to - from) {
            case 1 -> compact(bytes[from]);
            case 2 -> is(bytes, from, to, "to") ? TO : OTHER;
            case 3 -> is(bytes, from, to, "via") ? VIA : OTHER;
            case 4 -> is(bytes, from, to, "from") ? FROM : is(bytes, from, to, "cseq") ? CSEQ : OTHER;
            case 5 -> is(bytes, from, to, "route") ? ROUTE : OTHER;
            case 7 ->
                is(bytes, from, to, "call-id")
                        ? CALL_ID
                        : is(bytes, from, to, "contact") ? CONTACT : is(bytes, from, to, "require") ? REQUIRE : OTHER;
            case 8 -> is(bytes, from, to, "identity") ? IDENTITY : OTHER;
            case 9 -> is(bytes, from, to, "timestamp") ? TIMESTAMP : OTHER;
            case 12 -> twelve(bytes, from, to);
            case 14 -> is(bytes, from, to, "content-length") ? CONTENT_LENGTH : OTHER;
            default -> OTHER;
        };
    }

    private static HeaderKind twelve(byte[] bytes, int from, int to) {
        return is(bytes, from, to, "max-forwards")
                ? MAX_FORWARDS
                : is(bytes, from, to, "content-type")
                        ? CONTENT_TYPE
                        : is(bytes, from, to, "record-route") ? RECORD_ROUTE : OTHER;
    }

    private static HeaderKind compact(byte letter) {
        return switch (letter | 0x20) {
            case 'v' -> VIA;
            case 'f' -> FROM;
            case 't' -> TO;
            case 'i' -> CALL_ID;
            case 'm' -> CONTACT;
            case 'l' -> CONTENT_LENGTH;
            case 'c' -> CONTENT_TYPE;
            case 'y' -> IDENTITY;
            default -> OTHER;
        };
    }

    private static boolean is(byte[] bytes, int from, int to, String lower) {
        return Octets.equalsIgnoreCase(bytes, from, to, lower);
    }
}
