package org.helpline.customer;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.helpline.core.Personal;

/**
 * A customer as all of us know them: imported or made here, with what desks changed, and with whoever was found to be the same.
 *
 * @param fields those of {@link #FIELDS} that are known, by name
 * @param changed the fields that desks changed; the customers' file does not overwrite them
 * @param source {@code file} or {@code desk}
 */
public record Person(
        String id,
        Map<String, String> fields,
        List<String> changed,
        List<Reach> reaches,
        List<Flag> flags,
        List<Merged> merged,
        String source) {

    /** What may be known of a customer beside numbers and addresses, in the order of pages. Tags and orders are separated by ;. */
    public static final List<String> FIELDS = List.of(
            "name", "company", "language", "revenue", "satisfaction", "last_contact", "vip", "tags", "orders", "notes");

    /** Another customer who was found to be the same. */
    public record Merged(long number, String other, String name, String by, Instant at) {}

    /** A field, or the empty text. */
    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    /** Who it is, for display. */
    public Personal name() {
        return new Personal(field("name"));
    }

    /** The numbers, in the form in which they are matched. */
    public List<String> numbers() {
        return values(Reach.Kind.NUMBER);
    }

    /** The e-mail addresses. */
    public List<String> emails() {
        return values(Reach.Kind.EMAIL);
    }

    /** The names of the flags that hold now. */
    public List<String> flagNames() {
        return flags.stream().map(Flag::name).distinct().sorted().toList();
    }

    /** The tags. */
    public List<String> tags() {
        return many(field("tags"));
    }

    /** The open orders. */
    public List<String> orders() {
        return many(field("orders"));
    }

    /** Whether somebody said that this one is important. */
    public boolean vip() {
        return field("vip").equals("yes");
    }

    private List<String> values(Reach.Kind kind) {
        return reaches.stream()
                .filter(r -> r.kind() == kind)
                .map(r -> r.value().value())
                .distinct()
                .toList();
    }

    /** What is separated by semicolons, each once. */
    static List<String> many(String text) {
        return Arrays.stream(text.split(";", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .distinct()
                .toList();
    }

    /** Nothing of whom it is. */
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
