package org.helpline.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts with references to secrets: {@code {env:SHOP_TOKEN}} is a variable of the environment, {@code {file:shop.key}} a file's only
 * line. Settings hold the references, never the secrets. One that is not there is no mistake of the settings: who checks scripts in a
 * shell of their own need not have the server's environment.
 */
final class SecretText {

    private static final Pattern REFERENCE = Pattern.compile("\\{(env|file):([^{}]*)}");

    private final Values values;
    private final Path conf;
    private final Map<String, String> environment;
    private final List<LookUpSettings.Absent> absent = new ArrayList<>();

    /** Relative files start in {@code conf}. */
    SecretText(Values values, Path conf, Map<String, String> environment) {
        this.values = values;
        this.conf = conf;
        this.environment = environment;
    }

    /** Those that were asked for and are not there; an empty text stands in their place. */
    List<LookUpSettings.Absent> absent() {
        return List.copyOf(absent);
    }

    private Optional<Secret> absent(String key, String what, String fix) {
        absent.add(new LookUpSettings.Absent(key, what, fix));
        return Optional.of(new Secret(""));
    }

    /** Whether it is one reference and nothing else. */
    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** The secret of one reference; empty after a problem. */
    Optional<Secret> read(String key, String reference) {
        Matcher m = REFERENCE.matcher(reference);
        return m.matches() ? read(key, m.group(1), m.group(2).strip()) : Optional.empty();
    }

    /** The text with every reference filled in; empty after a problem. */
    Optional<Secret> fill(String key, String text) {
        StringBuilder filled = new StringBuilder();
        Matcher m = REFERENCE.matcher(text);
        int from = 0;
        while (m.find()) {
            Optional<Secret> secret = read(key, m.group(1), m.group(2).strip());
            if (secret.isEmpty()) {
                return Optional.empty();
            }
            filled.append(text, from, m.start()).append(secret.get().value());
            from = m.end();
        }
        String rest = text.substring(from);
        if (rest.contains("{") || rest.contains("}")) {
            values.problem(
                    key,
                    "There is a brace that begins no secret.",
                    "Expected {env:NAME} or {file:PATH}; parameters go into" + " the url or the body.");
            return Optional.empty();
        }
        return Optional.of(new Secret(filled.append(rest).toString()));
    }

    private Optional<Secret> read(String key, String kind, String name) {
        return kind.equals("env") ? variable(key, name) : file(key, name);
    }

    private Optional<Secret> variable(String key, String name) {
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            return absent(
                    key,
                    "The environment has no " + name + ".",
                    "Set it where the server is started, or name another.");
        }
        return Optional.of(new Secret(value));
    }

    private Optional<Secret> file(String key, String name) {
        Path file = conf.resolve(name);
        try {
            String text = Files.readString(file).strip();
            if (!text.isEmpty() && text.indexOf('\n') < 0) {
                return Optional.of(new Secret(text));
            }
            values.problem(key, "The file " + file + " is not one line.", "Write the secret alone into it.");
        } catch (IOException e) {
            return absent(
                    key,
                    "The file " + file + " cannot be read.",
                    "Write the secret alone into it and let this user read it.");
        }
        return Optional.empty();
    }
}
