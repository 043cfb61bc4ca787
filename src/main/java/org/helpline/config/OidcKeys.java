package org.helpline.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code desk.properties} knows of the company's own log-in. */
final class OidcKeys {

    static final Key<Optional<String>> ISSUER =
            Key.of("desk.oidc-issuer", "", Shapes.oneLine().orNothing());
    static final Key<String> CLIENT = Key.of("desk.oidc-client", "helpline", Shapes.oneLine());
    static final Key<Optional<String>> SECRET =
            Key.secret("desk.oidc-secret", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> SECRET_FILE =
            Key.of("desk.oidc-secret-file", "", Shapes.oneLine().orNothing());
    static final Key<String> NAME = Key.of(
            "desk.oidc-name",
            "preferred_username",
            Shapes.matching(
                    "the name of a claim such as preferred_username", t -> t.matches("[A-Za-z0-9_.:/-]{1,64}")));
    static final Key<Boolean> PASSWORDS = Key.of("desk.passwords", "yes", Shapes.flag());

    static final List<Key<?>> ALL = List.of(ISSUER, CLIENT, SECRET, SECRET_FILE, NAME, PASSWORDS);

    private OidcKeys() {}

    static Optional<OidcSettings> read(Values values, Path conf) {
        Optional<URI> issuer = values.get(ISSUER).flatMap(written -> issuer(values, written));
        if (issuer.isEmpty()) {
            if (!values.get(PASSWORDS) && values.get(ISSUER).isEmpty()) {
                values.problem(
                        PASSWORDS.name(),
                        "Nobody could log in: there are no passwords and no log-in of the company.",
                        "Write passwords = yes, or an oidc-issuer.");
            }
            return Optional.empty();
        }
        Optional<Secret> secret = new SecretFile(values, conf).read(SECRET, SECRET_FILE, "");
        if (secret.isEmpty()) {
            values.problem(
                    SECRET.name(),
                    "It is missing.",
                    "Write oidc-secret-file, with the secret that the company's log-in made for this desk.");
        }
        return secret.map(s -> new OidcSettings(issuer.get(), values.get(CLIENT), s, values.get(NAME)));
    }

    private static Optional<URI> issuer(Values values, String written) {
        Optional<URI> issuer = WebAddress.of(written).filter(i -> i.getQuery() == null && i.getFragment() == null);
        if (issuer.isPresent()) {
            return issuer;
        }
        values.problem(
                ISSUER.name(),
                "\"" + written + "\" does not do.",
                "Write the issuer's address as its documents have it, such as https://login.example.org/realms/office.");
        return Optional.empty();
    }
}
