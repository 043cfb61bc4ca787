package org.helpline.config;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.helpline.config.LookUpSettings.Header;

/** Reads a header of a look-up, {@code Authorization: Bearer {env:SHOP_TOKEN}}. */
record LookUpHeader(Values values, SecretText secrets, String key) {

    /** What the client sets by itself: RFC 9110 §7.2, §7.6.1, §8.6, §10.1.1; RFC 9112 §6.1. */
    private static final Set<String> NOT_OURS = Set.of(
            "host",
            "connection",
            "content-length",
            "content-type",
            "transfer-encoding",
            "expect",
            "upgrade",
            "accept-encoding");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+"); // a token: RFC 9110 §5.6.2
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]*[\\x21-\\x7e])?");
    private static final Pattern SECRETIVE =
            Pattern.compile(".*(?:auth|cookie|key|token|secret|passw|signature|credential).*");

    /** Empty after a problem. */
    Optional<Header> read(String written) {
        int colon = written.indexOf(':');
        String name = colon < 0 ? "" : written.substring(0, colon).strip();
        String shown = colon < 0 ? "" : written.substring(colon + 1).strip();
        if (!NAME.matcher(name).matches() || shown.isEmpty()) {
            return problem("One of them is no header.", "Expected Name: value, several with commas between them.");
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (NOT_OURS.contains(lower)) {
            return problem("The header " + name + " is set by the server itself.", "Take it away.");
        }
        int missing = secrets.absent().size();
        Optional<Secret> value = secrets.fill(key, shown);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        if (SECRETIVE.matcher(lower).matches() && value.get().value().equals(shown)) {
            return problem(
                    "The header " + name + " looks like a secret, and stands here in the clear.",
                    "Write {env:NAME} for a variable of the environment, or {file:PATH} for a file that only this user can"
                            + " read.");
        }
        if (secrets.absent().size() > missing) {
            return Optional.of(new Header(name, shown, value.get())); // never sent
        }
        if (!VALUE.matcher(value.get().value()).matches()) {
            return problem(
                    "The header " + name + " has something else than letters, digits and signs in it.",
                    "A header is one line of plain ASCII (RFC 9110 §5.5).");
        }
        return Optional.of(new Header(name, shown, value.get()));
    }

    private Optional<Header> problem(String what, String fix) {
        values.problem(key, what, fix);
        return Optional.empty();
    }
}
