package org.helpline.ivr.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.prove.Proof;

/** What came of reading one script. */
public sealed interface LoadResult {

    /** The script's folder name. */
    String name();

    /** What was proved; empty when nothing was, or the flow has holes. */
    Optional<Proof> proof();

    /**
     * Fit to answer calls.
     *
     * @param remarks worth a look, but they keep nobody from calling
     */
    record Loaded(Script script, List<Problem> remarks, Optional<Proof> proof) implements LoadResult {

        @Override
        public String name() {
            return script.name();
        }
    }

    /**
     * Not taken up.
     *
     * @param problems all of them, one or more
     * @param calls to a problem the call that shows it, as a test file writes it
     */
    record Refused(String name, List<Problem> problems, Optional<Proof> proof, Map<Problem, String> calls)
            implements LoadResult {

        /** A script that could not be read so far. */
        public Refused(String name, List<Problem> problems) {
            this(name, problems, Optional.empty(), Map.of());
        }
    }
}
