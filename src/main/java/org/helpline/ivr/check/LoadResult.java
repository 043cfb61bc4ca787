package org.helpline.ivr.check;

import java.util.List;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Script;

/** What came of reading one script. */
public sealed interface LoadResult {

    /** The script's folder name. */
    String name();

    /** Fit to answer calls. {@code remarks} are worth a look but keep nobody from calling. */
    record Loaded(Script script, List<Problem> remarks) implements LoadResult {

        @Override
        public String name() {
            return script.name();
        }
    }

    /** Not taken up. {@code problems} is all of them, one or more. */
    record Refused(String name, List<Problem> problems) implements LoadResult {}
}
