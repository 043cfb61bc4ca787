package org.helpline.desk;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.Token;
import org.helpline.core.ScreenPop;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.Found;
import org.helpline.journal.Reading;

/**
 * Who else may come than people with a browser, and who hears what was done.
 *
 * @param audit hears of every change that somebody made or tried
 * @param tokens knows programs by what they show
 * @param records calls, for programs
 */
public record DeskAccess(Consumer<Act> audit, Keys tokens, Records records) {

    /** A house that lets no programs in and writes nothing down. */
    public static final DeskAccess NONE = new DeskAccess(_ -> {}, _ -> Optional.empty(), Records.NONE);

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
            public CompletionStage<List<ScreenPop.Match>> customers(String number) {
                return CompletableFuture.completedStage(List.of());
            }
        };

        /** Calls, the latest last. */
        CompletionStage<Reading<List<CallRecord>>> calls(CallQuery query);

        /** One call, by its id. */
        CompletionStage<Reading<Found>> call(String name);

        /** The customers of a number. */
        CompletionStage<List<ScreenPop.Match>> customers(String number);
    }
}
