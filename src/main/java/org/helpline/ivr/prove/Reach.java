package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.ScriptStep;

/**
 * How far a human is from the questions of a script. Where it hands the call to another script, that depends on how far a human is from
 * the start of that one. One thread.
 */
public final class Reach {

    /** No number of keys suffices. */
    public static final int NEVER = HumanInReach.NEVER;

    private final Family family;
    private final Journeys journeys;
    private final SurestCalls calls;
    private final int within;

    Reach(Family family, Journeys journeys, SurestCalls calls, int within) {
        this.calls = calls;
        this.family = family;
        this.journeys = journeys;
        this.within = within;
    }

    private HumanInReach human(Map<String, Integer> beyond) {
        ToIntFunction<String> keys = name -> beyond.getOrDefault(name, 0);
        return new HumanInReach(journeys, keys);
    }

    /**
     * How many keys it takes from the start of the script while everything is open, whatever the world answers.
     *
     * @param beyond how many it takes from the starts of others; none for those that are not named
     */
    public int entry(Map<String, Integer> beyond) {
        return human(beyond).entry();
    }

    /** The most that it takes from any question, other scripts being proved by themselves; -1 where no human is asked for. */
    int farthest() {
        HumanInReach human = human(Map.of());
        return family.root().human().isEmpty()
                ? -1
                : human.worst().values().stream()
                        .mapToInt(human::away)
                        .filter(a -> a != NEVER)
                        .max()
                        .orElse(0);
    }

    /** Questions from which it takes more than is allowed; none where the script asks for no human. */
    public List<Finding> tooFar(Map<String, Integer> beyond) {
        List<Finding> findings = new ArrayList<>();
        if (family.root().human().isPresent()) {
            HumanInReach human = human(beyond);
            human.worst().forEach((input, node) -> {
                if (human.away(node) > within) {
                    findings.add(finding(input, node, human.away(node)));
                }
            });
        }
        return findings;
    }

    private Finding finding(ScriptStep.Input input, Node node, int away) {
        Place at = input.at();
        Finding finding = away == NEVER
                ? new Finding(
                        Proof.Claim.HUMAN,
                        family.other(family.of(input)),
                        at,
                        "From this question no key and no silence leads to a human.",
                        "Leave key 0 alone, or end 'silence' or 'wrong' with human.",
                        Optional.empty())
                : new Finding(
                        Proof.Claim.HUMAN,
                        family.other(family.of(input)),
                        at,
                        "From this question it takes " + away + " keys to a human, more than " + within + ".",
                        "Let a key here, or its silence, lead to a human, or write 'check: {human_within: " + away
                                + "}' at the top.",
                        Optional.empty());
        return Trail.of(family, calls.to(node)).show(finding, "line " + at.line() + " and no human");
    }
}
