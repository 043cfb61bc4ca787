package org.helpline.interaction;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where call-backs are kept over a restart, and those that are over for a while; app joins it to the store. Any thread. */
public interface CallbackShelf {

    /** Keeps nothing. */
    CallbackShelf NONE = new CallbackShelf() {
        @Override
        public CompletionStage<Boolean> keep(CallbackWish wish) {
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void over(Callbacks.Ended ended, CallbackWish last) {}

        @Override
        public CompletionStage<List<Callbacks.Ended>> past(int most) {
            return CompletableFuture.completedFuture(List.of());
        }
    };

    /** Keeps it and its attempts as they are now; true when it is safe on the disk. Never completes exceptionally. */
    CompletionStage<Boolean> keep(CallbackWish wish);

    /** It is over; {@code last} as it was. */
    void over(Callbacks.Ended ended, CallbackWish last);

    /** Those that are over, the last one first. Never completes exceptionally. */
    CompletionStage<List<Callbacks.Ended>> past(int most);

    /** A shelf and what lay on it. */
    record Found(CallbackShelf shelf, List<CallbackWish> kept) {

        /** Keeps nothing, and has kept nothing. */
        public static final Found NOTHING = new Found(NONE, List.of());
    }
}
