package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.ivr.Samples;
import org.junit.jupiter.api.Test;

class SupportLineTest {

    @Test
    void anOrderIsAskedForRepeatedAndQueued() {
        ScriptSimulator call = new ScriptSimulator(
                Samples.sample("support-line"), Samples.caller(), Samples.world(), Samples.OPEN);
        call.listen().press("1").listen().press("1").listen().press("4711#").listen().press("1").listen();
        call.tell(new ScriptEvent.Queued(2)).listen();
        call.tell(new ScriptEvent.Connected()).tell(new ScriptEvent.AgentLeft()).listen();
        System.out.println(String.join("\n", call.transcript()));
        assertThat(call.state().isOver()).isTrue();
    }
}
