package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.LookUpSettings.Field;
import org.helpline.config.LookUpSettings.Header;
import org.helpline.config.LookUpSettings.Kind;
import org.helpline.config.LookUpSettings.Method;
import org.helpline.config.LookUpSettings.None;
import org.helpline.config.LookUpSettings.Request;

/** What {@code look-ups.ini} knows: one section for each look-up. */
final class LookUpKeys {

    static final String FAMILY = "look-ups";

    private static final String WORD = "[A-Za-z0-9_$@-]+";
    private static final String PLACE = WORD + "(?:\\." + WORD + ")*";

    static final Key<String> URL = Key.of("look-ups.*.url", "", Shapes.text());
    static final Key<Method> METHOD =
            Key.of("look-ups.*.method", "GET", new Shape<>("GET or POST", LookUpKeys::method));
    static final Key<Optional<String>> BODY =
            Key.of("look-ups.*.body", "", Shapes.oneLine().orNothing());
    /** Secret, so that one that stands in the clear by mistake is not shown either. */
    static final Key<List<String>> HEADERS = new Key<>("look-ups.*.headers", "", Shapes.list(Shapes.oneLine()), true);

    static final Key<Duration> TIMEOUT = Key.of("look-ups.*.timeout", "3s", Shapes.duration("100ms", "30s"));
    static final Key<Integer> RETRIES = Key.of("look-ups.*.retries", "1", Shapes.whole(0, 5));
    static final Key<Duration> CACHE = Key.of("look-ups.*.cache", "0", Shapes.duration("0", "1d"));
    static final Key<Integer> MAX_ANSWER = Key.of("look-ups.*.max-answer", "65536", Shapes.whole(1, 10_000_000));
    static final Key<Integer> AT_MOST = Key.of("look-ups.*.at-most", "20", Shapes.whole(1, 10_000));
    static final Key<String> RECORD = Key.of(
            "look-ups.*.record",
            "",
            Shapes.matching(
                    "a place in the answer such as result or results.0, or nothing", t -> t.matches(PLACE + "|")));
    static final Key<Map<String, Field>> FIELDS = Key.of(
            "look-ups.*.fields",
            "",
            new Shape<>(
                    "fields between commas, such as number, eta?: date, total: money EUR at order.total, with the types "
                            + kinds(),
                    LookUpKeys::fields));
    static final Key<None> NONE = Key.of(
            "look-ups.*.none",
            "404, empty",
            new Shape<>(
                    "between commas HTTP statuses, empty, or a place in the answer and its value, such as found: false",
                    LookUpKeys::none));

    static final List<Key<?>> ALL =
            List.of(URL, METHOD, HEADERS, BODY, FIELDS, RECORD, NONE, TIMEOUT, RETRIES, CACHE, MAX_ANSWER, AT_MOST);

    /** The look-up that needs no settings. */
    private static final String BUILT_IN = "customer";

    private static final Pattern FIELD = Pattern.compile(
            "([a-z][a-z0-9_]{0,31})(\\?)?(?:\\s*:\\s*([a-z]+)(?:\\s+([A-Z]{3}))?)?" + "(?:\\s+at\\s+(" + PLACE + "))?");
    private static final Pattern PLACE_AND_VALUE = Pattern.compile("(" + PLACE + ")\\s*:\\s*(.+)");

    /** In the place of an address that a problem was told of. */
    private static final LookUpAddress.Address NOWHERE =
            new LookUpAddress.Address("http://nowhere.invalid", List.of(), List.of());

    private LookUpKeys() {}

    /** The look-ups, by name. Relative files of secrets start in {@code conf}. */
    static Map<String, LookUpSettings> read(Values values, Path conf, Map<String, String> environment) {
        Map<String, LookUpSettings> all = new LinkedHashMap<>();
        for (String name : values.members(FAMILY)) {
            if (name.equals(BUILT_IN)) {
                values.problem(
                        FAMILY + "." + name,
                        "The look-up of this name is the server's own.",
                        "Take another name; customers come from customers.csv.");
            }
            SecretText secrets = new SecretText(values, conf, environment);
            LookUpAddress.Address address = new LookUpAddress(values, secrets)
                    .read(URL.of(name), values.get(URL, name))
                    .orElse(NOWHERE);
            Request request = new Request(
                    values.get(METHOD, name),
                    address.origin(),
                    address.path(),
                    address.query(),
                    headers(values, secrets, name),
                    body(values, name));
            Map<String, Field> fields = values.get(FIELDS, name);
            LookUpSettings settings = new LookUpSettings(
                    request,
                    values.get(TIMEOUT, name),
                    values.get(RETRIES, name),
                    values.get(CACHE, name),
                    values.get(MAX_ANSWER, name),
                    values.get(AT_MOST, name),
                    words(values.get(RECORD, name)),
                    fields,
                    values.get(NONE, name),
                    secrets.absent());
            all.put(name, settings);
        }
        return Map.copyOf(all);
    }

    private static Optional<String> body(Values values, String name) {
        Optional<String> body = values.get(BODY, name);
        if (body.isPresent() && values.get(METHOD, name) == Method.GET) {
            values.problem(BODY.of(name), "A GET has no body.", "Write method = POST, or take the body away.");
        }
        body.flatMap(JsonText::mistake)
                .ifPresent(m -> values.problem(
                        BODY.of(name), "This is no JSON: " + m + ".", "Write for example {\"order\": \"{number}\"}."));
        return body;
    }

    private static List<Header> headers(Values values, SecretText secrets, String name) {
        List<Header> headers = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String written : values.get(HEADERS, name)) {
            new LookUpHeader(values, secrets, HEADERS.of(name)).read(written).ifPresent(h -> {
                if (seen.add(h.name().toLowerCase(Locale.ROOT))) {
                    headers.add(h);
                } else {
                    values.problem(HEADERS.of(name), "The header " + h.name() + " is there twice.", "Keep one.");
                }
            });
        }
        return List.copyOf(headers);
    }

    private static Optional<Method> method(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "GET" -> Optional.of(Method.GET);
            case "POST" -> Optional.of(Method.POST);
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, Field>> fields(String text) {
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String part : Shapes.commas(text)) {
            Matcher m = FIELD.matcher(part);
            Optional<Kind> kind = m.matches() ? kind(m.group(3)) : Optional.empty();
            String currency = kind.isPresent() && m.group(4) != null ? m.group(4) : "";
            boolean fits =
                    kind.isPresent() && (currency.isEmpty() || (kind.get() == Kind.MONEY && isCurrency(currency)));
            if (!fits || fields.containsKey(m.group(1))) {
                return Optional.empty();
            }
            String at = m.group(5) == null ? m.group(1) : m.group(5);
            fields.put(m.group(1), new Field(kind.get(), currency, m.group(2) != null, words(at)));
        }
        return Optional.of(fields);
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(c -> c.getCurrencyCode().equals(code));
    }

    private static Optional<Kind> kind(@org.jspecify.annotations.Nullable String word) {
        for (Kind kind : Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word == null ? "text" : word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    private static String kinds() {
        List<String> words = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            words.add(kind.name().toLowerCase(Locale.ROOT));
        }
        return String.join(", ", words);
    }

    private static Optional<None> none(String text) {
        Set<Integer> statuses = new HashSet<>();
        Map<String, String> fields = new LinkedHashMap<>();
        boolean empty = false;
        for (String part : Shapes.commas(text)) {
            Matcher m = PLACE_AND_VALUE.matcher(part);
            if (part.matches("[1-5]\\d\\d")) {
                statuses.add(Integer.valueOf(part));
            } else if (part.equals("empty")) {
                empty = true;
            } else if (m.matches()) {
                fields.put(m.group(1), m.group(2));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new None(Set.copyOf(statuses), empty, Map.copyOf(fields)));
    }

    private static List<String> words(String place) {
        return place.isEmpty() ? List.of() : List.of(place.split("\\.", -1));
    }
}
