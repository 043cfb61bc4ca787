package org.helpline.core;

import java.util.Optional;

/** A telephone key: an RFC 4733 §3.2 DTMF event, 0 to 15, in the order of their codes. */
public enum Digit {
    ZERO('0', 0),
    ONE('1', 1),
    TWO('2', 2),
    THREE('3', 3),
    FOUR('4', 4),
    FIVE('5', 5),
    SIX('6', 6),
    SEVEN('7', 7),
    EIGHT('8', 8),
    NINE('9', 9),
    STAR('*', 10),
    HASH('#', 11),
    A('A', 12),
    B('B', 13),
    C('C', 14),
    D('D', 15);

    private static final Digit[] BY_CODE = values();

    private final char symbol;
    private final int code;

    Digit(char symbol, int code) {
        this.symbol = symbol;
        this.code = code;
    }

    /** The key as printed on a phone: 0-9, *, #, A-D. */
    public char symbol() {
        return symbol;
    }

    /** The RFC 4733 event code, 0 to 15. */
    public int code() {
        return code;
    }

    /** The digit of an RFC 4733 event code; empty for codes that are no DTMF digit (16 is flash). */
    public static Optional<Digit> ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? Optional.of(BY_CODE[code]) : Optional.empty();
    }

    /** The digit of a symbol, lower-case letters included; empty for anything else. */
    public static Optional<Digit> ofSymbol(char symbol) {
        char upper = Character.toUpperCase(symbol);
        for (Digit d : BY_CODE) {
            if (d.symbol == upper) {
                return Optional.of(d);
            }
        }
        return Optional.empty();
    }
}
