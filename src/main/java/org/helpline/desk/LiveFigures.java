package org.helpline.desk;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.core.QueueName;

/** Where the boards find the figures of today, which outlive a restart. Any thread. */
@FunctionalInterface
public interface LiveFigures {

    /** A house that keeps none: its boards count since the start. */
    LiveFigures NONE = () -> CompletableFuture.completedStage(Optional.empty());

    /** Of each queue in which somebody was today; empty where they cannot be read. */
    CompletionStage<Optional<Map<QueueName, Today>>> today();

    /**
     * A queue since midnight.
     *
     * @param level the service level as a share of 1, {@code asa} and {@code aht} in seconds; NaN where nothing can be divided
     */
    record Today(
            long offered, long answered, long abandoned, long shortAbandoned, double level, double asa, double aht) {

        /** A queue in which nobody was. */
        static final Today NOBODY = new Today(0, 0, 0, 0, Double.NaN, Double.NaN, Double.NaN);
    }
}
