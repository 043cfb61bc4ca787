package org.helpline.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The shapes that only trunks have: servers, sources, patterns of numbers, words of an enum. */
final class TrunkShapes {

    private static final String NAME = "[A-Za-z0-9_](?:[\\w-]*\\w)?(?:\\.[A-Za-z0-9_](?:[\\w-]*\\w)?)*\\.?";
    private static final Pattern HOST = Pattern.compile("(" + NAME + "|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?");
    private static final Pattern BARE_V6 = Pattern.compile("[0-9a-fA-F]*:[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern NETWORK = Pattern.compile("([0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*)/(\\d{1,3})");
    private static final Pattern FOUR =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)");

    private static final Shape<Integer> PORT = Shapes.whole(1, 65_535);

    private TrunkShapes() {}

    /** {@code sip.acme.example}, {@code pbx:5062}, {@code 192.0.2.7}, {@code [2001:db8::1]:5060}. */
    static Shape<String> server() {
        return Shapes.matching(
                "a name or address, perhaps with a port, such as sip.acme.example, 192.0.2.7:5062 or [2001:db8::1]",
                TrunkShapes::isServer);
    }

    /** A name alone. */
    static Shape<String> host() {
        return Shapes.matching("a name such as acme.example", t -> t.matches(NAME));
    }

    /** A name as it stands in a certificate: an address, a name, or a wildcard that is meant as it is written. */
    static Shape<String> certified() {
        return Shapes.matching(
                "a name in the certificate, such as sip.acme.example, an address, or *.acme.example",
                t -> t.matches("(\\*\\.)?" + NAME) || t.matches("[0-9a-fA-F:.]+"));
    }

    private static boolean isServer(String text) {
        var m = HOST.matcher(text);
        return m.matches()
                && (m.group(2) == null || PORT.parse().apply(m.group(2)).isPresent())
                && (!m.group(1).matches("[0-9.]+") || FOUR.matcher(m.group(1)).matches());
    }

    /** An address, a network or a name. */
    static Shape<String> source() {
        return Shapes.matching(
                "an address, a network or a name, such as 203.0.113.9, 203.0.113.0/24 or sip.acme.example",
                TrunkShapes::isSource);
    }

    private static boolean isSource(String text) {
        var network = NETWORK.matcher(text);
        if (network.matches()) {
            boolean six = text.indexOf(':') >= 0;
            return (six || FOUR.matcher(network.group(1)).matches())
                    && Integer.parseInt(network.group(2)) <= (six ? 128 : 32);
        }
        return FOUR.matcher(text).matches()
                || BARE_V6.matcher(text).matches()
                || (text.matches(NAME) && !text.matches("[0-9.]+"));
    }

    /** {@code +49*}: digits with a star for any more of them, or a name that can be dialled. */
    static Shape<String> pattern() {
        return Shapes.matching(
                "digits, perhaps after a +, with * for any more, such as +49* or 030*",
                t -> t.matches("\\+?[\\w.#*-]{1,64}"));
    }

    /** One number as it is dialled. */
    static Shape<String> number() {
        return Shapes.matching("a number such as +4930123456", t -> t.matches("\\+?[0-9]{1,20}"));
    }

    /** {@code Name: value}. */
    static Shape<String> header() {
        return Shapes.matching(
                "a header and its value, such as X-Customer: 4711", t -> t.matches("[A-Za-z][\\w-]*\\s*:\\s*\\S.*"));
    }

    /** One of the words, which are the names of the constants in lower case with {@code -} for {@code _}. */
    static <E extends Enum<E>> Shape<E> word(List<E> all) {
        List<String> words = all.stream().map(TrunkShapes::word).toList();
        return new Shape<>(
                String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast(),
                text -> all.stream()
                        .filter(e -> word(e).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
