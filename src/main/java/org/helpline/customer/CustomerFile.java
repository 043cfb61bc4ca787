package org.helpline.customer;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Consumer;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.store.Numbers;

/**
 * Reads {@code customers.csv}: UTF-8, one header line, then a customer a line. Every mistake is told with its line and
 * column, up to {@value #MOST_PROBLEMS}.
 */
final class CustomerFile {

    private static final int MOST_PROBLEMS = 20;
    private static final String PHONE_SEPARATORS = ";|";

    private final Path file;
    private final Numbers numbers;

    CustomerFile(Path file, Numbers numbers) {
        this.file = file;
        this.numbers = numbers;
    }

    /** The columns, by the names that the header gives them. */
    enum Column {
        ID(true),
        NAME(true),
        PHONES(true),
        COMPANY(false),
        EMAIL(false),
        LANGUAGE(false),
        REVENUE(false),
        SATISFACTION(false),
        LAST_CONTACT(false),
        NOTES(false),
        VIP(false),
        TAGS(false),
        ORDERS(false);

        private final boolean required;

        Column(boolean required) {
            this.required = required;
        }

        String title() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Column> titled(String title) {
            for (Column c : values()) {
                if (c.title().equals(title.toLowerCase(Locale.ROOT).replace(' ', '_'))) {
                    return Optional.of(c);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * Reads the file from begin to end.
     *
     * @param each is given every line that is right, in order
     * @return false if anything is wrong with any line; then {@code problems} says what
     */
    boolean read(Consumer<CustomerLine> each, Problems problems) {
        int before = problems.all().size();
        // an InputStreamReader would replace broken characters; a decoder from newBufferedReader reports them
        try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            CsvReader csv = new CsvReader(in);
            Map<Column, Integer> places = places(csv.header().orElse(List.of()), problems);
            Map<String, Integer> lineOfId = new HashMap<>();
            Optional<List<CsvReader.Field>> next = problems.all().size() > before ? Optional.empty() : csv.next();
            while (next.isPresent() && problems.all().size() - before < MOST_PROBLEMS) {
                line(next.get(), places, lineOfId, problems).ifPresent(each);
                next = csv.next();
            }
        } catch (CsvReader.Malformed e) {
            problems.add(problem(
                    e.line(),
                    e.column(),
                    String.valueOf(e.getMessage()),
                    "Close every quote; write \"\" for a quote inside."));
        } catch (CharacterCodingException e) {
            problems.add(problem(0, 0, "The file is not in UTF-8.", "Save it as \"CSV UTF-8\"."));
        } catch (IOException e) {
            problems.add(problem(0, 0, "The file cannot be read: " + e + ".", "Let the server's user read it."));
        }
        return problems.all().size() == before;
    }

    private Map<Column, Integer> places(List<CsvReader.Field> header, Problems problems) {
        Map<Column, Integer> places = new EnumMap<>(Column.class);
        for (int i = 0; i < header.size(); i++) {
            CsvReader.Field field = header.get(i);
            Optional<Column> column = Column.titled(field.text());
            if (column.isPresent() && places.put(column.get(), i) != null) {
                problems.add(problem(field, "Column \"" + field.text() + "\" stands here twice.", "Keep one of them."));
            } else if (column.isEmpty() && !field.text().startsWith("#")) {
                problems.add(problem(
                        field,
                        "There is no column \"" + field.text() + "\".",
                        "Columns are " + titles() + "; put # before a name to leave the column out."));
            }
        }
        for (Column column : Column.values()) {
            if (column.required && !places.containsKey(column)) {
                problems.add(problem(
                        1,
                        1,
                        "Column \"" + column.title() + "\" is missing.",
                        "The first line names the columns: " + titles() + "."));
            }
        }
        return places;
    }

    private static String titles() {
        return String.join(
                ", ",
                java.util.Arrays.stream(Column.values()).map(Column::title).toList());
    }

    private Optional<CustomerLine> line(
            List<CsvReader.Field> fields,
            Map<Column, Integer> places,
            Map<String, Integer> lineOfId,
            Problems problems) {
        int before = problems.all().size();
        int columns = places.values().stream().mapToInt(i -> i + 1).max().orElse(0);
        if (fields.size() < columns) {
            problems.add(problem(
                    fields.getLast(),
                    "This line has " + fields.size() + " fields, the first line has " + columns + " or more.",
                    "Write an empty field for what is not known."));
            return Optional.empty();
        }
        CsvReader.Field id = at(fields, places, Column.ID);
        Integer other = id.text().isEmpty() ? null : lineOfId.putIfAbsent(id.text(), id.line());
        if (id.text().isEmpty()) {
            problems.add(problem(id, "This customer has no id.", "Give each customer an id of its own."));
        } else if (other != null) {
            problems.add(problem(
                    id,
                    "Customer " + id.text() + " stands on line " + other + " already.",
                    "Give each customer an id of its own."));
        }
        if (at(fields, places, Column.NAME).text().isEmpty()) {
            problems.add(problem(at(fields, places, Column.NAME), "This customer has no name.", "Write who it is."));
        }
        checkLanguage(at(fields, places, Column.LANGUAGE), problems);
        List<String> phones = phones(at(fields, places, Column.PHONES), problems);
        boolean vip = vip(at(fields, places, Column.VIP), problems);
        return problems.all().size() > before
                ? Optional.empty()
                : Optional.of(new CustomerLine(
                        id.text(),
                        text(fields, places, Column.NAME),
                        text(fields, places, Column.COMPANY),
                        phones,
                        text(fields, places, Column.EMAIL),
                        text(fields, places, Column.LANGUAGE),
                        text(fields, places, Column.REVENUE),
                        text(fields, places, Column.SATISFACTION),
                        text(fields, places, Column.LAST_CONTACT),
                        text(fields, places, Column.NOTES),
                        vip,
                        tags(text(fields, places, Column.TAGS)),
                        tags(text(fields, places, Column.ORDERS))));
    }

    private List<String> phones(CsvReader.Field field, Problems problems) {
        SequencedSet<String> phones = new LinkedHashSet<>();
        int from = 0;
        String text = field.text();
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || PHONE_SEPARATORS.indexOf(text.charAt(i)) >= 0) {
                String phone = text.substring(from, i).strip();
                if (!phone.isEmpty()) {
                    matched(phone)
                            .ifPresentOrElse(
                                    phones::add,
                                    () -> problems.add(problem(
                                            field,
                                            "\"" + phone + "\" is not a phone number.",
                                            "Write numbers as +44 7700 900123 or 07700 900123, several"
                                                    + " separated by ;")));
                }
                from = i + 1;
            }
        }
        return new ArrayList<>(phones);
    }

    private Optional<String> matched(String phone) {
        return numbers.normalise(phone).filter(n -> n.chars().anyMatch(Character::isLetterOrDigit));
    }

    private boolean vip(CsvReader.Field field, Problems problems) {
        return switch (field.text().toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> true;
            case "", "no", "false", "0" -> false;
            default -> {
                problems.add(
                        problem(field, "\"" + field.text() + "\" is neither yes nor no.", "Write yes, no or nothing."));
                yield false;
            }
        };
    }

    private static List<String> tags(String text) {
        return java.util.Arrays.stream(text.split("[;|]", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .toList();
    }

    private void checkLanguage(CsvReader.Field field, Problems problems) {
        if (!field.text().isEmpty() && !field.text().matches("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")) {
            problems.add(problem(
                    field,
                    "\"" + field.text() + "\" is not a language tag.",
                    "Write en, tr, de-AT and so on, or nothing."));
        }
    }

    private static CsvReader.Field at(List<CsvReader.Field> fields, Map<Column, Integer> places, Column column) {
        Integer place = places.get(column);
        return place == null ? new CsvReader.Field("", fields.getFirst().line(), 1) : fields.get(place);
    }

    private static String text(List<CsvReader.Field> fields, Map<Column, Integer> places, Column column) {
        String text = at(fields, places, column).text();
        // an export puts the mark before what a spreadsheet would take for a formula
        return text.matches("(?s)'[=+\\-@\\t\\r].*") ? text.substring(1) : text;
    }

    private Problem problem(CsvReader.Field field, String what, String fix) {
        return problem(field.line(), field.column(), what, fix);
    }

    private Problem problem(int line, int column, String what, String fix) {
        return new Problem(file.toString(), line, column, what, fix, null);
    }
}
