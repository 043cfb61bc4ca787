package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helpline.ivr.prove.Finding;
import org.helpline.ivr.prove.Proof;
import org.helpline.ivr.prove.Reach;

/**
 * How far a human is where scripts hand calls to each other: for one script alone, another one counts as a human, for it has a proof of
 * its own; but it may ask many questions before anybody answers, or have nobody at all.
 */
final class SetReach {

    private final Map<String, Proof> proofs = new LinkedHashMap<>();
    private final Map<String, Integer> entries = new HashMap<>();

    private SetReach(List<LoadResult> results) {
        for (LoadResult result : results) {
            result.proof().ifPresent(p -> {
                proofs.put(result.name(), p);
                entries.put(result.name(), Reach.NEVER);
            });
        }
        boolean nearer = true;
        while (nearer) { // each turn brings some script nearer to a human, and none is nearer than 0
            nearer = false;
            for (Map.Entry<String, Proof> script : proofs.entrySet()) {
                int keys = script.getValue().reach().entry(entries);
                Integer before = entries.put(script.getKey(), keys);
                nearer |= before == null || before != keys;
            }
        }
    }

    /** The same results, those of scripts from which a human is too far refused. */
    static List<LoadResult> judge(List<LoadResult> results) {
        SetReach reach = new SetReach(results);
        return results.stream()
                .map(r -> r instanceof LoadResult.Loaded loaded ? SetFindings.refuse(loaded, reach.tooFar(loaded)) : r)
                .toList();
    }

    private List<Finding> tooFar(LoadResult.Loaded loaded) {
        List<Finding> findings = new ArrayList<>();
        loaded.proof().ifPresent(proof -> {
            for (Finding f : proof.reach().tooFar(entries)) {
                if (f.script().isEmpty()) {
                    String what = "With the scripts that it hands calls to: " + f.what();
                    findings.add(new Finding(f.claim(), f.script(), f.at(), what, f.fix(), f.call()));
                }
            }
        });
        return findings;
    }
}
