package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.StepIndex;

/** Which steps and branches calls have run through, by script. One thread. */
public final class Coverage {

    private final Map<String, Set<String>> taken = new HashMap<>();

    /**
     * How much of a script has been run through.
     *
     * @param missed ready to be printed, in the order written: {@code file:line:column: what}
     */
    public record Share(
            String script, int steps, int stepsTaken, int branches, int branchesTaken, List<String> missed) {

        /** Whether nothing was missed. */
        public boolean isWhole() {
            return missed.isEmpty();
        }
    }

    /** Counts what a call has run through. */
    void add(List<Moment> moments) {
        Set<String> here = new HashSet<>();
        for (Moment moment : moments) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact fact))) {
                switch (fact) {
                    case ScriptFact.Started s -> here = taken.computeIfAbsent(s.script(), _ -> new HashSet<>());
                    case ScriptFact.SubScriptBegan s -> here = taken.computeIfAbsent(s.script(), _ -> new HashSet<>());
                    case ScriptFact.SubScriptEnded s -> here = taken.computeIfAbsent(s.outer(), _ -> new HashSet<>());
                    case ScriptFact.Entered e -> {
                        here.add(StepIndex.id(e));
                        here.add(e.place() + " " + e.what()); // the branch of a fork
                    }
                    case ScriptFact.Prompted p -> here.add(said(p.prompt()));
                    case ScriptFact.Chose c -> here.add(key(c.place(), c.keys().value()));
                    case ScriptFact.LookedUp l -> here.add(lookedUp(l.place(), l.outcome()));
                    case ScriptFact.Silence s -> here.add(retry(s.place(), "silence", s.tries()));
                    case ScriptFact.WrongKey w -> here.add(retry(w.place(), "wrong", w.tries()));
                    case ScriptFact.NothingSaid n -> here.add(retry(n.place(), "nothing", n.tries()));
                    case ScriptFact.NotRecorded _, ScriptFact.Kept _, ScriptFact.Managed _ -> {}
                    case ScriptFact.PromptEnded _, ScriptFact.Asked _, ScriptFact.LanguageSet _ -> {}
                    case ScriptFact.VariableSet _, ScriptFact.SaidAsItIs _, ScriptFact.Left _ -> {}
                    case ScriptFact.Undecided _, ScriptFact.NotReached _, ScriptFact.Rated _ -> {}
                    case ScriptFact.Ruled r -> here.add(ruled(r.place()));
                    case ScriptFact.Weighed _, ScriptFact.Unserved _ -> {} // the branch that followed counts
                }
            }
        }
    }

    /** Counts what a part of a call to {@code script} has run through. */
    public void add(String script, List<ScriptFact> facts) {
        List<Moment> moments = new ArrayList<>();
        moments.add(new Moment.Did(Duration.ZERO, new Effect.Publish(new ScriptFact.Started(script, "", ""))));
        facts.forEach(f -> moments.add(new Moment.Did(Duration.ZERO, new Effect.Publish(f))));
        add(moments);
    }

    /** Counts what another has counted. */
    public void add(Coverage other) {
        other.taken.forEach((script, ways) ->
                taken.computeIfAbsent(script, _ -> new HashSet<>()).addAll(ways));
    }

    /** Whether a call has run through it. */
    public boolean isTaken(String script, Way way) {
        return taken.getOrDefault(script, Set.of()).contains(way.id());
    }

    /** What nothing has run through, except what can only be reached through something that is told here. */
    public List<Way> missed(Script script) {
        Set<String> here = taken.getOrDefault(script.name(), Set.of());
        List<Way> missed = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        for (Way way : Ways.of(script)) {
            if (!here.contains(way.id())) {
                if (behind.stream().noneMatch(b -> isWithin(way, b))) {
                    missed.add(way);
                }
                behind.addAll(leadsTo(way));
            }
        }
        return missed;
    }

    static String said(String prompt) {
        return "said " + prompt;
    }

    static String key(String place, String keys) {
        return place + " key " + keys;
    }

    static String lookedUp(String place, String outcome) {
        return place + " look-up " + outcome;
    }

    static String retry(String place, String word, int tries) {
        return place + " " + word + " " + tries;
    }

    static String ruled(String place) {
        return place + " holds";
    }

    /** Counts this rule of a queue of {@code script} as one that held. */
    public void rule(String script, QueueRule rule) {
        taken.computeIfAbsent(script, _ -> new HashSet<>()).add(ruled(rule.at().name()));
    }

    /** The share of a script. What can only be reached through something that was missed is counted, but not listed. */
    public Share of(Script script) {
        Set<String> here = taken.getOrDefault(script.name(), Set.of());
        int[] all = new int[2];
        int[] done = new int[2];
        List<String> missed = new ArrayList<>();
        List<String> behind = new ArrayList<>();
        String file = script.folder().resolve("script.yaml").toString();
        for (Way way : Ways.of(script)) {
            int kind = way.isStep() ? 0 : 1;
            all[kind]++;
            if (here.contains(way.id())) {
                done[kind]++;
                continue;
            }
            if (behind.stream().noneMatch(b -> isWithin(way, b))) {
                missed.add(told(file, way));
            }
            behind.addAll(leadsTo(way));
        }
        return new Share(script.name(), all[0], done[0], all[1], done[1], missed);
    }

    private static String told(String file, Way way) {
        String what = way.isStep() ? "no test runs the step " : "no test takes ";
        return file + ":" + way.at().line() + ":" + way.at().column() + ": " + what + way.words() + ".";
    }

    private static boolean isWithin(Way way, String place) {
        String name = way.at().name();
        return name.equals(place) || name.startsWith(place + ".") || name.startsWith(place + "/");
    }

    /** The places that are only reached through this: what a branch opens; what is inside a step, and the steps after it. */
    private static List<String> leadsTo(Way way) {
        if (!way.isStep()) {
            return way.opens().isEmpty() ? List.of() : List.of(way.opens());
        }
        String name = way.at().name();
        return List.of(name, name.replaceFirst("/\\d+$", ""));
    }
}
