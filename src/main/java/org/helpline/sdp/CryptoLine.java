package org.helpline.sdp;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One {@code a=crypto} line (RFC 4568 §4 and §6): {@code 1 AES_CM_128_HMAC_SHA1_80 inline:KEY|2^31|1:4 WSH=64}.
 *
 * <p>Of the lifetime nothing is kept: whoever's key it is counts their own packets. A key with an identifier (MKI) can be used, several keys in one
 * line cannot. Of the session parameters {@code WSH} is a hint and {@code KDR=0} the usual; all others change what goes over the wire, so that
 * a line with one is passed over, unless its name begins with a minus sign (§6.3.7).
 *
 * @param tag the peer's number of the line, which an answer repeats
 */
record CryptoLine(int tag, SrtpKey key) {

    private static final Pattern LINE =
            Pattern.compile("([0-9]{1,9})\\s+([\\w-]{1,64})\\s+(\\S{1,600})((?:\\s+\\S+)*)\\s*");
    private static final Pattern INLINE = Pattern.compile(
            "inline:([A-Za-z0-9+/]{1,128}={0,2})(?:\\|(?:2\\^[0-9]{1,2}|[0-9]{1,15}))?(?:\\|[0-9]{1,40}:([0-9]{1,3}))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Pattern HARMLESS = Pattern.compile("-.*|WSH=[0-9]{1,9}|KDR=0", Pattern.CASE_INSENSITIVE);
    private static final int MOST_MKI_BYTES = 128; // §6.1
    private static final int MOST_LINES = 32;

    /** What the lines of a medium come to. */
    sealed interface Search {

        /** The one to use. */
        record Usable(CryptoLine line) implements Search {}

        /** There are some, and none will do; {@code why} continues {@code the caller offers audio}. */
        record Unusable(String why) implements Search {}

        /** There are none. */
        record Absent() implements Search {}
    }

    /** The first line, in the peer's order (§5.1.2), whose suite is one of {@code ours}. */
    static Search first(MediaDescription medium, List<SrtpSuite> ours) {
        Set<String> others = new LinkedHashSet<>();
        Optional<String> fault = Optional.empty();
        List<String> values = values(medium);
        for (String value : values) {
            Matcher line = LINE.matcher(value);
            if (!line.matches()) {
                fault = fault.or(() -> Optional.of("a crypto line that cannot be read"));
                continue;
            }
            Optional<SrtpSuite> suite = SrtpSuite.named(line.group(2)).filter(ours::contains);
            if (suite.isEmpty()) {
                others.add(line.group(2));
                continue;
            }
            Optional<String> wrong = wrong(line);
            Optional<SrtpKey> key = wrong.isPresent() ? Optional.empty() : key(suite.get(), line.group(3));
            if (key.isPresent()) {
                return new Search.Usable(new CryptoLine(Integer.parseInt(line.group(1)), key.get()));
            }
            fault = fault.or(() -> wrong).or(() -> Optional.of("a key that is none of " + suite.get()));
        }
        return values.isEmpty() ? new Search.Absent() : new Search.Unusable(why(fault, others, ours));
    }

    private static String why(Optional<String> fault, Set<String> others, List<SrtpSuite> ours) {
        return fault.map(f -> "with " + f)
                .orElseGet(() -> "encrypted only by " + Words.list(List.copyOf(others)) + "; Helpline speaks "
                        + Words.list(ours.stream().map(SrtpSuite::name).toList()) + " here");
    }

    private static List<String> values(MediaDescription medium) {
        List<String> values = new ArrayList<>();
        for (Attribute attribute : medium.attributes()) {
            if (attribute.name().equals("crypto") && values.size() < MOST_LINES) {
                values.add(attribute.value());
            }
        }
        return values;
    }

    private static Optional<String> wrong(Matcher line) {
        if (line.group(3).indexOf(';') >= 0) {
            return Optional.of("several keys in one crypto line");
        }
        boolean harmless = SPACE.splitAsStream(line.group(4))
                .allMatch(parameter ->
                        parameter.isEmpty() || HARMLESS.matcher(parameter).matches());
        return harmless
                ? Optional.empty()
                : Optional.of("a crypto line whose parameters leave out or change protection");
    }

    private static Optional<SrtpKey> key(SrtpSuite suite, String parameters) {
        Matcher inline = INLINE.matcher(parameters);
        if (!inline.matches()) {
            return Optional.empty();
        }
        int mkiBytes = inline.group(2) == null ? 0 : Integer.parseInt(inline.group(2));
        try {
            byte[] bytes = Base64.getDecoder().decode(inline.group(1));
            boolean fits = bytes.length == suite.keyAndSaltBytes() && mkiBytes <= MOST_MKI_BYTES;
            return fits ? Optional.of(new SrtpKey(suite, bytes, mkiBytes)) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The line that tells our key under {@code tag}. */
    static Attribute telling(int tag, SrtpKey key) {
        return new Attribute("crypto", tag + " " + key.suite() + " inline:" + key.inline());
    }
}
