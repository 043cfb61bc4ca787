package org.helpline.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.helpline.sdp.SessionDescription.Parsed;

/** Reads one description, line by line. Confined to the call of {@link #parse}. */
final class SdpParser {

    private static final Set<String> KNOWN_ATTRIBUTES = Set.of(
            "rtpmap",
            "fmtp",
            "ptime",
            "maxptime",
            "rtcp",
            "crypto",
            "sendrecv",
            "sendonly",
            "recvonly",
            "inactive",
            "ice-ufrag",
            "ice-pwd",
            "ice-lite",
            "candidate",
            "fingerprint",
            "setup",
            "mid",
            "group",
            "rtcp-mux");
    private static final int MAX_FORMATS = 64;
    private static final int MAX_ATTRIBUTES = 300;
    private static final int MAX_TOKEN = 64;
    private static final int MAX_DIGITS = 40;
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:/\\d{1,5})?");

    private final List<MediaDescription> media = new ArrayList<>();
    private List<Attribute> attributes = new ArrayList<>();
    private List<Attribute> sessionAttributes = attributes;
    private Optional<Origin> origin = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private Optional<Connection> sessionConnection = Optional.empty();
    private Optional<String> time = Optional.empty();
    private Optional<MediaDescription> open = Optional.empty();

    Parsed parse(String text) {
        if (text.length() > SessionDescription.MAX_LENGTH) {
            return new Parsed.Malformed("it is longer than " + SessionDescription.MAX_LENGTH + " characters");
        }
        int end = endOfLine(text, 0);
        if (!text.substring(0, end).stripTrailing().equals("v=0")) {
            return new Parsed.Malformed("it does not begin with v=0");
        }
        for (int number = 2; end < text.length(); number++) {
            int start = end + (text.startsWith("\r\n", end) ? 2 : 1);
            end = endOfLine(text, start);
            Optional<String> wrong = line(text.substring(start, end).stripTrailing());
            if (wrong.isPresent()) {
                return new Parsed.Malformed("line " + number + " " + wrong.get());
            }
        }
        close();
        if (origin.isEmpty()) {
            return new Parsed.Malformed("it has no o= line");
        }
        return new Parsed.Described(
                new SessionDescription(origin.get(), sessionConnection, time.orElse("0 0"), sessionAttributes, media));
    }

    /** Where the line that begins at {@code start} ends: at CRLF, LF, CR or the end of the text. */
    private static int endOfLine(String text, int start) {
        int i = start;
        while (i < text.length() && text.charAt(i) != '\r' && text.charAt(i) != '\n') {
            i++;
        }
        return i;
    }

    /** Takes one line; says what is wrong with it. */
    private Optional<String> line(String line) {
        if (line.isEmpty()) {
            return Optional.empty(); // a body often ends in one line end too many
        }
        if (line.length() < 2 || line.charAt(1) != '=') {
            return Optional.of("is not of the form x=value");
        }
        String value = line.substring(2).strip();
        if (hasControl(value)) {
            return Optional.of("has a control character");
        }
        return switch (line.charAt(0)) {
            case 'o' -> origin(value);
            case 'c' -> connection(value);
            case 't' -> time(value);
            case 'm' -> media(value);
            case 'a' -> attribute(value);
            default -> Optional.empty(); // s, b, k, i, e, p, u, r, z: nothing that a call needs
        };
    }

    private Optional<String> origin(String value) {
        List<String> words = words(value);
        int last = words.size() - 1;
        // counted from the right, since some phones put spaces into the user name
        if (last < 5 || !allTokens(words) || !isDigits(words.get(last - 4)) || !isDigits(words.get(last - 3))) {
            return Optional.of("is not o=user id version IN IP4 address");
        }
        if (origin.isEmpty()) {
            Connection address = new Connection(words.get(last - 1).toUpperCase(Locale.ROOT), words.get(last));
            origin = Optional.of(new Origin(words.get(0), words.get(last - 4), words.get(last - 3), address));
        }
        return Optional.empty();
    }

    private Optional<String> connection(String value) {
        List<String> words = words(value);
        if (words.size() != 3 || !words.get(0).equalsIgnoreCase("IN") || !allTokens(words)) {
            return Optional.of("is not c=IN IP4 address");
        }
        int ttl = words.get(2).indexOf('/');
        if (ttl == 0) {
            return Optional.of("has no address");
        }
        String address = ttl < 0 ? words.get(2) : words.get(2).substring(0, ttl);
        if (connection.isEmpty()) { // the first counts; more are layers of multicast
            connection = Optional.of(new Connection(words.get(1).toUpperCase(Locale.ROOT), address));
        }
        return Optional.empty();
    }

    private Optional<String> time(String value) {
        List<String> words = words(value);
        if (words.size() != 2 || !isDigits(words.get(0)) || !isDigits(words.get(1))) {
            return Optional.of("is not t=start stop");
        }
        if (time.isEmpty()) {
            time = Optional.of(words.get(0) + " " + words.get(1));
        }
        return Optional.empty();
    }

    private Optional<String> media(String value) {
        List<String> words = words(value);
        if (words.size() < 4 || words.size() > 3 + MAX_FORMATS || !allTokens(words)) {
            return Optional.of("is not m=media port protocol formats");
        }
        var port = PORT.matcher(words.get(1));
        if (!port.matches() || Integer.parseInt(port.group(1)) > 65535) {
            return Optional.of("has no port from 0 to 65535");
        }
        close();
        if (media.size() == SessionDescription.MAX_MEDIA) {
            return Optional.of("is one media line more than " + SessionDescription.MAX_MEDIA);
        }
        open = Optional.of(new MediaDescription(
                words.get(0).toLowerCase(Locale.ROOT),
                Integer.parseInt(port.group(1)),
                words.get(2),
                words.subList(3, words.size()),
                Optional.empty(),
                List.of()));
        return Optional.empty();
    }

    private Optional<String> attribute(String value) {
        int colon = value.indexOf(':');
        String name = (colon < 0 ? value : value.substring(0, colon)).strip().toLowerCase(Locale.ROOT);
        if (KNOWN_ATTRIBUTES.contains(name)) {
            if (attributes.size() == MAX_ATTRIBUTES) {
                return Optional.of("is one attribute more than " + MAX_ATTRIBUTES);
            }
            attributes.add(new Attribute(
                    name, colon < 0 ? "" : value.substring(colon + 1).strip()));
        }
        return Optional.empty();
    }

    /** Ends the session level or the media line that is open. */
    private void close() {
        if (open.isPresent()) {
            MediaDescription m = open.get();
            media.add(new MediaDescription(m.type(), m.port(), m.protocol(), m.formats(), connection, attributes));
        } else {
            sessionConnection = connection;
            sessionAttributes = attributes;
        }
        connection = Optional.empty();
        attributes = new ArrayList<>();
    }

    /** The words between runs of spaces; of an empty value one, which is empty. */
    private static List<String> words(String value) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int to = value.indexOf(' '); to >= 0; to = value.indexOf(' ', from)) {
            if (to > from) {
                words.add(value.substring(from, to));
            }
            from = to + 1;
        }
        words.add(value.substring(from));
        return words;
    }

    private static boolean hasControl(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) < ' ' || value.charAt(i) == 0x7f) {
                return true;
            }
        }
        return false;
    }

    private static boolean allTokens(List<String> words) {
        for (String word : words) {
            if (!isToken(word)) {
                return false;
            }
        }
        return true;
    }

    /** 1 to {@value #MAX_TOKEN} visible ASCII characters. */
    private static boolean isToken(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) <= ' ' || word.charAt(i) > '~') {
                return false;
            }
        }
        return !word.isEmpty() && word.length() <= MAX_TOKEN;
    }

    private static boolean isDigits(String text) {
        return Digits.isNumber(text, MAX_DIGITS);
    }
}
