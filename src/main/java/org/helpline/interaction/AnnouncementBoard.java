package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;

/** What supervisors tell desks. Any thread. */
public interface AnnouncementBoard {

    /** A house that tells nothing. */
    AnnouncementBoard NONE = new AnnouncementBoard() {
        @Override
        public List<Announcement> current() {
            return List.of();
        }

        @Override
        public Optional<String> announce(String by, String text, Set<QueueName> queues, Duration length) {
            return Optional.of("This desk keeps no announcements.");
        }

        @Override
        public Optional<String> end(String by, String id) {
            return Optional.of("This announcement is over.");
        }
    };

    /**
     * An announcement.
     *
     * @param queues whose agents are told; empty: everybody
     * @param by the supervisor's account
     */
    record Announcement(String id, String text, Set<QueueName> queues, String by, Instant at, Instant until) {

        /** Whether somebody who serves these queues is told. */
        public boolean isFor(Set<QueueName> served) {
            return queues.isEmpty() || queues.stream().anyMatch(served::contains);
        }
    }

    /** Those that hold, the oldest first. */
    List<Announcement> current();

    /**
     * Tells desks something from now on; may block.
     *
     * @param text 1 to 300 characters
     * @param length a minute to a week
     * @return why it could not be, in a sentence; empty when it is done
     */
    Optional<String> announce(String by, String text, Set<QueueName> queues, Duration length);

    /** Ends one before its time; may block. The same answer. */
    Optional<String> end(String by, String id);
}
