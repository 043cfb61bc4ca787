package org.helpline.customer;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The end of a number, by which customers are found whose number was sent, or written, without its country or with another exchange's
 * prefix (FIELD P60). Pure.
 */
final class Ending {

    /** So many digits are rarely two customers' by chance, and national numbers have as many. */
    private static final int DIGITS = 9;

    private Ending() {}

    /** The last nine digits of a number in the form in which it is matched; empty for a shorter one and for a name. */
    static Optional<String> of(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        boolean isLong = digits.length() >= DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isLong ? Optional.of(digits.substring(digits.length() - DIGITS)) : Optional.empty();
    }

    /** The same as a number, to be looked for quickly. */
    static OptionalLong key(String number) {
        return of(number).map(Long::parseLong).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
