package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.junit.jupiter.api.Test;

class HandoversTest {

    private final Handovers handovers = new Handovers(AgentId::value);

    @Test
    void showsNoMoreThanAPopHasRoomForAndThoseAreTheLatest() {
        for (int i = 0; i < 20; i++) {
            handovers.noted(new AgentId("a" + i), new Personal("note " + i));
            handovers.transferred(new AgentId("a" + i));
        }
        handovers.transferred(new AgentId("a0"));
        assertThat(handovers.before(new AgentId("a19")))
                .extracting(ScreenPop.Handover::name)
                .containsExactly(
                        IntStream.of(15, 16, 17, 18, 0).mapToObj(i -> "a" + i).toArray(String[]::new));
    }

    @Test
    void aNoteOfSomebodyWhoKeptTheCallerIsNotShown() {
        handovers.noted(new AgentId("anna"), new Personal("mine"));
        assertThat(handovers.before(new AgentId("ben"))).isEmpty();
    }
}
