package org.helpline.sip.trunk;

import java.util.Optional;
import org.helpline.config.TrunkSettings.Form;
import org.helpline.config.TrunkSettings.Numbers;

/**
 * Numbers as a trunk writes them and as the house does: a public number is E.164 with {@code +} here. What is no public number stays
 * as it is, both ways: user names, short and service numbers, extensions, what has {@code *} or {@code #} in it. Pure.
 */
public final class NumberForms {

    /** A number in the form of its own country or of any has at least so many digits, prefixes apart. */
    private static final int SHORTEST_PUBLIC = 6;

    /** E.164 numbers have at most 15 digits. */
    private static final int LONGEST_PUBLIC = 15;

    /** Digits that begin with the country's own code are taken for a whole number from here on, never for a local one. */
    private static final int SHORTEST_WHOLE = 10;

    private NumberForms() {}

    /** A number that came from the trunk, in the house's form. {@code raw} is the user part of an address, unescaped. */
    public static String inward(Numbers numbers, String raw) {
        Optional<String> read = dialled(raw);
        if (read.isEmpty()) {
            return raw;
        }
        String dialled = read.get();
        if (dialled.startsWith("+")) {
            return isPublic(dialled.substring(1)) ? dialled : raw;
        }
        return international(numbers, dialled)
                .or(() -> whole(numbers, dialled))
                .or(() -> national(numbers, dialled))
                .map(digits -> "+" + digits)
                .orElse(dialled);
    }

    /** The number to dial for a number of the house: as {@link #written}, behind the trunk's prefix. */
    public static String outward(Numbers numbers, String normalised) {
        return numbers.prefix() + written(numbers, normalised);
    }

    /** A number of the house as the trunk writes it, to be shown. */
    public static String written(Numbers numbers, String normalised) {
        if (!normalised.startsWith("+") || !isDigits(normalised.substring(1))) {
            return normalised;
        }
        String digits = normalised.substring(1);
        return switch (numbers.form()) {
            case PLUS, AS_IS -> normalised;
            case E164 -> digits;
            case INTERNATIONAL -> numbers.international() + digits;
            case NATIONAL ->
                numbers.country()
                        .filter(digits::startsWith)
                        .map(country -> numbers.national() + digits.substring(country.length()))
                        .orElse(numbers.international() + digits);
        };
    }

    /** Digits, perhaps behind a +, without what people write between them and without parameters (RFC 3966 §5.1); empty if it is no number. */
    private static Optional<String> dialled(String raw) {
        int parameters = raw.indexOf(';');
        String user = parameters < 0 ? raw : raw.substring(0, parameters);
        String bare = user.replaceAll("[-. ()]", "");
        return bare.matches("\\+?[0-9]{1,24}") ? Optional.of(bare) : Optional.empty();
    }

    private static Optional<String> international(Numbers numbers, String dialled) {
        return Optional.of(dialled)
                .filter(d -> d.startsWith(numbers.international()))
                .map(d -> d.substring(numbers.international().length()))
                .filter(d -> !d.startsWith("0") && isPublic(d));
    }

    /** With its country's code but without a plus: as the trunk is said to write, or as it can be nothing else. */
    private static Optional<String> whole(Numbers numbers, String dialled) {
        boolean asSaid = numbers.form() == Form.E164 && dialled.length() > SHORTEST_PUBLIC;
        int least = numbers.national().isEmpty() ? SHORTEST_WHOLE + 1 : SHORTEST_WHOLE; // Italy's mobiles begin with 39
        boolean clearly = numbers.country().filter(dialled::startsWith).isPresent() && dialled.length() >= least;
        return Optional.of(dialled).filter(d -> !d.startsWith("0") && isPublic(d) && (asSaid || clearly));
    }

    private static Optional<String> national(Numbers numbers, String dialled) {
        String prefix = numbers.national();
        int least =
                prefix.isEmpty() ? SHORTEST_PUBLIC + 1 : SHORTEST_PUBLIC; // 116117 and the like are no national numbers
        return numbers.country()
                .filter(_ -> dialled.startsWith(prefix))
                .map(country -> country + dialled.substring(prefix.length()))
                .filter(d -> dialled.length() - prefix.length() >= least && isPublic(d));
    }

    private static boolean isPublic(String digits) {
        return digits.length() >= SHORTEST_PUBLIC && digits.length() <= LONGEST_PUBLIC && isDigits(digits);
    }

    private static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
