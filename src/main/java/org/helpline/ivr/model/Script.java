package org.helpline.ivr.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A whole script, checked; running calls keep the one they began with.
 *
 * @param name its folder's name
 * @param version the first 12 hex digits of its content's SHA-256
 * @param folder where {@code prompts/LANGUAGE/NAME.wav} are looked for
 * @param head what it declares of itself
 * @param languages the first is the default
 * @param human what key 0 means; empty: the script says {@code human: none}
 * @param sections by name, {@code start} is the entry
 * @param queues by queue name
 */
public record Script(
        String name,
        String version,
        Path folder,
        Head head,
        List<String> languages,
        Optional<Action> human,
        Map<String, Action> sections,
        Map<String, QueueWait> queues,
        Prompts prompts) {

    /** The section that a call begins with. */
    public static final String START = "start";

    /** The prompt that the server itself says before it hangs up, if the script has it. */
    public static final String GOODBYE = "goodbye";

    /** The prompt that the server itself says before it sends a caller on, if the script has it. */
    public static final String ALL_BUSY = "all_busy";

    /** What a caller hears who leaves a message, unless the step says otherwise. */
    public static final String LEAVE_MESSAGE = "leave_message";

    /** The prompt that the server itself says when a message was taken, if the script has it. */
    public static final String MESSAGE_TAKEN = "message_taken";

    /** The prompt that the server itself says when it cannot take a message, if the script has it. */
    public static final String BOX_FULL = "box_full";

    /** The prompt that the server itself says when too many wrong PINs were given, if the script has it. */
    public static final String PIN_LOCKED = "pin_locked";

    /** The question after a recording. */
    public static final String REVIEW = "review";

    /** The default language. */
    public String defaultLanguage() {
        return languages.getFirst();
    }

    /** Names of the variables that hold what a caller has keyed in secret, sorted. */
    public Set<String> secrets() {
        Set<String> names = new TreeSet<>();
        new Steps(this).forEach(step -> {
            if (step instanceof ScriptStep.Ask ask && ask.secret()) {
                names.add(ask.variable());
            }
        });
        return names;
    }

    /** Names of the notices that somebody may switch on, sorted. */
    public Set<String> notices() {
        Set<String> names = new TreeSet<>();
        new Steps(this).forEach(step -> {
            if (step instanceof ScriptStep.Notice notice) {
                names.add(notice.name());
            }
        });
        return names;
    }
}
