package org.helpline.customer;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes customers as a file that {@link CustomerFile} reads and a spreadsheet may open: nothing that somebody wrote into a name is taken for a
 * formula. Pure.
 */
public final class CustomerExport {

    private static final String FORMULA = "=+-@\t\r";

    private CustomerExport() {}

    /** RFC 4180 with a byte order mark, as spreadsheets want it. */
    public static String csv(List<Person> people) {
        StringBuilder csv = new StringBuilder("\uFEFF");
        csv.append(java.util.Arrays.stream(CustomerFile.Column.values())
                        .map(CustomerFile.Column::title)
                        .collect(Collectors.joining(",")))
                .append("\r\n");
        people.forEach(p -> csv.append(java.util.Arrays.stream(CustomerFile.Column.values())
                        .map(c -> quoted(text(p, c)))
                        .collect(Collectors.joining(",")))
                .append("\r\n"));
        return csv.toString();
    }

    private static String text(Person person, CustomerFile.Column column) {
        return switch (column) {
            case ID -> person.id();
            case PHONES -> String.join(";", person.numbers());
            case EMAIL -> String.join(";", person.emails());
            case NAME, COMPANY, LANGUAGE, REVENUE, SATISFACTION, LAST_CONTACT, NOTES, VIP, TAGS, ORDERS ->
                person.field(column.name().toLowerCase(Locale.ROOT));
        };
    }

    /** A field; what a spreadsheet would reckon with gets a mark that makes it a text, but numbers of telephones do not. */
    static String quoted(String text) {
        boolean isNumbers = text.matches("\\+?[0-9]+(;\\+?[0-9]+)*");
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 && !isNumbers ? "'" + text : text;
        return safe.matches("(?s).*[\",;\r\n\t].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
