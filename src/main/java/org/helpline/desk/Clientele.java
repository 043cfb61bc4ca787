package org.helpline.desk;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.customer.People;
import org.helpline.journal.CallText;

/**
 * The customers on desks.
 *
 * @param texts notes and choices of calls, by the call; empty where they cannot be read
 * @param importing takes the customers' file in again; blocks; the lines say what came of it
 */
public record Clientele(
        People people,
        Function<List<String>, CompletionStage<Map<String, CallText>>> texts,
        Supplier<Report> importing) {

    /** What came of an import. */
    public record Report(boolean isFine, List<String> lines) {}
}
