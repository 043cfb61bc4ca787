package org.helpline.desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helpline.core.Snapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The language that each person has chosen for the desk's pages, kept in one small file beside the accounts. Who has chosen none reads
 * the browser's. Read from any thread; changes come from one.
 */
final class LanguageChoice {

    /** The choice in the browser, so that the login page speaks it too. */
    static final String COOKIE = "helpline-language";

    private static final Logger LOG = LoggerFactory.getLogger(LanguageChoice.class);

    private final Path file;
    private final Snapshot<Map<String, String>> byAccount;

    /** Reads the file; what cannot be read is no choice. */
    LanguageChoice(Path file) {
        this.file = file;
        this.byAccount = new Snapshot<>(read(file));
    }

    /** What an account has chosen; empty: nothing yet. */
    Optional<String> of(String account) {
        return Optional.ofNullable(byAccount.get().get(account));
    }

    /**
     * Keeps a choice.
     *
     * @param language one of {@link Words#LANGUAGES}
     * @throws IOException if the file cannot be written; then nothing has changed
     */
    void choose(String account, String language) throws IOException {
        Map<String, String> next = new TreeMap<>(byAccount.get());
        next.put(account, language);
        ObjectNode json = DeskJson.object();
        next.forEach(json::put);
        Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".languages", ".json");
        Files.writeString(draft, DeskJson.text(json) + "\n");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        byAccount.publish(Map.copyOf(next));
    }

    /** The header that tells the browser. */
    static String cookie(String language) {
        return COOKIE + "=" + language + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000";
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> found = new TreeMap<>();
        if (Files.exists(file)) {
            try {
                DeskJson.read(Files.readString(file)).properties().stream()
                        .filter(e -> Words.LANGUAGES.contains(e.getValue().asString("")))
                        .forEach(e -> found.put(e.getKey(), e.getValue().asString("")));
            } catch (IOException | JacksonException e) {
                LOG.warn("the choices of languages in {} cannot be read: {}", file, e.toString());
            }
        }
        return Map.copyOf(found);
    }
}
