package org.helpline.customer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop.Match;
import org.helpline.core.ScreenPop.More;
import org.helpline.core.ScreenPop.Sure;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What another system said of numbers, kept from one call to the next, and how it joins those whom we know ourselves. Any thread; a store in
 * trouble keeps nothing.
 */
public final class Outside {

    /** Before the id of a customer whom only the other system knows. */
    public static final String MARK = "look-up:";

    private static final long MOST_MILLIS = 30L * 24 * 3600 * 1000;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Store store;
    private final Clock clock;

    /** Answers in {@code store}. */
    public Outside(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** An answer: its fields by name, lists separated by semicolons. */
    public record Kept(Instant at, Map<String, String> fields) {
        /** Nothing of whom it is about. */
        @Override
        public String toString() {
            return "Kept[" + at + "]";
        }
    }

    /** What was said of a number in the form in which it is matched. */
    public CompletionStage<Optional<Kept>> find(String number) {
        return store.read(tx -> tx.first(
                        "select at, json from customer_outside where number = ?",
                        row -> new Kept(Instant.ofEpochMilli(row.number("at")), fields(row.text("json"))),
                        number))
                .thenApply(found ->
                        found instanceof Stored.Done<Optional<Kept>>(Optional<Kept> kept) ? kept : Optional.empty());
    }

    private static Map<String, String> fields(String json) {
        try {
            return MAPPER.readValue(json, new TypeReference<LinkedHashMap<String, String>>() {});
        } catch (JacksonException e) {
            return Map.of(); // nothing of ours: asked anew
        }
    }

    /** Keeps an answer in place of the one before; one without fields is no longer kept. */
    public void keep(String number, Map<String, String> fields) {
        long now = clock.now().toEpochMilli();
        store.write(tx -> {
            tx.execute("delete from customer_outside where number = ? or at < ?", number, now - MOST_MILLIS);
            return fields.isEmpty()
                    ? 0
                    : tx.execute(
                            "insert into customer_outside (number, at, json) values (?,?,?)",
                            number,
                            now,
                            MAPPER.writeValueAsString(fields));
        });
    }

    /**
     * Those whom we know with what the other system said. Whoever has the id or the name there is the same one: what we have ourselves wins.
     * Pure.
     *
     * @param why a sentence that says where it comes from
     */
    public static List<Match> with(List<Match> known, Map<String, String> fields, String why) {
        List<Match> all = new ArrayList<>(known);
        int same = same(known, fields);
        if (same >= 0) {
            all.set(same, filled(known.get(same), fields));
        } else {
            all.add(made(fields, why));
        }
        if (all.size() > 1 && same < 0) {
            all.replaceAll(m -> m.sure(Sure.ONE_OF, Certainty.why(Sure.ONE_OF)));
        }
        return List.copyOf(all);
    }

    private static int same(List<Match> known, Map<String, String> fields) {
        for (int i = 0; i < known.size(); i++) {
            Match m = known.get(i);
            if (m.id().equals(fields.get("id"))
                    || (!m.name().isEmpty() && m.name().value().equalsIgnoreCase(text(fields, "name")))) {
                return i;
            }
        }
        return -1;
    }

    private static Match made(Map<String, String> fields, String why) {
        return filled(
                new Match(
                        MARK + text(fields, "id"),
                        Personal.NONE,
                        "",
                        "",
                        "",
                        Optional.empty(),
                        List.of(),
                        Personal.NONE,
                        Personal.NONE,
                        new More(Sure.LIKELY, why, List.of(), List.of(), List.of(), List.of())),
                fields);
    }

    private static Match filled(Match m, Map<String, String> fields) {
        More more = m.more();
        Stream<String> vip = text(fields, "vip").matches("yes|true") ? Stream.of("VIP") : Stream.empty();
        List<String> tags = Stream.of(vip, more.tags().stream(), Person.many(text(fields, "tags")).stream())
                .flatMap(s -> s)
                .distinct()
                .toList();
        List<String> orders = more.orders().isEmpty() ? Person.many(text(fields, "orders")) : more.orders();
        return new Match(
                m.id(),
                m.name().isEmpty() ? new Personal(text(fields, "name")) : m.name(),
                or(m.company(), text(fields, "company")),
                or(m.revenue(), text(fields, "revenue")),
                or(m.satisfaction(), text(fields, "satisfaction")),
                m.language().or(() -> Optional.of(text(fields, "language")).filter(l -> !l.isEmpty())),
                m.lastContacts(),
                m.email().isEmpty() ? new Personal(text(fields, "email")) : m.email(),
                m.notes().isEmpty() ? new Personal(text(fields, "notes")) : m.notes(),
                new More(more.sure(), more.why(), tags, more.flags(), orders, more.past()));
    }

    private static String text(Map<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "");
    }

    private static String or(String ours, String theirs) {
        return ours.isEmpty() ? theirs : ours;
    }
}
