package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;

/**
 * Who may be called back, and by what way.
 *
 * @param contact where calls to customers are sent, {@code sip:{number}@192.0.2.7:5060}; empty: to a phone that is registered
 *     under the number, else by the first trunk that may call it
 * @param allow patterns of numbers that may be called: digits, a leading +, {@code *} for any digits; empty: none
 * @param deny patterns that win over {@code allow}
 * @param ring how long a customer's phone rings
 * @param form the web page on which people ask to be called; empty: there is none
 * @param shown the number that the customer's phone shows; empty: the one that was dialled
 */
public record CallbackSettings(
        Optional<String> contact,
        List<String> allow,
        List<String> deny,
        Duration ring,
        Optional<String> shown,
        Optional<Form> form) {

    /**
     * The web page on which people ask to be called.
     *
     * @param queue whose agents call
     * @param aMinute requests from one address in a minute
     * @param aDay call-backs that are booked on it in a day, from all addresses together
     */
    public record Form(QueueName queue, int aMinute, int aDay) {}

    /** Nobody is called. */
    public static final CallbackSettings NONE = new CallbackSettings(
            Optional.empty(), List.of(), List.of(), Duration.ofSeconds(30), Optional.empty(), Optional.empty());

    /** Numbers for help in need, of all countries: never called, whatever the settings say. */
    private static final Set<String> EMERGENCY = Set.of(
            "000", "08", "100", "101", "102", "103", "104", "105", "106", "107", "108", "110", "111", "112", "113",
            "114", "115", "116", "117", "118", "119", "120", "122", "123", "127", "131", "132", "133", "144", "150",
            "155", "156", "158", "159", "166", "168", "171", "177", "185", "190", "191", "192", "193", "194", "195",
            "196", "197", "198", "199", "911", "922", "933", "988", "991", "992", "993", "994", "995", "996", "997",
            "998", "999", "1122", "116117", "15", "16", "17", "18");

    /** Whether anybody may be called at all. */
    public boolean areSetUp() {
        return !allow.isEmpty();
    }

    /** Whether this number may be called; it consists of digits, perhaps after a +. */
    public boolean mayCall(String number) {
        return number.matches("\\+?\\d{3,20}")
                && !isEmergency(number)
                && allow.stream().anyMatch(p -> matches(p, number))
                && deny.stream().noneMatch(p -> matches(p, number));
    }

    /** Whether it is a number for help in need, of any country; also behind the 0 that gives an outside line. */
    public static boolean isEmergency(String number) {
        String digits = number.startsWith("+") ? number.substring(1) : number;
        return EMERGENCY.contains(digits)
                || (digits.startsWith("0") && EMERGENCY.contains(digits.substring(1)))
                || (digits.startsWith("00") && EMERGENCY.contains(digits.substring(2)));
    }

    private static boolean matches(String pattern, String number) {
        return number.matches(pattern.replace("+", "\\+").replace("*", "\\d*"));
    }
}
