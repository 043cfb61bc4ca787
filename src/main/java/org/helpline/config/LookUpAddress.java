package org.helpline.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.config.LookUpSettings.Piece;

/**
 * Reads the address of a look-up. Parameters stand behind the host only, so that no caller's value can lead elsewhere (RFC 3986 §3:
 * scheme and authority come first).
 */
final class LookUpAddress {

    private static final Pattern PARTS =
            Pattern.compile("(https?://(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?)(/[^?#]*)?(\\?[^#]*)?");
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9_]{0,31}");

    private final Values values;
    private final SecretText secrets;

    LookUpAddress(Values values, SecretText secrets) {
        this.values = values;
        this.secrets = secrets;
    }

    /** An address in its parts. */
    record Address(String origin, List<Piece> path, List<Piece> query) {}

    /** Empty after a problem. */
    Optional<Address> read(String key, String url) {
        if (url.isEmpty()) {
            values.problem(
                    key, "It is missing.", "Expected where to ask, such as https://shop.example/orders/{number}.");
            return Optional.empty();
        }
        Matcher m = PARTS.matcher(url);
        if (!m.matches()) {
            values.problem(key, "\"" + url + "\" does not do.", fix(url));
            return Optional.empty();
        }
        Optional<List<Piece>> path = pieces(key, m.group(2) == null ? "" : m.group(2), false);
        Optional<List<Piece>> query = pieces(key, m.group(3) == null ? "" : m.group(3), true);
        if (path.isEmpty() || query.isEmpty() || !isUri(key, m.group(1), path.get(), query.get())) {
            return Optional.empty();
        }
        return Optional.of(new Address(m.group(1), path.get(), query.get()));
    }

    private static String fix(String url) {
        if (!url.startsWith("http://") && !url.startsWith("https://")) {
            return "It must begin with http:// or https://.";
        }
        int slash = url.indexOf('/', url.indexOf("//") + 2);
        String host = slash < 0 ? url : url.substring(0, slash);
        if (host.contains("{")) {
            return "The host must stand there as it is: no parameter can be part of it.";
        }
        if (host.contains("@")) {
            return "Names and passwords do not go here: write headers = Authorization: Basic {env:NAME}.";
        }
        return "Expected http:// or https://, a host, and a path, such as https://shop.example/orders/{number}.";
    }

    private Optional<List<Piece>> pieces(String key, String text, boolean query) {
        List<Piece> pieces = new ArrayList<>();
        Matcher m = BRACES.matcher(text);
        int from = 0;
        boolean whole = true;
        while (m.find()) {
            literal(text.substring(from, m.start()), pieces);
            if (PARAMETER.matcher(m.group(1)).matches()) {
                pieces.add(new Piece.Parameter(m.group(1)));
            } else if (query && SecretText.isReference(m.group())) {
                Optional<Secret> secret = secrets.read(key, m.group());
                secret.ifPresent(s -> pieces.add(new Piece.Hidden(m.group(), s)));
                whole &= secret.isPresent();
            } else {
                values.problem(
                        key,
                        m.group() + " names no parameter.",
                        "Parameters have lower-case letters, digits and _; {env:NAME} and {file:PATH} are for headers and"
                                + " behind a ?.");
                whole = false;
            }
            from = m.end();
        }
        literal(text.substring(from), pieces);
        return whole ? Optional.of(List.copyOf(pieces)) : Optional.empty();
    }

    private static void literal(String text, List<Piece> pieces) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }

    private boolean isUri(String key, String origin, List<Piece> path, List<Piece> query) {
        try {
            URI uri = new URI(origin + sample(path) + sample(query));
            if (uri.getHost() != null && uri.getPort() <= 65_535) {
                return true;
            }
            values.problem(key, "\"" + origin + "\" names no host.", "Expected such as https://shop.example:8443.");
        } catch (URISyntaxException e) {
            values.problem(
                    key,
                    "This is no address: " + e.getReason() + ".",
                    "Write what is not plain as %20 and so on, and parameters as {name}.");
        }
        return false;
    }

    private static String sample(List<Piece> pieces) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(piece instanceof Piece.Literal(String literal) ? literal : "x");
        }
        return text.toString();
    }
}
