package org.helpline.ivr.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.prove.Proof;
import org.helpline.ivr.prove.Prover;
import org.helpline.ivr.trial.Coverage;

/**
 * Scripts that are there to be run by others, because they take or give something: what they are given is known only from all who run
 * them. So who runs them decides which of their steps are dead, and what was not proved of such a script alone is proved with them.
 */
final class SetRoutines {

    private final List<LoadResult> results;

    private SetRoutines(List<LoadResult> results) {
        this.results = results;
    }

    /** The same results: scripts with steps that nobody's call comes to are refused. */
    static List<LoadResult> judge(List<LoadResult> results) {
        SetRoutines set = new SetRoutines(results);
        return results.stream().map(set::judged).toList();
    }

    private LoadResult judged(LoadResult result) {
        if (!(result instanceof LoadResult.Loaded loaded) || !isRoutine(loaded)) {
            return result;
        }
        List<Optional<Proof>> runners = results.stream()
                .filter(r -> !r.name().equals(loaded.name()))
                .filter(r -> !isRoutine(r) || !isRun(r.name())) // else those who run it say more than it does alone
                .map(LoadResult::proof)
                .filter(p -> p.isEmpty() || p.get().runs().contains(loaded.name()))
                .toList();
        // a script that could not be read might run it too
        boolean allSeen = !runners.isEmpty()
                && runners.stream().allMatch(p -> p.isPresent() && p.get().isWhole());
        return allSeen ? seen(loaded, runners.stream().flatMap(Optional::stream).toList()) : result;
    }

    private static boolean isRoutine(LoadResult result) {
        return result instanceof LoadResult.Loaded(Script script, var _, var _)
                && (!script.head().takes().isEmpty() || script.head().gives().isPresent());
    }

    private boolean isRun(String name) {
        return results.stream()
                .anyMatch(r -> r.proof().filter(p -> p.runs().contains(name)).isPresent());
    }

    private static LoadResult seen(LoadResult.Loaded loaded, List<Proof> runners) {
        Coverage seen = new Coverage();
        runners.forEach(p -> seen.add(p.seen()));
        List<Problem> dead = SetFindings.told(
                loaded.script(), Prover.unreached(loaded.script(), seen), "No script that runs this one needs it. ");
        Optional<Proof> proof = loaded.proof().map(Proof::withoutDoubts);
        if (!dead.isEmpty()) {
            return new LoadResult.Refused(loaded.name(), dead, proof, Map.of());
        }
        List<Problem> remarks = loaded.remarks().stream()
                .filter(p -> !p.what().contains(ProofPages.NOT_PROVED))
                .toList();
        return new LoadResult.Loaded(loaded.script(), remarks, proof);
    }
}
