package org.helpline.app;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a plain start, read without the command line's own machinery: to make that costs longer than all else that comes before
 * the settings. Only what it would understand in the same way is read here; everything else, mistakes among it, is left to it.
 *
 * @param singles the options that may be given once, by name
 * @param sets the values of {@code --set}, in order
 */
record StartWords(Map<String, String> singles, List<String> sets) {

    private static final Set<String> SINGLES = Set.of("--data", "--conf", "--profile", "--ready");

    /** Never a value of a plain start: somebody forgot the value, and the command line says so. */
    static final Set<String> COMMANDS = Set.of(
            "audit",
            "backup",
            "bans",
            "callbacks",
            "calls",
            "config",
            "customers",
            "demo-sound",
            "doctor",
            "drain",
            "explain",
            "forget",
            "hours",
            "kb",
            "look-up",
            "notice",
            "password",
            "pin",
            "playbook",
            "prompts",
            "queues",
            "recordings",
            "reload",
            "replay",
            "report",
            "restore",
            "retention",
            "script",
            "settings",
            "sip",
            "status",
            "tls",
            "tokens",
            "trunks",
            "voicemail",
            "webhooks",
            "what-if");

    /** Reads them. @return empty if any word is not of a plain start */
    static Optional<StartWords> read(String... words) {
        Map<String, String> singles = new HashMap<>();
        List<String> sets = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            int equals = words[i].indexOf('=');
            boolean joined = words[i].startsWith("--") && equals > 0;
            String name = joined ? words[i].substring(0, equals) : words[i];
            String value = joined ? words[i].substring(equals + 1) : i + 1 < words.length ? words[++i] : "";
            if (!isPlain(value) || !take(name, value, singles, sets)) {
                return Optional.empty();
            }
        }
        return Optional.of(new StartWords(Map.copyOf(singles), List.copyOf(sets)));
    }

    /** An empty value, one that looks like an option and a file of words (@) are matters for the command line. */
    private static boolean isPlain(String value) {
        return !value.isEmpty() && value.charAt(0) != '-' && value.charAt(0) != '@' && !COMMANDS.contains(value);
    }

    private static boolean take(String name, String value, Map<String, String> singles, List<String> sets) {
        if (name.equals("--set")) {
            return sets.add(value);
        }
        boolean fit = !name.equals("--ready") || value.equals("json");
        return fit && SINGLES.contains(name) && singles.put(name, value) == null;
    }

    /** The options that say which settings are in force. */
    StartOptions options() {
        return new StartOptions(singles.get("--data"), singles.get("--conf"), singles.get("--profile"), sets);
    }

    /** Whether the ready line shall be JSON. */
    boolean json() {
        return singles.containsKey("--ready");
    }
}
