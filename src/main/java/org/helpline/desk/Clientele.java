package org.helpline.desk;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.customer.People;
import org.helpline.journal.CallText;

/**
 * The customers on desks.
 *
 * @param texts notes and choices of calls, by the call; empty where they cannot be read
 */
public record Clientele(
        People people, Function<List<String>, CompletionStage<Map<String, CallText>>> texts, Importing importing) {

    /** What came of an import. */
    public record Report(boolean isFine, List<String> lines) {}

    /** Takes in the customers' file. Both block. Any thread; one at a time, another is told to wait. */
    public interface Importing {

        /** Reads it again, if it has changed. */
        Report again();

        /** Puts another file in its place and reads that; one with a mistake changes nothing. {@code file} is the caller's to delete. */
        Report replace(Path file);

        /** How far an import is that is under way, a line; empty when none is. */
        String progress();
    }
}
