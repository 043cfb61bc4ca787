package org.helpline.ivr.model;

import java.util.Map;
import java.util.Optional;

/** Where a caller goes whom a queue does not take or gives up. */
public record SendOn(Map<Reason, Action> branches, Optional<Action> then) {

    /** Nothing written: the server's settings decide. */
    public static final SendOn UNWRITTEN = new SendOn(Map.of(), Optional.empty());

    /** Why the queue did not serve the caller. */
    public enum Reason {
        FULL("full"),
        CLOSED("closed"),
        NOBODY("nobody"),
        TOO_LONG("too_long");

        private final String word;

        Reason(String word) {
            this.word = word;
        }

        /** The script's word for it. */
        public String word() {
            return word;
        }
    }

    /** The branch for {@code reason}: its own, else {@code then}. */
    public Optional<Action> branch(Reason reason) {
        Action own = branches.get(reason);
        return own != null ? Optional.of(own) : then;
    }
}
