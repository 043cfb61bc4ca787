package org.helpline.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.core.Personal;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/**
 * Reads the customers as they stand: the file in force and whoever was made here, what desks changed of them, and several who are one as
 * one. Inside a transaction.
 */
final class Registry {

    static final String IN_FORCE = "(select import from imported where source = 'customers')";

    /** Longer chains than a person makes; a broken store does not hang a call. */
    private static final int MOST_LINKS = 16;

    private static final String NUMBER = Reach.Kind.NUMBER.word();

    private final Tx tx;
    private final long now;

    /** {@code now} in milliseconds since 1970: flags that are over are not seen. */
    Registry(Tx tx, long now) {
        this.tx = tx;
        this.now = now;
    }

    /** The customers with a number in the form in which it is matched, each once, in the order of their ids. */
    List<Person> withNumber(String number, int limit) {
        return persons(rawIds(number), limit);
    }

    /** Each once, in the order of their ids; of most nothing is merged, which one statement tells. */
    private List<Person> persons(List<String> rawIds, int limit) {
        Map<String, Boolean> alone = new TreeMap<>();
        for (String raw : rawIds) {
            boolean isAlone = tx.first(
                            "select 1 as one from customer_merge where undone is null and (other = ? or kept = ?)",
                            row -> row.number("one"),
                            raw,
                            raw)
                    .isEmpty();
            alone.put(isAlone ? raw : canonical(raw), isAlone);
        }
        return alone.entrySet().stream()
                .flatMap(e -> (e.getValue() ? person(e.getKey(), List.of(e.getKey())) : person(e.getKey())).stream())
                .limit(limit)
                .toList();
    }

    /** The same by the last nine digits; none for a number that has fewer. Reads every number, so it is asked where some is known to fit. */
    List<Person> withEnding(String number, int limit) {
        SequencedSet<String> ids = new LinkedHashSet<>();
        Ending.of(number)
                .ifPresent(ending -> ids.addAll(tx
                        .query(
                                "select distinct n.number as number from customer_number n where n.import = " + IN_FORCE
                                        + " and n.number like ? union select value from customer_reach where kind ="
                                        + " 'number' and gone = 0 and value like ?",
                                row -> row.text("number"),
                                "%" + ending,
                                "%" + ending)
                        .stream()
                        .filter(other -> Ending.of(other).equals(Optional.of(ending)))
                        .flatMap(other -> rawIds(other).stream())
                        .toList()));
        return persons(List.copyOf(ids), limit);
    }

    private List<String> rawIds(String number) {
        return tx.query(
                "select n.customer_id as id from customer_number n where n.import = " + IN_FORCE
                        + " and n.number = ? and not exists (select 1 from customer_reach r where r.kind = 'number'"
                        + " and r.value = n.number and r.customer_id = n.customer_id and r.gone = 1)"
                        + " union select customer_id from customer_reach where kind = 'number' and value = ? and gone = 0",
                row -> row.text("id"),
                number,
                number);
    }

    /** Whom this one was found to be; itself as a rule. */
    String canonical(String id) {
        String at = id;
        for (int i = 0; i < MOST_LINKS; i++) {
            Optional<String> kept = tx.first(
                    "select kept from customer_merge where other = ? and undone is null", row -> row.text("kept"), at);
            if (kept.isEmpty()) {
                return at;
            }
            at = kept.get();
        }
        return at;
    }

    /** This one, and all that were found to be the same, the first merged first. */
    private List<String> group(String id) {
        SequencedSet<String> all = new LinkedHashSet<>(List.of(id));
        List<String> open = new ArrayList<>(all);
        while (!open.isEmpty()) {
            List<String> others = tx.query(
                    "select other from customer_merge where kept = ? and undone is null order by number",
                    row -> row.text("other"),
                    open.removeFirst());
            others.stream().filter(all::add).forEach(open::add);
        }
        return List.copyOf(all);
    }

    /** One of them; empty where nobody has this id or it is another's by now. */
    Optional<Person> person(String id) {
        return person(id, group(id));
    }

    private Optional<Person> person(String id, List<String> group) {
        Optional<Map<String, String>> file = inFile(id);
        Optional<String> source = file.isPresent() ? Optional.of("file") : source(id);
        if (source.isEmpty()) {
            return Optional.empty();
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Set<String> changed = new TreeSet<>();
        Map<String, Reach> reaches = new LinkedHashMap<>();
        for (String one : group) {
            Map<String, String> own =
                    one.equals(id) ? fields(one, file, changed) : fields(one, inFile(one), new TreeSet<>());
            Person.FIELDS.forEach(f -> fields.merge(f, own.getOrDefault(f, ""), (a, b) -> together(f, a, b)));
            reaches(one, own.getOrDefault("email", ""))
                    .forEach(r -> reaches.putIfAbsent(
                            r.kind() + r.value().value(), one.equals(id) ? r : new Reach(r.kind(), r.value(), one)));
        }
        fields.values().removeIf(String::isEmpty);
        List<Reach> all = List.copyOf(reaches.values());
        return Optional.of(new Person(
                id,
                fields,
                List.copyOf(changed),
                all,
                flags(group, all),
                group.size() == 1 ? List.of() : merged(id),
                source.get()));
    }

    /** What whoever is kept has wins; tags and orders are put together. */
    private static String together(String field, String kept, String other) {
        if (field.equals("tags") || field.equals("orders")) {
            return String.join(";", Person.many(kept + ";" + other));
        }
        return kept.isEmpty() ? other : kept;
    }

    private Optional<String> source(String id) {
        return tx.first("select source from own_customer where id = ?", row -> row.text("source"), id);
    }

    private Optional<Map<String, String>> inFile(String id) {
        return tx.first(
                "select name, company, email, language, revenue, satisfaction, last_contact, vip, tags, orders, notes"
                        + " from customer where import = " + IN_FORCE + " and id = ?",
                Registry::imported,
                id);
    }

    private Map<String, String> fields(String id, Optional<Map<String, String>> file, Set<String> changed) {
        Map<String, String> fields = new HashMap<>(file.orElse(Map.of()));
        tx.query(
                        "select field, value from customer_edit where customer_id = ?",
                        row -> Map.entry(row.text("field"), row.text("value")),
                        id)
                .forEach(e -> {
                    fields.put(e.getKey(), e.getValue());
                    changed.add(e.getKey());
                });
        return fields;
    }

    private static Map<String, String> imported(Row row) {
        Map<String, String> fields = new HashMap<>();
        fields.put("email", row.text("email"));
        Person.FIELDS.forEach(f -> fields.put(f, row.text(f)));
        return fields;
    }

    private List<Reach> reaches(String id, String emails) {
        Map<String, Reach> reaches = new LinkedHashMap<>();
        tx.query(
                        "select number from customer_number where import = " + IN_FORCE + " and customer_id = ?",
                        row -> row.text("number"),
                        id)
                .forEach(n -> put(reaches, Reach.Kind.NUMBER, n, "file"));
        Person.many(emails.replace('|', ';'))
                .forEach(e -> put(reaches, Reach.Kind.EMAIL, e.toLowerCase(Locale.ROOT), "file"));
        tx.query(
                        "select kind, value, gone from customer_reach where customer_id = ? order by at, value",
                        row -> Map.entry(row.text("kind") + ":" + row.text("value"), row.number("gone") == 1),
                        id)
                .forEach(e -> {
                    boolean isNumber = e.getKey().startsWith(NUMBER + ":");
                    String value = e.getKey().substring(e.getKey().indexOf(':') + 1);
                    Reach.Kind kind = isNumber ? Reach.Kind.NUMBER : Reach.Kind.EMAIL;
                    reaches.remove(kind + value);
                    if (!e.getValue()) {
                        put(reaches, kind, value, "desk");
                    }
                });
        return List.copyOf(reaches.values());
    }

    private static void put(Map<String, Reach> reaches, Reach.Kind kind, String value, String source) {
        reaches.put(kind + value, new Reach(kind, new Personal(value), source));
    }

    private List<Flag> flags(List<String> group, List<Reach> reaches) {
        List<Object> subjects = new ArrayList<>(List.of(now));
        subjects.addAll(group);
        List<String> numbers = reaches.stream()
                .filter(r -> r.kind() == Reach.Kind.NUMBER)
                .map(r -> r.value().value())
                .toList();
        subjects.addAll(numbers);
        return tx.query(
                "select kind, subject, flag, why, by_whom, since, until from customer_flag where (until is null or until > ?)"
                        + " and (kind = 'customer' and subject in (" + places(group.size()) + ")"
                        + " or kind = 'number' and subject in (" + places(numbers.size()) + ")) order by kind, flag",
                Registry::flag,
                subjects.toArray());
    }

    private static String places(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }

    static Flag flag(Row row) {
        return new Flag(
                row.text("flag"),
                row.text("kind").equals(NUMBER),
                row.text("subject"),
                row.text("why"),
                row.text("by_whom"),
                Instant.ofEpochMilli(row.number("since")),
                row.numberIfAny("until").map(Instant::ofEpochMilli));
    }

    private List<Person.Merged> merged(String id) {
        return tx.query(
                "select number, other, by_whom, at from customer_merge where kept = ? and undone is null order by number",
                row -> new Person.Merged(
                        row.number("number"),
                        row.text("other"),
                        fields(row.text("other"), inFile(row.text("other")), new TreeSet<>())
                                .getOrDefault("name", ""),
                        row.text("by_whom"),
                        Instant.ofEpochMilli(row.number("at"))),
                id);
    }
}
