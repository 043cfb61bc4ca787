package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.Problem;
import org.helpline.ivr.prove.Finding;

/** What is found of scripts only together with others. */
final class SetFindings {

    private SetFindings() {}

    /** The script refused for these; as it is if there are none. */
    static LoadResult refuse(LoadResult.Loaded loaded, List<Finding> findings) {
        if (findings.isEmpty()) {
            return loaded;
        }
        List<Problem> problems = new ArrayList<>();
        Map<Problem, String> calls = new HashMap<>();
        for (Finding finding : findings) {
            Problem problem = new Problem(
                    loaded.script().folder().resolve("script.yaml").toString(),
                    finding.at().line(),
                    finding.at().column(),
                    finding.what(),
                    finding.fix(),
                    null);
            problems.add(problem);
            finding.call().ifPresent(c -> calls.put(problem, c));
        }
        return new LoadResult.Refused(loaded.name(), List.copyOf(problems), loaded.proof(), Map.copyOf(calls));
    }
}
