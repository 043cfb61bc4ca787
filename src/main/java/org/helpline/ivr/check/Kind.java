package org.helpline.ivr.check;

import java.util.Locale;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/** What is known of a value before a call: its type, or that it is a text which may be something else, or nothing. */
enum Kind {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    DURATION,
    MONEY,
    LIST,
    MAP,
    /** A text that may be a number or a date: keyed digits, a filled-in text. */
    OPEN_TEXT,
    /** A field of a map, or what a system answered: only the call will tell. */
    ANY;

    static Kind of(ValueType type) {
        return valueOf(type.name());
    }

    /** The kind of a value as written; figures in quotes may be meant as a number later. */
    static Kind of(Value value) {
        return value instanceof Value.Text(String text)
                        && ValueType.NUMBER.read(text).isPresent()
                ? OPEN_TEXT
                : of(value.type());
    }

    /** {@code a number}, for people. */
    String said() {
        return switch (this) {
            case OPEN_TEXT -> "a text";
            case ANY -> "any value";
            case BOOLEAN -> "true or false";
            default -> "a " + name().toLowerCase(Locale.ROOT);
        };
    }

    boolean isText() {
        return this == TEXT || this == OPEN_TEXT;
    }

    /** Whether a value of this kind can stand where {@code wanted} belongs. */
    boolean fits(Kind wanted) {
        return this == wanted
                || this == ANY
                || wanted == ANY
                || (isText() && wanted.isText())
                || (this == OPEN_TEXT && wanted != LIST && wanted != MAP && wanted != BOOLEAN);
    }

    /** What is known of a value that is one or the other; the two must {@link #meets meet}. */
    Kind with(Kind other) {
        if (this == other) {
            return this;
        }
        return isText() && other.isText() ? OPEN_TEXT : ANY;
    }

    /** Whether two things can be compared, or stand for one variable. */
    boolean meets(Kind other) {
        return fits(other) || other.fits(this);
    }
}
