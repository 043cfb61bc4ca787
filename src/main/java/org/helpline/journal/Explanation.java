package org.helpline.journal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.core.AgentId;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueFact.Passed;
import org.helpline.core.ScriptFact;

/**
 * Why a call went to whom it went: each decision about it in order, with everybody who was passed over, and what came between. It
 * tells nothing of the caller.
 */
public record Explanation(List<Line> lines) {

    /**
     * A decision, or what happened to the caller in the queue.
     *
     * @param offsetMillis since the INVITE
     * @param kind names the fact
     * @param passed who was not rung; empty for all that is no decision
     */
    public record Line(long offsetMillis, String kind, String words, List<Passed> passed) {}

    /** Explains a call by its own facts, in order. */
    static Explanation of(List<Published> facts) {
        Set<Long> decided = new HashSet<>();
        List<Line> lines = new ArrayList<>();
        for (Published f : facts) {
            if (f.fact() instanceof QueueFact.Decided d) {
                decided.add(d.offer());
            }
            words(f.fact(), decided)
                    .ifPresent(words -> lines.add(new Line(
                            f.offsetMillis(),
                            CallStory.kind(f.fact()),
                            words,
                            f.fact() instanceof QueueFact.Decided d ? d.passed() : List.of())));
        }
        return new Explanation(List.copyOf(lines));
    }

    private static Optional<String> words(Fact fact, Set<Long> decided) {
        return switch (fact) {
            case QueueFact.Decided f -> Optional.of(decision(f));
            case QueueFact.Offered f ->
                decided.contains(f.offer())
                        ? Optional.empty()
                        : Optional.of("rings " + f.agent() + "; it was not kept why"); // before this was kept
            case QueueFact.CallbackPromised f -> Optional.of("a call-back is promised in queue " + f.queue());
            case QueueFact.PopCompleted _ -> Optional.empty();
            case QueueFact f -> Optional.of(FactWords.of(f));
            case ScriptFact.Ruled f -> Optional.of(FactWords.of(f));
            case ScriptFact.Weighed f -> Optional.of(FactWords.of(f));
            case ScriptFact.Unserved f -> Optional.of(FactWords.of(f));
            default -> Optional.empty();
        };
    }

    private static String decision(QueueFact.Decided f) {
        String wanted = f.wanted().isEmpty() ? "" : " for " + f.wanted();
        return f.rung().isEmpty() ? "nobody can be rung" + wanted : "rings " + f.rung() + wanted + ": " + f.because();
    }

    /** {@code anna, ben and 3 more: not logged in}. */
    public static String words(Passed passed) {
        String named = passed.agents().stream().map(AgentId::value).collect(Collectors.joining(", "));
        String more = passed.more() == 0
                ? ""
                : named.isEmpty() ? passed.more() + " others" : " and " + passed.more() + " more";
        return named + more + ": " + passed.why();
    }
}
