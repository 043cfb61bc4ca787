package org.helpline.ivr.spoken;

/**
 * The form that a noun has beside a whole number, by CLDR's names.
 *
 * @see <a href="https://www.unicode.org/reports/tr35/tr35-numbers.html#Language_Plural_Rules">UTS 35, Language Plural Rules</a>
 */
public enum PluralForm {
    /** 1 message; 1, 21, 101 сообщение. */
    ONE,
    /** 2, 3, 24 сообщения. */
    FEW,
    /** 0, 5, 11, 25 сообщений. */
    MANY,
    /** Every other number: 0, 2, 5 messages. */
    OTHER;

    /** The end of a recording's name. */
    public String written() {
        return switch (this) {
            case ONE -> "one";
            case FEW -> "few";
            case MANY -> "many";
            case OTHER -> "other";
        };
    }
}
