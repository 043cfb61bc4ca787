package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.TreeMap;
import org.helpline.config.Secret;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** The SIP secrets that were made at the first start, in a file of mode 0600; there is no default secret. One thread. */
final class PhoneSecrets {

    private static final String SYMBOLS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private final Path file;
    private final Map<String, Secret> secrets = new TreeMap<>();

    private PhoneSecrets(Path file) {
        this.file = file;
    }

    /** Reads {@code name = secret} lines; a file that is not there yet is empty. */
    static PhoneSecrets load(Path file, Problems problems) {
        PhoneSecrets loaded = new PhoneSecrets(file);
        if (!Files.exists(file)) {
            return loaded;
        }
        try {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    loaded.secrets.put(
                            line.substring(0, equals).strip(),
                            new Secret(line.substring(equals + 1).strip()));
                }
            }
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(),
                    "The phones' secrets cannot be read: " + e + ".",
                    "Let the server's user read it."));
        }
        return loaded;
    }

    /** The secret of an agent, made now if there is none. */
    Secret of(String agent, SecureRandom random) {
        return secrets.computeIfAbsent(agent, a -> {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < LENGTH; i++) {
                text.append(SYMBOLS.charAt(random.nextInt(SYMBOLS.length())));
            }
            return new Secret(text.toString());
        });
    }

    /** Whether there is a secret already. */
    boolean has(String agent) {
        return secrets.containsKey(agent);
    }

    /** Writes the file. */
    void save() throws IOException {
        StringBuilder text = new StringBuilder();
        secrets.forEach((name, secret) ->
                text.append(name).append(" = ").append(secret.value()).append('\n'));
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(file, text);
    }
}
