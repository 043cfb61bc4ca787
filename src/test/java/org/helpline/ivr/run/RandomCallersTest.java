package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.helpline.core.QueueName;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers who do anything, and queues that do anything: a call always ends or waits for somebody, and never throws. */
class RandomCallersTest {

    private static final String KEYS = "0123456789*#ABCD";
    private static final List<String> REFUSALS =
            List.of("full", "closed", "nobody serving", "unknown queue", "max wait");

    @ParameterizedTest
    @CsvSource({"support-line, 1", "support-line, 2", "information-line, 3", "information-line, 4"})
    void everyCallEndsOrWaitsForSomebody(String name, long seed) {
        Script script = Samples.sample(name);
        for (int i = 0; i < 1_500; i++) {
            Random random = new Random(seed * 100_000 + i);
            ScriptSimulator call = new ScriptSimulator(script, Samples.caller(), world(random), Samples.OPEN);
            String what = "seed " + (seed * 100_000 + i);
            for (int act = 0; act < 120 && !call.state().isOver(); act++) {
                act(call, random);
            }
            assertThat(call.state().steps).as(what).isLessThanOrEqualTo(Environment.MAX_STEPS + 1);
            assertEndsAlone(call, what);
        }
    }

    /** Left alone, a caller is soon in a queue, with an agent, or hung up on. */
    private static void assertEndsAlone(ScriptSimulator call, String what) {
        call.pass(Duration.ofMinutes(30));
        boolean fine = call.state().isOver()
                || call.state().isInQueue()
                || call.state().isTalking();
        assertThat(fine).as(what + " " + call.state() + " " + call.transcript()).isTrue();
        long ends = call.transcript().stream()
                .filter(l -> l.contains(" hangs up: ") || l.matches("\\S+ script .*"))
                .count();
        assertThat(ends).as(what).isEqualTo(call.state().isOver() ? 1 : 0);
    }

    private static void act(ScriptSimulator call, Random random) {
        switch (random.nextInt(13)) {
            case 0 -> call.tell(new ScriptEvent.Queued(1 + random.nextInt(30)));
            case 1 -> call.tell(new ScriptEvent.NotQueued(REFUSALS.get(random.nextInt(REFUSALS.size()))));
            case 2 -> call.tell(new ScriptEvent.PositionChanged(1 + random.nextInt(30)));
            case 3 -> call.tell(new ScriptEvent.SentOn(REFUSALS.get(random.nextInt(REFUSALS.size()))));
            case 4 -> call.tell(random.nextBoolean() ? new ScriptEvent.Connected() : new ScriptEvent.AgentLeft());
            case 10 ->
                call.tell(new ScriptEvent.SentToQueue(new QueueName(random.nextBoolean() ? "support" : "billing")));
            case 5 -> call.tell(new ScriptEvent.PlayEnded(random.nextInt(40)));
            case 6 -> call.tell(new ScriptEvent.TimerFired(random.nextInt(40)));
            case 7, 8 -> call.press(Character.toString(KEYS.charAt(random.nextInt(KEYS.length()))));
            case 9 -> call.listen();
            default -> call.pass(Duration.ofMillis(random.nextInt(9_000)));
        }
    }

    private static ScriptSimulator.World world(Random random) {
        Target overflow = switch (random.nextInt(4)) {
            case 0 -> new Target.ToQueue(new QueueName("billing"));
            case 1 -> new Target.ToQueue(new QueueName("support"));
            case 2 -> new Target.ToScript("information-line");
            default -> new Target.Goodbye();
        };
        return Samples.world(overflow, random.nextBoolean() ? Set.of("outage") : Set.of());
    }
}
