package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Test;

/** A call's record explains every decision: the version, the step, the outcome, and why a queue's branch was taken. */
class DecisionsInTheRecordTest {

    private static final String PROMPTS = """
            menu: {en: Press one.}
            number: {en: Your number.}
            sorry: {en: Sorry.}
            goodbye: {en: Goodbye.}
            """;

    private static Script script(String queue, String queues) {
        return Samples.loaded(Samples.check("""
                helpline: 1
                languages: [en]
                human: {queue: support}
                start:
                  - {ask: number, digits: 4, as: order_no, silence: human, wrong: human}
                  - {when: order_no >= 7000, then: {say: sorry}}
                  - %s
                bye: [{say: goodbye}, hangup]
                %s
                """.formatted(queue, queues), PROMPTS));
    }

    private static List<ScriptFact> facts(Script script, Target settings, ScriptEvent... events) {
        ScriptSimulator call =
                new ScriptSimulator(script, Samples.caller(), Samples.world(settings, Set.of()), Samples.OPEN);
        call.listen().press("4711").listen();
        Stream.of(events).forEach(call::tell);
        return call.moments().stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact fact))
                        ? Stream.of(fact)
                        : Stream.empty())
                .toList();
    }

    @Test
    void aForkIsToldWithItsOutcomeAndTheKindOfWhatItWeighedButNotItsValue() {
        List<ScriptFact> facts = facts(plain(), new Target.Goodbye());
        assertThat(facts.getFirst()).isInstanceOf(ScriptFact.Started.class);
        assertThat(facts)
                .contains(new ScriptFact.Entered("start/2", "when order_no >= 7000: no"))
                .contains(new ScriptFact.Weighed("start/2", "order_no is a text"));
        assertThat(facts.toString()).doesNotContain("4711");
    }

    @Test
    void aQueuesBranchIsToldWithItsReasonAndWhoSaysSo() {
        ScriptEvent full = new ScriptEvent.NotQueued("full");
        assertThat(facts(script("{queue: support, full: bye, then: bye}", ""), new Target.Goodbye(), full))
                .contains(new ScriptFact.Unserved("start/3", "full", "the step"));
        assertThat(facts(script("{queue: support}", "queues: {support: {full: bye}}"), new Target.Goodbye(), full))
                .contains(new ScriptFact.Unserved("start/3", "full", "queues"));
        assertThat(facts(plain(), new Target.ToQueue(new QueueName("billing")), full))
                .contains(new ScriptFact.Unserved("start/3", "full", "the settings: queue billing"));
    }

    private static Script plain() {
        return script("{queue: support, closed: bye}", "");
    }
}
