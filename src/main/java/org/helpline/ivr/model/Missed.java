package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a caller goes on whom a transfer did not lead to anybody; an unwritten branch goes on with the next step. */
public record Missed(Map<Why, Action> branches, Optional<Action> then) {

    /** Nothing written. */
    public static final Missed UNWRITTEN = new Missed(Map.of(), Optional.empty());

    /** Why nobody was reached. */
    public enum Why {
        /** Talks, works after a call, or declined. */
        BUSY("busy", "busy"),
        /** The phone rang in vain. */
        NO_ANSWER("no_answer", "no answer"),
        /** Not logged in, not ready, without a phone that can be reached, or there is no such extension. */
        NOT_THERE("not_there", "not there");

        private final String word;
        private final String words;

        Why(String word, String words) {
            this.word = word;
            this.words = words;
        }

        /** The script's word for it. */
        public String word() {
            return word;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** The branch for {@code why}: its own, else {@code then}. */
    public Optional<Action> branch(Why why) {
        Action own = branches.get(why);
        return own != null ? Optional.of(own) : then;
    }

    /** All that is written. */
    public List<Action> all() {
        List<Action> all = new ArrayList<>(branches.values());
        then.ifPresent(all::add);
        return all;
    }
}
