package org.helpline.interaction;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Queues that somebody may declare urgent: their callers go before those of all others, and agents who help out in them are offered them at
 * once. Any thread; {@link #set} blocks on a file.
 */
public interface UrgentBoard {

    /** A house without queues. */
    UrgentBoard NONE = new UrgentBoard() {
        @Override
        public SortedMap<String, Optional<String>> queues() {
            return new TreeMap<>();
        }

        @Override
        public Optional<String> set(String queue, boolean on, String by) {
            return Optional.of("There is no queue " + queue + ".");
        }
    };

    /** All queues by name, with who declared it urgent and since when, in words; empty: it is not. */
    SortedMap<String, Optional<String>> queues();

    /**
     * Declares a queue urgent, or takes that back, from now on and over restarts.
     *
     * @param by who, for the record
     * @return why it could not be, in a sentence; empty when it is done
     */
    Optional<String> set(String queue, boolean on, String by);
}
