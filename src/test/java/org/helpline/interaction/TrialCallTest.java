package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.call.Sdp;
import org.helpline.config.CallSettings;
import org.helpline.config.Settings;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent tries the own phone: it is recorded, heard again and told how it was heard. */
class TrialCallTest {

    private static final String NUMBER = "*43";

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");

    @BeforeEach
    void withANumber() {
        Settings s = house.hallway.settings();
        CallSettings c = s.calls();
        house.hallway.change(s.with(
                new CallSettings(c.numbers(), c.ring(), c.maxLength(), c.extensions(), c.drain(), NUMBER),
                s.acd(),
                s.scripts()));
        house.edge.registerHere("anna");
    }

    /** Up to the tone. */
    private FakeCaller recorded() {
        FakeCaller phone = house.calls(NUMBER, "anna", Optional.of(Sdp.audio(30_000)));
        house.passes(Duration.ofMillis(900));
        assertThat(phone.authenticated()).containsExactly("anna");
        assertThat(leg().isRecording()).isTrue();
        return phone;
    }

    private FakeMediaLeg leg() {
        return house.media.legs().getFirst();
    }

    @ParameterizedTest
    @CsvSource({"2, 0.5, it was heard", "2, 0.02, 'it was heard, but quietly'", "0, 0.5, nothing was heard of it"})
    void whatIsSaidIsPlayedBackAndToldAndForgotten(int seconds, double loudness, String how) {
        FakeCaller phone = recorded();
        leg().sounds(loudness);
        if (seconds > 0) {
            leg().speaks(Duration.ofSeconds(seconds));
        }
        house.passes(60);
        String told = "Test call of anna's phone: " + how + ".";
        assertThat(phone.said()).containsExactly("200", "BYE " + told);
        assertThat(leg().played()).hasSize(seconds == 0 ? 3 : 4);
        assertThat(house.story(0, CallFact.Ended.class))
                .containsExactly(new CallFact.Ended("self-served", "server", told));
        assertThat(house.story(0, CallFact.Tested.class)).containsExactly(new CallFact.Tested(new AgentId("anna")));
        assertThat(house.boxes.discarded).hasSize(1);
        assertThat(house.boxes.kept).isEmpty();
        house.assertNothingIsLeft("after the test call");
    }

    @Test
    void hangingUpForgetsWhatWasSaid() {
        FakeCaller phone = recorded();
        leg().speaks(Duration.ofSeconds(2));
        house.passes(1);
        phone.hangsUp();
        house.passes(1);
        assertThat(house.end(0)).isEqualTo("self-served by caller");
        assertThat(house.boxes.discarded).hasSize(1);
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void aDiskThatTakesNothingIsTold() {
        house.boxes.breakDisk();
        FakeCaller phone = recorded();
        house.passes(60);
        assertThat(phone.said().getLast()).contains("it could not be recorded");
        house.assertNothingIsLeft("after the test call");
    }

    @Test
    void strangersDoNotReachIt() {
        assertThat(house.calls(NUMBER).said()).containsExactly("404 Not Found");
        house.edge.unregister("anna");
        FakeCaller claims = house.calls(NUMBER, "anna", Optional.empty());
        assertThat(claims.said()).containsExactly("404 Not Found");
        assertThat(claims.authenticated()).isEmpty();
    }
}
