package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoverageTest {

    private final Coverage coverage = new Coverage();

    @Test
    void tellsEachStepAndBranchThatNoTestRunsThrough() {
        Trials.run("call: [press 2, press 12 hash]", coverage);
        Coverage.Share share = coverage.of(Trials.script());
        assertThat(share.missed()).containsExactly("""
                test/script.yaml:4:8: no test runs the step human/1 queue support.
                test/script.yaml:7:5: no test takes notice outage switched on.
                test/script.yaml:8:24: no test takes yes of start/3.
                test/script.yaml:13:10: no test takes key 1 of main/1.
                test/script.yaml:15:10: no test takes key 3 of main/1.
                test/script.yaml:16:13: no test takes key * of main/1.
                test/script.yaml:17:15: no test takes silence 1 of main/1.
                test/script.yaml:17:22: no test takes silence 2 of main/1.
                test/script.yaml:19:67: no test takes silence 1 of order/1.
                test/script.yaml:19:79: no test takes wrong 1 of order/1.
                test/script.yaml:21:15: no test runs the step after_hours/1 say closed.
                test/script.yaml:22:10: no test runs the step survey/1 say thanks.
                test/script.yaml:28:15: no test takes key 1 of queues/support.
                test/script.yaml:28:36: no test takes key * of queues/support.
                test/script.yaml:29:11: no test takes full of queues/support.
                """.lines().toArray(String[]::new));
    }

    @Test
    void countsAKeyOfAQueueThatOnlySaysSomething() {
        Trials.run("call: [press 1, waits in support, press 1]", coverage);
        assertThat(coverage.of(Trials.script()).missed())
                .noneMatch(m -> m.contains("key 1 of queues/support"))
                .noneMatch(m -> m.contains("queues/support.1 say thanks"))
                .anyMatch(m -> m.contains("key * of queues/support"))
                .anyMatch(m -> m.contains("full of queues/support"));
    }

    @Test
    void countsBothWaysOfAFork() {
        Trials.run("call: hears main_menu", coverage);
        assertThat(coverage.of(Trials.script()).missed())
                .anyMatch(m -> m.contains("yes of start/3"))
                .noneMatch(m -> m.contains("no of start/3"));
        Trials.run("hours: closed\ncall: hears closed", coverage);
        assertThat(coverage.of(Trials.script()).missed()).noneMatch(m -> m.contains(" of start/3"));
    }

    @Test
    void countsTheScriptThatACallIsHandedTo() {
        Trials.run("call: [press 3, hears elsewhere]", coverage);
        assertThat(coverage.of(Trials.other()).isWhole()).isTrue();
    }
}
