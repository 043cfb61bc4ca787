package org.helpline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether the conversations of a queue are recorded.
 *
 * @param keep how long; empty: as {@code recordings.keep} says
 */
public record QueueRecording(When when, Optional<Duration> keep) {

    /** Nothing is. */
    public static final QueueRecording NONE = new QueueRecording(When.OFF, Optional.empty());

    /** Who begins. */
    public enum When {
        /** Nothing is recorded, unless the script says so. */
        OFF("off"),
        /** Every conversation, from its beginning; agents pause it. */
        ON("on"),
        /** What the agent begins to record, who may end it too. */
        BY_AGENT("by agent");

        private final String words;

        When(String words) {
            this.words = words;
        }

        /** As in the settings. */
        public String words() {
            return words;
        }
    }
}
