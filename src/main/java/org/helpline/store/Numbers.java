package org.helpline.store;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One form for every way to write a number: {@code +E.164} for what can be a public number, the exact user (lower case)
 * for SIP names and extensions. Any thread. The number plan (libphonenumber) is loaded at the first use, some 50 ms.
 */
public final class Numbers {

    private static final Set<String> WITHHELD = Set.of(
            "", "anonymous", "unknown", "unavailable", "restricted", "withheld", "private", "asserted", "coline");
    private static final Pattern WITH_EXTENSION =
            Pattern.compile("(\\+?[\\d (./\\-\\u00A0\\u2007\\u202F)]{7,40}?)\\s*(?:ext\\.?|x)\\s*\\d{1,6}");
    private static final int LONGEST_EXTENSION = 6;
    private static final int LONGEST_USER = 128;

    private final String homeCountry;

    /**
     * Reads numbers as they are dialled from one country.
     *
     * @param homeCountry ISO 3166 code
     */
    public Numbers(String homeCountry) {
        this.homeCountry = homeCountry.toUpperCase(Locale.ROOT);
    }

    /**
     * Normalises a number, a SIP user, or a sip: or tel: URI.
     *
     * @return empty when the number is withheld or there is none
     */
    public Optional<String> normalise(String number) {
        String user = userPart(number);
        if (WITHHELD.contains(user)) {
            return Optional.empty();
        }
        Matcher withExtension = WITH_EXTENSION.matcher(user);
        if (withExtension.matches()) {
            user = withExtension.group(
                    1); // people write whom to ask for behind the number; the network does not send it
        } else if (user.chars().anyMatch(Character::isLetter)) {
            return Optional.of(user);
        }
        String dialled = diallable(user);
        if (dialled.isEmpty() || dialled.equals("+")) {
            return Optional.of(user);
        }
        boolean international = dialled.startsWith("+");
        if (!international && dialled.length() <= LONGEST_EXTENSION) {
            return Optional.of(dialled); // an extension or a short code: matched as it stands
        }
        return Optional.of(inPlan(dialled)
                .or(() -> abroadWithoutPlus(dialled))
                .or(() -> parsed(dialled).filter(plan()::isPossibleNumber))
                .map(n -> plan().format(n, PhoneNumberFormat.E164))
                .orElse(dialled));
    }

    private Optional<PhoneNumber> inPlan(String dialled) {
        return parsed(dialled).filter(plan()::isValidNumber);
    }

    /** Trunks send 0049… where the home prefix is another, and 49… without any: taken if that is a number somewhere. */
    private Optional<PhoneNumber> abroadWithoutPlus(String dialled) {
        if (dialled.startsWith("+")) {
            return Optional.empty();
        }
        if (dialled.startsWith("00")) {
            return parsed("+" + dialled.substring(2)).filter(plan()::isPossibleNumber);
        }
        return dialled.startsWith("0") ? Optional.empty() : inPlan("+" + dialled);
    }

    private Optional<PhoneNumber> parsed(String dialled) {
        try {
            return Optional.of(plan().parse(dialled, homeCountry));
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    private static PhoneNumberUtil plan() {
        return PhoneNumberUtil.getInstance();
    }

    private static String userPart(String number) {
        String user = number.strip().toLowerCase(Locale.ROOT);
        int scheme = user.startsWith("sip:") || user.startsWith("tel:") ? 4 : user.startsWith("sips:") ? 5 : 0;
        user = user.substring(scheme);
        int end = user.length();
        for (char mark : new char[] {'@', ';', '?'}) {
            int at = user.indexOf(mark);
            end = at >= 0 && at < end ? at : end;
        }
        user = user.substring(0, end).strip();
        return user.length() > LONGEST_USER ? user.substring(0, LONGEST_USER) : user;
    }

    /** Digits, with a leading + kept; people write spaces, dots, brackets, dashes and strokes between them. */
    private static String diallable(String user) {
        StringBuilder digits = new StringBuilder(user.length());
        for (char c : user.replace("(0)", "").toCharArray()) {
            if (Character.isDigit(c)) {
                digits.append(Character.digit(c, 10));
            } else if ((c == '+' || c == '\uFF0B') && digits.isEmpty()) {
                digits.append('+');
            }
        }
        return digits.toString();
    }
}
