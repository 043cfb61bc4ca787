package org.helpline.interaction;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** Where call-backs are kept over a restart; app joins it to the store. Any thread. */
public interface CallbackShelf {

    /** Keeps nothing. */
    CallbackShelf NONE = new CallbackShelf() {
        @Override
        public CompletionStage<Boolean> keep(CallbackWish wish) {
            return java.util.concurrent.CompletableFuture.completedFuture(true);
        }

        @Override
        public void drop(String callback) {}
    };

    /** Keeps it as it is now; true when it is safe on the disk. Never completes exceptionally. */
    CompletionStage<Boolean> keep(CallbackWish wish);

    /** It is over. */
    void drop(String callback);

    /** A shelf and what lay on it. */
    record Found(CallbackShelf shelf, List<CallbackWish> kept) {

        /** Keeps nothing, and has kept nothing. */
        public static final Found NOTHING = new Found(NONE, List.of());
    }
}
