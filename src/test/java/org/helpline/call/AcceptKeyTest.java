package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Digit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A phone that was answered has the call only once the key is pressed: no mailbox ever takes a caller. */
class AcceptKeyTest {

    private static final Acceptance TERMS =
            new Acceptance(Digit.ONE, Duration.ofSeconds(15), (loop, then) -> then.accept(List.of(Sounds.beep())));

    private final LegBench bench = new LegBench();

    @Test
    void theKeyTakesTheCallAndStopsTheOtherPhones() {
        AgentRing ring = bench.rings(2, Optional.of(TERMS));
        bench.phone(0).answers();
        assertThat(bench.ring).as("answered by whoever it is").isEmpty();
        assertThat(ring.leg()).isEmpty();
        assertThat(bench.phone(1).isRinging()).isTrue();
        assertThat(bench.media.open().get(1).isPlaying()).isTrue();

        bench.media.open().get(1).hears('1');
        bench.loop.run();
        assertThat(bench.ring).containsExactly("answered");
        assertThat(bench.media.open().get(1).isPlaying()).isFalse();
        assertThat(bench.phone(1).said()).containsExactly("CANCEL Call completed elsewhere");
        bench.loop.advance(Duration.ofSeconds(30));
        assertThat(bench.phone(0).isUp()).isTrue();
    }

    @Test
    void aMailboxIsHungUpAndCountsAsNoAnswer() {
        bench.rings(1, Optional.of(TERMS));
        bench.phone(0).answers();
        bench.loop.advance(Duration.ofSeconds(15));
        assertThat(bench.ring).containsExactly("not accepted 1", "failed NO_ANSWER");
        assertThat(bench.phone(0).said()).containsExactly("BYE Not accepted");
    }

    @ParameterizedTest
    @CsvSource({"2", "0", "#", "*"})
    void noOtherKeyTakesTheCall(char key) {
        bench.rings(1, Optional.of(TERMS));
        bench.phone(0).answers();
        bench.media.open().get(1).hears(key);
        bench.loop.run();
        assertThat(bench.ring).isEmpty();
    }

    @Test
    void thePersonAtAnotherPhoneMayBeFasterThanTheMailbox() {
        AgentRing ring = bench.rings(2, Optional.of(TERMS));
        bench.phone(0).answers();
        bench.phone(1).answers();
        bench.media.open().get(2).hears('1');
        bench.loop.run();
        assertThat(bench.phone(0).said()).containsExactly("BYE Call completed elsewhere");
        assertThat(ring.leg()).isPresent();
        bench.loop.advance(Duration.ofSeconds(30));
        assertThat(bench.ring).containsExactly("answered");
        assertThat(bench.phone(1).isUp()).isTrue();
    }

    @Test
    void hangingUpInsteadIsANo() {
        bench.rings(1, Optional.of(TERMS));
        bench.phone(0).answers();
        bench.phone(0).hangsUp();
        assertThat(bench.ring).containsExactly("failed DECLINED");
        bench.loop.advance(Duration.ofSeconds(30));
        assertThat(bench.ring).hasSize(1);
    }

    @Test
    void aRingThatIsTakenBackAsksNoMore() {
        AgentRing ring = bench.rings(1, Optional.of(TERMS));
        bench.phone(0).answers();
        ring.hangUp("the caller hung up");
        bench.loop.advance(Duration.ofSeconds(30));
        assertThat(bench.ring).isEmpty();
        assertThat(bench.phone(0).said()).containsExactly("BYE the caller hung up");
    }
}
