package org.helpline.ivr.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.helpline.ivr.prove.Finding;
import org.helpline.ivr.prove.Handover;
import org.helpline.ivr.prove.Proof;
import org.helpline.ivr.prove.Trail;

/** Scripts that hand a caller who does nothing to each other for ever: what no script shows by itself. */
final class SetRounds {

    private final Map<String, Map<String, Handover>> ways = new LinkedHashMap<>();

    private SetRounds(List<LoadResult> results) {
        for (LoadResult result : results) {
            result.proof().ifPresent(p -> ways.put(result.name(), p.silentlyTo()));
        }
    }

    /** The same results, those of such scripts refused. */
    static List<LoadResult> refuse(List<LoadResult> results) {
        SetRounds rounds = new SetRounds(results);
        return results.stream()
                .map(r -> r instanceof LoadResult.Loaded loaded
                        ? SetFindings.refuse(
                                loaded, rounds.round(loaded.name()).stream().toList())
                        : r)
                .toList();
    }

    private Optional<Finding> round(String name) {
        List<String> round = back(name, name, new ArrayList<>(), new HashSet<>());
        return round.isEmpty() ? Optional.empty() : Optional.of(finding(name, round));
    }

    private Finding finding(String name, List<String> round) {
        List<Handover> handovers = new ArrayList<>();
        String here = name;
        for (String next : round) {
            handovers.add(
                    Objects.requireNonNull(ways.getOrDefault(here, Map.of()).get(next)));
            here = next;
        }
        return new Finding(
                Proof.Claim.ENDS,
                handovers.getFirst().at(),
                "A caller who does nothing is handed round for ever: " + name + " → " + String.join(" → ", round) + ".",
                "Let one of these scripts end with hangup, or with a question whose silence leaves.",
                shown("line " + handovers.getFirst().at().line() + " goes round", handovers));
    }

    /** Once round, and on to where the caller hears something. */
    private static Optional<String> shown(String name, List<Handover> handovers) {
        Trail trail =
                handovers.stream().map(Handover::trail).reduce(Trail::then).orElseThrow();
        Optional<String> call = trail.asTest(name);
        for (int i = 0; i < handovers.size() && call.isEmpty(); i++) {
            trail = trail.then(handovers.get(i).trail());
            call = trail.asTest(name);
        }
        return call.or(() -> Optional.of("- name: %s\n  call: [wait 1s]\n  ends: hangup\n".formatted(name)));
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
