package org.helpline.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverloadTest {

    private static final long MILLI = 1_000_000L;
    private final Overload overload = new Overload(0);

    @Test
    void aLoopThatKeepsUpLetsEverybodyIn() {
        for (int t = 0; t < 10_000; t++) {
            overload.read(t % 50 != 0, t * MILLI); // full reads between empty ones: a burst, no overload
            assertThat(overload.share()).isEqualTo(1);
        }
    }

    @Test
    void aSocketThatIsNeverReadEmptyLetsFewerAndFewerInButNeverNobody() {
        fallBehind();
        assertThat(overload.share()).isEqualTo(0.02);
    }

    private void fallBehind() {
        for (int t = 0; t < 5_000; t++) {
            overload.read(true, t * MILLI);
        }
    }

    @Test
    void whenItIsEmptyAgainAllAreLetInWithinTwoSeconds() {
        fallBehind();
        for (int t = 5_000; t < 7_000; t++) {
            overload.read(false, t * MILLI);
        }
        assertThat(overload.share()).isEqualTo(1);
    }

    @Test
    void everyCopyOfAnInviteFaresAlikeAndTheShareIsKept() {
        overload.read(true, 300 * MILLI);
        overload.read(true, 400 * MILLI);
        double share = overload.share();
        assertThat(share).isBetween(0.5, 0.6);
        Random calls = new Random(5);
        int in = 0;
        for (int i = 0; i < 10_000; i++) {
            int call = calls.nextInt();
            boolean admitted = Overload.admits(List.of(overload, new Overload(0)), call);
            assertThat(Overload.admits(List.of(overload), call)).isEqualTo(admitted);
            in += admitted ? 1 : 0;
        }
        assertThat(in / 10_000.0).isCloseTo(share, org.assertj.core.data.Offset.offset(0.02));
    }

    /**
     * A server of virtual time: a call costs 1 ms, a refusal 0.05 ms, a read brings 16 at most. Offered more than it can do, it must serve most
     * of what it could serve, and quickly: what is served has waited less than the 500 ms after which callers send again.
     */
    @ParameterizedTest
    @CsvSource({"800, 0.99", "1500, 0.75", "3000, 0.6", "10000, 0.3"})
    void offeredMoreThanItCanDoTheServerServesWhatItCan(int perSecond, double wanted) {
        Random random = new Random(perSecond);
        ArrayDeque<Long> socket = new ArrayDeque<>();
        double now = 0;
        double next = 0;
        int served = 0;
        int late = 0;
        while (now < 20_000) {
            while (next <= now) {
                socket.add((long) next);
                next += -Math.log(1 - random.nextDouble()) * 1_000 / perSecond;
            }
            int read = 0;
            for (; read < 16 && !socket.isEmpty(); read++) {
                boolean in = Overload.admits(List.of(overload), random.nextInt());
                boolean waited = now - socket.remove() > 500;
                served += in && now > 5_000 && !waited ? 1 : 0;
                late += in && now > 5_000 && waited ? 1 : 0;
                now += in ? 1 : 0.05;
            }
            overload.read(read == 16, (long) (now * MILLI));
            now = read == 0 ? next : now;
        }
        double best = Math.min(perSecond, 1_000) * 15.0;
        assertThat(served / best).as("served %d, late %d", served, late).isGreaterThan(wanted);
    }
}
