package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Place;

/** Scripts that hand a caller who does nothing to each other for ever: what no script shows by itself. */
final class SetRounds {

    private final Map<String, Map<String, Place>> ways = new LinkedHashMap<>();

    private SetRounds(List<LoadResult> results) {
        for (LoadResult result : results) {
            result.proof().ifPresent(p -> ways.put(result.name(), p.silentlyTo()));
        }
    }

    /** The same results, those of such scripts refused. */
    static List<LoadResult> refuse(List<LoadResult> results) {
        SetRounds rounds = new SetRounds(results);
        return results.stream().map(rounds::judged).toList();
    }

    private LoadResult judged(LoadResult result) {
        List<String> round = back(result.name(), result.name(), new ArrayList<>(), new HashSet<>());
        if (!(result instanceof LoadResult.Loaded loaded) || round.isEmpty()) {
            return result;
        }
        Place at = ways.getOrDefault(result.name(), Map.of()).getOrDefault(round.getFirst(), new Place("start", 1, 1));
        Problem problem = new Problem(
                loaded.script().folder().resolve("script.yaml").toString(),
                at.line(),
                at.column(),
                "A caller who does nothing is handed round for ever: " + result.name() + " → "
                        + String.join(" → ", round) + ".",
                "Let one of these scripts end with hangup, or with a question whose silence leaves.",
                null);
        return new LoadResult.Refused(result.name(), List.of(problem), loaded.proof(), Map.of());
    }

    /** The scripts on the way from {@code here} back to {@code goal}, which is the last of them; none if there is no way. */
    private List<String> back(String here, String goal, List<String> path, Set<String> seen) {
        for (String next : ways.getOrDefault(here, Map.of()).keySet()) {
            List<String> longer = new ArrayList<>(path);
            longer.add(next);
            if (next.equals(goal)) {
                return longer;
            }
            if (seen.add(next)) {
                List<String> found = back(next, goal, longer, seen);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }
}
