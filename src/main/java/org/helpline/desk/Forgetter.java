package org.helpline.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Has a caller forgotten. Any thread; what it gives completes elsewhere, in seconds to minutes, and does not fail. */
public interface Forgetter {

    /** A house that knows of nobody. */
    Forgetter NONE = new Forgetter() {
        @Override
        public CompletionStage<Optional<List<Thing>>> found(String number) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public CompletionStage<Optional<Forgotten>> forget(String number) {
            return CompletableFuture.completedStage(Optional.empty());
        }
    };

    /** Kinds of things that a house keeps of a caller. */
    enum Kind {
        /** Calls; what happened and when stays, who it was and what was said does not. */
        CALLS,
        /** Call-backs that are promised; they are cancelled. */
        CALLBACKS,
        /** Call-backs that are over. */
        PAST_CALLBACKS,
        /** Messages, with their recordings. */
        MESSAGES,
        /** Recordings of conversations. */
        RECORDINGS,
        /** Values that scripts kept. */
        VALUES,
        /** Scores; they stay with queue and agent, without the caller. */
        SCORES,
        /** SIP traces of calls. */
        TRACES,
        /** What desks or other systems had said of the number. */
        KNOWN,
        /** The customers' file has the number; it stays there until somebody takes it out. */
        FILE;

        /** As the page names it. */
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** So many things of a kind, 1 or more. */
    record Thing(Kind kind, int count) {}

    /**
     * The look through every byte of the data folder afterwards.
     *
     * @param hits files, below the folder, in which the number still stands
     * @param unread files that could not be read to their end
     */
    record Proof(int files, long bytes, List<String> hits, List<String> unread) {}

    /**
     * What was done.
     *
     * @param remarks sentences about the customers' file before the last upload
     * @param proof empty: the number is too short to be looked for
     */
    record Forgotten(List<Thing> things, List<String> remarks, Optional<Proof> proof) {}

    /** What there is of a number; empty: that names nobody. */
    CompletionStage<Optional<List<Thing>>> found(String number);

    /** Deletes it for good; empty: that names nobody. */
    CompletionStage<Optional<Forgotten>> forget(String number);
}
