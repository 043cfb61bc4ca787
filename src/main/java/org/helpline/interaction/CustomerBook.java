package org.helpline.interaction;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;

/** What the hallway asks of the customer room; app joins them. Any thread; the stage completes on whichever thread answers. */
public interface CustomerBook {

    /** Whether anything may be known of this number; false only when {@link #byNumber} would find nothing, so that it need not be asked. */
    boolean mayKnow(String number);

    /** Why calls from this number are refused, a sentence for whoever looks into it; empty: they are not. */
    default Optional<String> blocked(String number) {
        return Optional.empty();
    }

    /** A name for whoever calls from this number, the same however it is written; empty where it is withheld. */
    default Optional<String> callerId(Personal number) {
        return number.isEmpty()
                ? Optional.empty()
                : Optional.of(CallbackWish.dialled(number).value());
    }

    /** Who has this number, the language they chose, and what scripts have kept of them. */
    CompletionStage<Caller> byNumber(String number, int limit);

    /**
     * Asks other systems who has this number. Nobody waits for it.
     *
     * @param known whom we know ourselves
     * @param told all of them together, on {@code loop}, never in this very call; once, several times, or never
     * @return ends it; on the loop
     */
    default Runnable elsewhere(
            String number, List<ScreenPop.Match> known, Loop loop, Consumer<List<ScreenPop.Match>> told) {
        return () -> {};
    }

    /** Keeps the language that this number chose. */
    void rememberLanguage(String number, String language);

    /**
     * What scripts may ask of whoever has this number: its fields are {@link org.helpline.interaction.lookup.LookUpShapes#CUSTOMER}.
     * Nobody where none or several have it, because nobody may be told what is another's.
     */
    default CompletionStage<LookUpAnswer> customer(String number) {
        return CompletableFuture.completedFuture(new LookUpAnswer.None());
    }

    /** Who of the agents talked last with somebody from this number. */
    default CompletionStage<Optional<AgentId>> lastAgent(String number) {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Keeps a value for the next call from this number; an empty text is forgotten. */
    default void keep(String number, String name, Value value) {}

    /**
     * What is known of a number.
     *
     * @param read whether what scripts have kept could be read; {@code kept} is empty otherwise, and must not pass for nothing
     */
    record Caller(List<ScreenPop.Match> matches, Optional<String> language, Map<String, Value> kept, boolean read) {

        /** All of it could be read. */
        public Caller(List<ScreenPop.Match> matches, Optional<String> language, Map<String, Value> kept) {
            this(matches, language, kept, true);
        }

        /** Nothing has been kept. */
        public Caller(List<ScreenPop.Match> matches, Optional<String> language) {
            this(matches, language, Map.of());
        }
    }
}
