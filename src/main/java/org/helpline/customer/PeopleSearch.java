package org.helpline.customer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import org.helpline.store.Numbers;
import org.helpline.store.Tx;

/** Finds customers by what a person types. Inside a transaction. */
final class PeopleSearch {

    private static final int LEAST_DIGITS = 3;
    private static final int LONGEST = 100;

    private final Tx tx;
    private final Registry registry;
    private final Numbers numbers;
    private final SequencedSet<String> ids = new LinkedHashSet<>();

    PeopleSearch(Tx tx, Registry registry, Numbers numbers) {
        this.tx = tx;
        this.registry = registry;
        this.numbers = numbers;
    }

    List<Person> of(String typed, int most) {
        String words = typed.strip();
        if (words.isEmpty() || words.length() > LONGEST) {
            return List.of();
        }
        ids.add(words);
        numbers.normalise(words).ifPresent(n -> registry.withNumber(n, most).forEach(p -> ids.add(p.id())));
        String digits = words.replaceAll("[^0-9]", "");
        if (digits.length() >= LEAST_DIGITS && words.matches("[0-9+()./ \\-\\u00A0]+")) {
            byPart("number", "customer_number", "number", digits, most);
        } else {
            byPart("email", "customer", "email", words.toLowerCase(Locale.ROOT), most);
            byName(words, most);
        }
        SequencedSet<String> people = new LinkedHashSet<>();
        ids.forEach(id -> people.add(registry.canonical(id)));
        return people.stream()
                .flatMap(id -> registry.person(id).stream())
                .limit(most)
                .toList();
    }

    private void byPart(String kind, String table, String column, String part, int most) {
        String id = table.equals("customer") ? "id" : "customer_id";
        add(tx.query(
                "select distinct " + id + " as id from " + table + " where import = " + Registry.IN_FORCE + " and "
                        + column + " like ? escape '\\' limit ?",
                row -> row.text("id"),
                like(part),
                most));
        add(tx.query(
                "select distinct customer_id as id from customer_reach where kind = ? and gone = 0 and value like ? escape '\\'"
                        + " limit ?",
                row -> row.text("id"),
                kind,
                like(part),
                most));
    }

    /** Every word is somewhere in name or company. */
    private void byName(String words, int most) {
        List<Object> args = new ArrayList<>();
        StringBuilder each = new StringBuilder();
        for (String word : words.split("\\s+", -1)) {
            each.append(" and (");
            String between = "";
            for (String form : forms(word)) {
                each.append(between).append("text like ? escape '\\'");
                args.add(like(form));
                between = " or ";
            }
            each.append(')');
        }
        args.add(most);
        add(tx.query(
                "select id from (select id, name || ' ' || company as text from customer where import = "
                        + Registry.IN_FORCE
                        + " union all select customer_id, value from customer_edit where field in ('name', 'company')) t where 1"
                        + " = 1" + each + " limit ?",
                row -> row.text("id"),
                args.toArray()));
    }

    /** The store compares only English letters without regard to case. */
    private static SequencedSet<String> forms(String word) {
        SequencedSet<String> forms = new LinkedHashSet<>(List.of(word));
        String lower = word.toLowerCase(Locale.ROOT);
        forms.add(lower);
        forms.add(word.toUpperCase(Locale.ROOT));
        forms.add(lower.substring(0, 1).toUpperCase(Locale.ROOT) + lower.substring(1));
        return forms;
    }

    private void add(List<String> found) {
        ids.addAll(found);
    }

    private static String like(String part) {
        return "%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
