package org.helpline.ivr.run;

import java.util.stream.Collectors;
import org.helpline.core.Digit;

/** Something that may happen next to a call that waits: what the caller does, or what the world answers. */
public sealed interface Move {

    /** As tests write it; empty when a test need not say it. */
    String words();

    /**
     * The caller presses these keys, one after another.
     *
     * @param thenNothing whether the time for a further key must pass before they are an answer
     */
    record Press(String keys, boolean thenNothing) implements Move {
        @Override
        public String words() {
            return "press " + spelled(keys) + (thenNothing ? ", silence" : "");
        }

        private static String spelled(String keys) {
            String words = keys.chars()
                    .mapToObj(c -> c == '*' ? " star " : c == '#' ? " hash " : Character.toString(c))
                    .collect(Collectors.joining());
            return words.strip().replaceAll("\\s+", " ");
        }
    }

    /** The caller presses nothing until the time for a key is over. */
    record Silence() implements Move {
        @Override
        public String words() {
            return "silence";
        }
    }

    /** A caller who waits hears the next announcement. */
    record Announcement(String words) implements Move {}

    /**
     * Somebody or something else tells the script.
     *
     * @param by who
     */
    record Told(ScriptEvent event, String words, By by) implements Move {}

    /** Who makes a move. */
    enum By {
        /** The caller's keys. */
        CALLER,
        /** Time, the queue, another computer. */
        WORLD,
        /** Somebody who talks, or has talked, to the caller. */
        AGENT
    }

    /** Who makes it; doing nothing is no doing. */
    default By by() {
        return switch (this) {
            case Press _ -> By.CALLER;
            case Silence _, Announcement _ -> By.WORLD;
            case Told t -> t.by();
        };
    }

    /** How many questions it answers or keys it presses in vain: an answer of several digits counts as one. */
    default int presses() {
        return this instanceof Press ? 1 : 0;
    }

    /** The caller presses one key. */
    static Move press(Digit key) {
        return new Press(Character.toString(key.symbol()), false);
    }
}
