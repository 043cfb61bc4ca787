package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.acd.CallbackState;
import org.helpline.config.CallbackSettings;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/** What people and programs may ask about call-backs: at the desk, by the API and on the command line. Any thread; stages never fail. */
public interface Callbacks {

    /** A house that calls nobody back. */
    Callbacks NONE = new Callbacks() {
        @Override
        public CompletionStage<List<Line>> list() {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public CompletionStage<List<Ended>> past(int most) {
            return CompletableFuture.completedStage(List.of());
        }

        @Override
        public Optional<CallbackSettings.Form> form() {
            return Optional.empty();
        }

        @Override
        public CompletionStage<Booking> book(Wanted wanted) {
            return CompletableFuture.completedStage(
                    new Booking.Refused("the settings let nobody be called (callbacks.allow)"));
        }

        @Override
        public CompletionStage<Boolean> cancel(InteractionId callback, String by) {
            return CompletableFuture.completedStage(false);
        }

        @Override
        public CompletionStage<Boolean> now(InteractionId callback) {
            return CompletableFuture.completedStage(false);
        }
    };

    /**
     * A call-back that is promised.
     *
     * @param name the customer's, as far as it is known
     * @param asked since when the customer waits
     * @param attempts how often they were called in vain
     * @param notBefore when they may be called again; empty: as soon as it is their turn
     * @param state what is being done about it
     * @param agent who is rung for it or makes it, while an attempt is under way
     * @param source who asked for it: {@code script}, {@code desk:anna}, {@code api:NAME}, {@code form} or {@code command line}
     * @param note what the agent is to know
     * @param window when the customer wants to be called; empty: as soon as it is their turn
     * @param tries the attempts that are over, oldest first
     */
    record Line(
            InteractionId callback,
            QueueName queue,
            Personal number,
            Personal name,
            Instant asked,
            int attempts,
            Optional<Instant> notBefore,
            CallbackState state,
            Optional<String> agent,
            String source,
            Personal note,
            Optional<CallbackWindow> window,
            List<Try> tries) {

        /** Whether an attempt is under way. */
        public boolean calling() {
            return state == CallbackState.CALLING_AGENT || state == CallbackState.CALLING_CUSTOMER;
        }
    }

    /** An attempt that is over. {@code agent}: who was reserved for it; {@code outcome} as part of a sentence, or {@code reached}. */
    record Try(Instant at, String agent, String outcome) {}

    /**
     * A call-back that is over.
     *
     * @param agent who reached the customer; empty: nobody did
     * @param outcome {@code reached}, or why not, one plain sentence
     */
    record Ended(
            InteractionId callback,
            QueueName queue,
            Personal number,
            Personal name,
            String source,
            Personal note,
            Instant asked,
            Instant ended,
            int attempts,
            String agent,
            String outcome,
            List<Try> tries) {}

    /**
     * A call-back that somebody asks for without a call.
     *
     * @param number as people write it
     * @param source as in {@link Line}
     * @param language that of the customer; empty where it is not known
     */
    record Wanted(
            QueueName queue,
            Personal number,
            Personal name,
            Personal note,
            Optional<CallbackWindow> window,
            String source,
            String language) {}

    /** What came of it. */
    sealed interface Booking {
        /** It is promised. {@code position} counts from 1; 0: it is not in line yet. */
        record Taken(InteractionId callback, int position) implements Booking {}

        /** One was promised to this number before. */
        record There(InteractionId callback) implements Booking {}

        /** It is not promised; {@code why} is part of a sentence. */
        record Refused(String why) implements Booking {}
    }

    /** All that are open, the oldest promise first; those cancelled before are not among them. */
    CompletionStage<List<Line>> list();

    /** Those that are over, the last one first. */
    CompletionStage<List<Ended>> past(int most);

    /** The web page on which people ask to be called, as it is in force; empty: there is none. */
    Optional<CallbackSettings.Form> form();

    /** Asks for one. */
    CompletionStage<Booking> book(Wanted wanted);

    /** Nobody is called any more; false if there is no such call-back. {@code by} as a sentence tells it: {@code the desk}. */
    CompletionStage<Boolean> cancel(InteractionId callback, String by);

    /** It is the next of its queue; false if there is no such call-back. */
    CompletionStage<Boolean> now(InteractionId callback);
}
