package org.helpline.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.helpline.core.DurationText;

/** The shapes that settings are made of: numbers, durations, lists, addresses. */
final class Shapes {

    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private Shapes() {}

    static Shape<String> text() {
        return new Shape<>("any text", Optional::of);
    }

    static Shape<String> matching(String expected, Predicate<String> fits) {
        return new Shape<>(expected, text -> fits.test(text) ? Optional.of(text) : Optional.empty());
    }

    static Shape<String> oneLine() {
        return matching("some text", text -> !text.isEmpty());
    }

    /** The names of queues, agents, hours, scripts and files of music. */
    static Shape<String> name() {
        return matching("a name of lower-case letters, digits, - and _", Shapes::isName);
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    static Shape<Boolean> flag() {
        return new Shape<>("yes or no", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "on" -> Optional.of(true);
            case "no", "false", "off" -> Optional.of(false);
            default -> Optional.empty();
        });
    }

    static Shape<Integer> whole(int least, int most) {
        return new Shape<>("a whole number from " + least + " to " + most, text -> {
            if (!text.matches("\\d{1,9}")) {
                return Optional.empty();
            }
            int value = Integer.parseInt(text);
            return value >= least && value <= most ? Optional.of(value) : Optional.empty();
        });
    }

    /** {@code 500ms}, {@code 20s}, {@code 5m}, {@code 4h}, {@code 1d}, {@code 1h30m}; the unit may be missing only from 0. */
    static Shape<Duration> duration(String least, String most) {
        Duration low = parseDuration(least).orElseThrow();
        Duration high = parseDuration(most).orElseThrow();
        return new Shape<>(
                "a time from " + least + " to " + most + ", such as 500ms, 20s, 5m or 1h30m",
                text -> parseDuration(text).filter(d -> d.compareTo(low) >= 0 && d.compareTo(high) <= 0));
    }

    private static Optional<Duration> parseDuration(String text) {
        return text.equals("0") ? Optional.of(Duration.ZERO) : DurationText.read(text);
    }

    /** Values between commas; no text is the empty list. */
    static <T> Shape<List<T>> list(Shape<T> each) {
        return new Shape<>("a list between commas, each " + each.expected(), text -> {
            List<T> values = new ArrayList<>();
            for (String part : commas(text)) {
                Optional<T> value = each.parse().apply(part);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                values.add(value.get());
            }
            return Optional.of(List.copyOf(values));
        });
    }

    /** A list that is not empty and names nothing twice. */
    static <T> Shape<List<T>> distinct(Shape<T> each) {
        Shape<List<T>> list = list(each);
        return new Shape<>(
                list.expected() + ", at least one and none twice",
                text -> list.parse()
                        .apply(text)
                        .filter(l -> !l.isEmpty() && l.stream().distinct().count() == l.size()));
    }

    /** Words between spaces: a command with its arguments. */
    static Shape<List<String>> words() {
        return new Shape<>(
                "a program and its arguments between spaces, or nothing",
                text -> Optional.of(
                        text.isEmpty() ? List.of() : SPACE.splitAsStream(text).toList()));
    }

    /** {@code tag: value} pairs between commas. */
    static Shape<Map<String, String>> pairs(String expected) {
        return new Shape<>(expected, text -> {
            Map<String, String> pairs = new LinkedHashMap<>();
            for (String part : commas(text)) {
                int colon = part.indexOf(':');
                if (colon < 1 || colon == part.length() - 1) {
                    return Optional.empty();
                }
                pairs.put(
                        part.substring(0, colon).strip(),
                        part.substring(colon + 1).strip());
            }
            return Optional.of(Map.copyOf(pairs));
        });
    }

    /** {@code 192.0.2.7}, {@code 203.0.113.0/24}, {@code 2001:db8::/32}. */
    static Shape<Network> network() {
        return new Shape<>("an address or a network such as 203.0.113.0/24 or 2001:db8::/32", Network::read);
    }

    static List<String> commas(String text) {
        return text.isEmpty() ? List.of() : COMMA.splitAsStream(text).toList();
    }

    /** {@code host:port}; {@code *} is every address, an IPv6 address stands in brackets. */
    static Shape<String> hostPort() {
        return matching(
                "host:port, such as 127.0.0.1:5060, [::1]:5060 or *:5060 (port 0: the system chooses)", text -> {
                    int colon = text.lastIndexOf(':');
                    if (colon < 1) {
                        return false;
                    }
                    String host = text.substring(0, colon);
                    boolean hostFits =
                            host.equals("*") || host.matches("\\[[0-9a-fA-F:.]+]") || host.matches("[\\w.-]+");
                    return hostFits
                            && whole(0, 65535)
                                    .parse()
                                    .apply(text.substring(colon + 1))
                                    .isPresent();
                });
    }
}
