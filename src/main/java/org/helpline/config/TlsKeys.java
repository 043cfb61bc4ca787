package org.helpline.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What {@code tls.properties} knows. */
final class TlsKeys {

    static final Key<String> CERTIFICATES = Key.of("tls.certificates", "", Shapes.text());
    static final Key<List<String>> NAMES = Key.of(
            "tls.names",
            "",
            Shapes.list(Shapes.matching(
                    "a host name or an address", t -> t.matches("[A-Za-z0-9*][A-Za-z0-9.-]*|[0-9a-fA-F:.]+"))));
    static final Key<TlsSettings.Clients> CLIENTS =
            Key.of("tls.client-certificates", "no", new Shape<>("no, want or need", text -> switch (text) {
                case "no" -> Optional.of(TlsSettings.Clients.NOT_ASKED);
                case "want" -> Optional.of(TlsSettings.Clients.WANTED);
                case "need" -> Optional.of(TlsSettings.Clients.NEEDED);
                default -> Optional.empty();
            }));
    static final Key<String> AUTHORITIES = Key.of("tls.client-authorities", "", Shapes.text());

    static final List<Key<?>> ALL = List.of(CERTIFICATES, NAMES, CLIENTS, AUTHORITIES);

    private TlsKeys() {}

    static TlsSettings read(Values values, Path data, Path conf) {
        Optional<Path> folder = path(values.get(CERTIFICATES), conf);
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            values.problem(
                    CERTIFICATES.name(),
                    "The folder " + folder.get() + " does not exist.",
                    "Make it and put NAME.crt and NAME.key there, or leave the setting empty for an own authority.");
        }
        Optional<Path> authorities = path(values.get(AUTHORITIES), conf);
        if (authorities.isPresent() && !Files.isReadable(authorities.get())) {
            values.problem(
                    AUTHORITIES.name(),
                    "The file " + authorities.get() + " cannot be read.",
                    "Name a PEM file with the certificates of those who sign the clients' ones.");
        }
        return new TlsSettings(folder, data.resolve("tls"), values.get(NAMES), values.get(CLIENTS), authorities);
    }

    private static Optional<Path> path(String text, Path conf) {
        return text.isEmpty() ? Optional.empty() : Optional.of(conf.resolve(text));
    }
}
