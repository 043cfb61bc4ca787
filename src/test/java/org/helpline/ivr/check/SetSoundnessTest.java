package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.prove.Proof;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.Target;
import org.helpline.ivr.trial.Coverage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a proof of a set says that no call does, no call does: thousands of calls by chance, whose seed is told. */
class SetSoundnessTest {

    private static final int CALLS = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    static List<Path> sets() throws IOException {
        return SetDefectTest.defects();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sets")
    void noCallByChanceComesToWhatNoCallWasSeenToComeTo(Path file) throws IOException {
        Map<String, Script> scripts = new TreeMap<>();
        Optional<Proof> proof = Optional.empty();
        for (LoadResult result : SetDefectTest.check(file, folder).results()) {
            scripts.put(result.name(), SetDefectTest.parsed(folder.resolve(result.name())));
            proof = result.name().equals("main") ? result.proof().filter(Proof::isWhole) : proof;
        }
        if (proof.isEmpty()) {
            return; // nothing is claimed
        }
        List<String> words = words(folder);
        for (int seed = 0; seed < CALLS; seed++) {
            Coverage call = new Coverage();
            call.add("main", call(scripts, words, new Random(seed)));
            for (Script script : scripts.values()) {
                assertThat(proof.get().seen().missed(script))
                        .as("of %s, seed %d", script.name(), seed)
                        .noneMatch(way -> call.isTaken(script.name(), way));
            }
        }
    }

    /** Numbers that the scripts speak of. */
    private static List<String> words(Path folder) throws IOException {
        List<String> words = new ArrayList<>(List.of("1", "2", "3", "*", "0"));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(f -> f.endsWith("script.yaml")).toList()) {
                Pattern.compile("\\b\\d{1,4}\\b")
                        .matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .forEach(words::add);
            }
        }
        return words;
    }

    private static List<ScriptFact> call(Map<String, Script> scripts, List<String> words, Random random) {
        BusinessHours.State hours = random.nextBoolean() ? BusinessHours.State.OPEN : BusinessHours.State.CLOSED;
        ScriptSimulator.World world = new ScriptSimulator.World() {
            @Override
            public Environment at(Instant now) {
                return new Environment(
                                now,
                                _ -> hours,
                                _ -> false,
                                _ -> "calm",
                                (_, _) -> new Target.Goodbye(),
                                Environment.MAX_STEPS)
                        .withScripts(name -> Optional.ofNullable(scripts.get(name)));
            }

            @Override
            public Optional<MockedAnswer> answer(Effect.LookUp asked) {
                String state = random.nextBoolean() ? "ready" : "lost";
                LookUpAnswer answer = random.nextInt(3) == 0
                        ? new LookUpAnswer.None()
                        : new LookUpAnswer.Found(new Value.Fields(Map.of("state", Value.text(state))));
                return Optional.of(MockedAnswer.of(answer));
            }
        };
        ScriptSimulator call = new ScriptSimulator(
                Objects.requireNonNull(scripts.get("main")),
                CallContext.of(
                        new Personal(random.nextBoolean() ? "+4930000000" : "+905321234567"), "100", Optional.empty()),
                world,
                Samples.OPEN);
        for (int act = 0; act < 20 && !call.state().isOver(); act++) {
            if (call.state().isJoining()) {
                call.tell(random.nextBoolean() ? new ScriptEvent.NotQueued("full") : new ScriptEvent.Queued(1));
            } else if (call.state().isInQueue()) {
                call.tell(new ScriptEvent.Connected());
            } else if (call.state().isTalking()) {
                call.tell(new ScriptEvent.AgentLeft());
            } else if (random.nextInt(4) == 0) {
                call.pass(Duration.ofSeconds(20));
            } else {
                call.press(words.get(random.nextInt(words.size())));
            }
        }
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact fact))
                        ? Stream.of(fact)
                        : Stream.empty())
                .toList();
    }
}
