package org.helpline.ivr.trial;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.ScriptSimulator;

/** The world of one trial's call: gives the answers of look-ups one after the other, the last one for good. One thread. */
final class TrialWorld implements ScriptSimulator.World {

    private final Function<Instant, Environment> environment;
    private final Map<String, List<MockedAnswer>> answers;
    private final Function<Effect.LookUp, Optional<MockedAnswer>> others;
    private final Map<String, Integer> asked = new HashMap<>();

    /** {@code others} is asked about look-ups that {@code answers} has nothing of. */
    TrialWorld(
            Function<Instant, Environment> environment,
            Map<String, List<MockedAnswer>> answers,
            Function<Effect.LookUp, Optional<MockedAnswer>> others) {
        this.environment = environment;
        this.answers = answers;
        this.others = others;
    }

    @Override
    public Environment at(Instant now) {
        return environment.apply(now);
    }

    @Override
    public Optional<MockedAnswer> answer(Effect.LookUp lookUp) {
        List<MockedAnswer> all = answers.getOrDefault(lookUp.name(), List.of());
        int times = asked.merge(lookUp.name(), 1, Integer::sum);
        return all.isEmpty() ? others.apply(lookUp) : Optional.of(all.get(Math.min(times, all.size()) - 1));
    }
}
