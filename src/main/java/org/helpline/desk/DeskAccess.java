package org.helpline.desk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.Token;
import org.helpline.core.ScreenPop;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.EventTail.Span;
import org.helpline.journal.Found;
import org.helpline.journal.LegVerdict;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;

/**
 * Who else may come than people with a browser, and who hears what was done.
 *
 * @param audit hears of every change that somebody made or tried
 * @param tokens knows programs by what they show
 * @param records calls, for programs
 * @param events what happened, for programs
 * @param custody what administrators look after; empty: this server keeps none of it
 */
public record DeskAccess(Consumer<Act> audit, Keys tokens, Records records, Events events, Optional<Custody> custody) {

    /** A house that lets no programs in and writes nothing down. */
    public static final DeskAccess NONE = new DeskAccess(_ -> {}, _ -> Optional.empty(), Records.NONE);

    /** A house whose administrators look after settings alone. */
    public DeskAccess(Consumer<Act> audit, Keys tokens, Records records, Events events) {
        this(audit, tokens, records, events, Optional.empty());
    }

    /** A house that tells programs nothing of what happens. */
    public DeskAccess(Consumer<Act> audit, Keys tokens, Records records) {
        this(audit, tokens, records, Events.NONE);
    }

    /** What happened, in the order of its numbers. Any thread; stages do not fail. */
    public interface Events {
        /** None are kept. */
        Events NONE = new Events() {
            @Override
            public boolean areKept() {
                return false;
            }

            @Override
            public CompletionStage<Reading<Span>> span() {
                return CompletableFuture.completedStage(new Reading.Read<>(new Span(1, 0)));
            }

            @Override
            public CompletionStage<Reading<List<PublicEvent>>> after(long number, int most) {
                return CompletableFuture.completedStage(new Reading.Read<>(List.of()));
            }
        };

        /** Whether the settings have any kept. */
        boolean areKept();

        /** Which there are now. */
        CompletionStage<Reading<Span>> span();

        /** Those after {@code number}, the oldest first, at most {@code most}. */
        CompletionStage<Reading<List<PublicEvent>>> after(long number, int most);
    }

    /** Programs by what they show. Any thread. */
    @FunctionalInterface
    public interface Keys {
        /** Whose this is; empty for a wrong one. */
        Optional<Token> find(String secret);
    }

    /** What programs read that pages do not. Any thread; stages do not fail. */
    public interface Records {
        /** None. */
        Records NONE = new Records() {
            @Override
            public CompletionStage<Reading<List<CallRecord>>> calls(CallQuery query) {
                return CompletableFuture.completedStage(new Reading.Read<>(List.of()));
            }

            @Override
            public CompletionStage<Reading<Found>> call(String name) {
                return CompletableFuture.completedStage(new Reading.Read<>(new Found.None()));
            }

            @Override
            public CompletionStage<Reading<Map<String, List<LegVerdict>>>> sounds(List<String> calls) {
                return CompletableFuture.completedStage(new Reading.Read<>(Map.of()));
            }

            @Override
            public CompletionStage<List<ScreenPop.Match>> customers(String number) {
                return CompletableFuture.completedStage(List.of());
            }
        };

        /** Calls, the latest last. */
        CompletionStage<Reading<List<CallRecord>>> calls(CallQuery query);

        /** One call, by its id. */
        CompletionStage<Reading<Found>> call(String name);

        /** How the legs of these calls sounded, by the call's id. */
        CompletionStage<Reading<Map<String, List<LegVerdict>>>> sounds(List<String> calls);

        /** The customers of a number. */
        CompletionStage<List<ScreenPop.Match>> customers(String number);
    }
}
