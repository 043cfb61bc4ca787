package org.helpline.app.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.helpline.ivr.Samples;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.draw.Traffic;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Lengths;
import org.helpline.ivr.trial.Timing;
import org.helpline.journal.PastCall;
import org.junit.jupiter.api.Test;

/** What passed through a script, and its picture. */
class TrafficCountTest {

    private static final Script SCRIPT = Samples.sample("support-line");

    private static PastCall call(String... acts) {
        return PlayedCalls.of(
                SCRIPT, String.join(", ", acts), new Timing(Lengths.OF_TEXT, Duration.ZERO, Duration.ZERO));
    }

    private static List<PastCall> calls() {
        List<PastCall> calls = new ArrayList<>();
        calls.add(call("press 1", "press 2", "waits in billing", "wait 10s", "hangs up"));
        calls.add(call("press 1", "press 2", "waits in billing", "agent answers", "agent leaves"));
        calls.add(call("press 1", "press 1", "wait 2s", "hangs up"));
        calls.add(call("press 1", "silence", "press 3", "hangs up"));
        return calls;
    }

    private static int line(String section, int step) {
        return Objects.requireNonNull(SCRIPT.sections().get(section))
                .steps()
                .get(step)
                .at()
                .line();
    }

    @Test
    void countsEachCallOnceWhereverItPassedAndWhereItsCallerHungUp() {
        Traffic traffic = TrafficCount.of(SCRIPT, calls(), ZoneOffset.UTC);
        int menu = line("main", 0);
        assertThat(traffic.calls()).isEqualTo(4);
        assertThat(traffic.at(Traffic.step(menu))).isEqualTo(new Traffic.Count(4, 0));
        assertThat(traffic.at(Traffic.key(menu, '2'))).isEqualTo(new Traffic.Count(2, 0));
        assertThat(traffic.at(Traffic.key(menu, '1'))).isEqualTo(new Traffic.Count(1, 0));
        assertThat(traffic.at(Traffic.queue("billing"))).isEqualTo(new Traffic.Count(2, 1));
        assertThat(traffic.at(Traffic.section("order"))).isEqualTo(new Traffic.Count(1, 1));
        assertThat(traffic.at(Traffic.step(line("info", 0)))).isEqualTo(new Traffic.Count(1, 1));
        assertThat(traffic.at(Traffic.retry(0, "silence", 1))).isEqualTo(new Traffic.Count(1, 0));
        assertThat(traffic.at(Traffic.branch(line("start", 3), false)).passed()).isEqualTo(4);
    }

    @Test
    void equalCallsGiveEqualPicturesInWhateverOrderTheyCame() {
        List<PastCall> calls = calls();
        String svg = ScriptPicture.svg(SCRIPT, TrafficCount.of(SCRIPT, calls, ZoneOffset.UTC));
        Collections.shuffle(calls, new Random(7));
        assertThat(ScriptPicture.svg(SCRIPT, TrafficCount.of(SCRIPT, calls, ZoneOffset.UTC)))
                .isEqualTo(svg);
        assertThat(svg)
                .contains("4 calls")
                .contains("in red callers who hung up there")
                .containsPattern("lost\"[^>]*>▾1<")
                .contains("way queue w5")
                .contains("w0");
    }

    @Test
    void aPictureWithoutTrafficIsAsItWas() {
        assertThat(ScriptPicture.svg(SCRIPT)).doesNotContain("heat").doesNotContain("count lost");
    }
}
