package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.junit.jupiter.api.Test;

/** Who listened to whom, in which call, and for how long: for good. */
class SupervisionSeenTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final String WHAT = "agent=anna call=20261123-090000-7f3a9c";

    private final List<Act> acts = new ArrayList<>();
    private final SupervisionSeen seen = new SupervisionSeen(acts::add);

    private void happens(Fact fact) {
        seen.publish(new Published("20261123-090000-7f3a9c", 1, Instant.EPOCH, 0, fact));
    }

    @Test
    void theBeginningEachSwitchAndTheEndAreWrittenDown() {
        happens(new CallFact.SupervisorRung("sue", ANNA));
        happens(new CallFact.Supervises("sue", ANNA, "listen", false));
        happens(new CallFact.Supervises("sue", ANNA, "barge", true));
        happens(new CallFact.Bridged("agent:anna"));
        happens(new CallFact.SuperviseEnded("sue", ANNA, Duration.ofSeconds(34), "they hung up"));
        assertThat(acts)
                .containsExactly(
                        new Act("sue", "call", "listen", WHAT, "done"),
                        new Act("sue", "call", "barge", WHAT, "done"),
                        new Act("sue", "call", "listening over", WHAT, "34 s: they hung up"));
    }

    @Test
    void whoNeverCameIsWrittenDownToo() {
        happens(new CallFact.SuperviseEnded("sue", ANNA, Duration.ZERO, "no answer"));
        assertThat(acts).containsExactly(new Act("sue", "call", "listening over", WHAT, "never there: no answer"));
    }
}
