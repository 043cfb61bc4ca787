package org.helpline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret that stands in the settings or, alone, in a file of its own. Relative files start in {@code conf}; it blocks. */
record SecretFile(Values values, Path conf) {

    /** The secret of one member; empty if there is none, or after a problem. */
    Optional<Secret> read(Key<Optional<String>> inPlace, Key<Optional<String>> inFile, String member) {
        Optional<String> secret = values.get(inPlace, member);
        Optional<String> file = values.get(inFile, member);
        if (secret.isPresent() && file.isPresent()) {
            values.problem(inFile.of(member), "The secret is here and in the settings too.", "Keep one of the two.");
        }
        return file.isPresent() ? fromFile(inFile.of(member), file.get()) : secret.map(Secret::new);
    }

    private Optional<Secret> fromFile(String key, String name) {
        Path file = conf.resolve(name);
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty() && text.indexOf('\n') < 0) {
                return Optional.of(new Secret(text));
            }
            values.problem(key, "The file " + file + " is not one line.", "Write the secret alone into it.");
        } catch (IOException e) {
            values.problem(
                    key,
                    "The file " + file + " cannot be read.",
                    "Write the secret alone into it and let this user read it.");
        }
        // a secret was meant, so that its absence is told once only
        return Optional.of(new Secret(""));
    }
}
