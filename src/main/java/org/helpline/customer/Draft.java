package org.helpline.customer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody writes of a customer.
 *
 * @param fields by the names of {@link Person#FIELDS}
 */
public record Draft(Map<String, String> fields, List<String> numbers, List<String> emails) {

    private static final int LONGEST = 500;
    private static final int LONGEST_NOTES = 4_000;

    /** Why these fields cannot be kept, a sentence; empty when they can. */
    static Optional<String> trouble(Map<String, String> fields) {
        for (Map.Entry<String, String> e : fields.entrySet()) {
            boolean isNotes = e.getKey().equals("notes");
            if (!Person.FIELDS.contains(e.getKey())) {
                return Optional.of("A customer has no such field; there are " + String.join(", ", Person.FIELDS) + ".");
            }
            if (e.getValue().length() > (isNotes ? LONGEST_NOTES : LONGEST)) {
                return Optional.of("The " + words(e.getKey()) + " is longer than " + (isNotes ? LONGEST_NOTES : LONGEST)
                        + " characters.");
            }
            if (e.getValue().chars().anyMatch(c -> Character.isISOControl(c) && !(isNotes && c == '\n'))) {
                return Optional.of("The " + words(e.getKey()) + " has control characters.");
            }
        }
        String language = fields.getOrDefault("language", "");
        if (!language.isEmpty() && !language.matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            return Optional.of("A language is written as en, tr or de-AT.");
        }
        if (!fields.getOrDefault("vip", "").matches("yes|")) {
            return Optional.of("VIP is yes or empty.");
        }
        return Optional.empty();
    }

    private static String words(String field) {
        return field.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** Nothing of whom it is. */
    @Override
    public String toString() {
        return "Draft[" + fields.keySet() + "]";
    }
}
