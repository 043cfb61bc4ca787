package org.helpline.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;
import org.helpline.sip.guard.Overload.Left;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverloadTest {

    private static final long MILLI = 1_000_000L;
    private final Overload overload = new Overload(0);

    private void read(boolean left, long now) {
        overload.read(16, left ? Left.Unknown.SOME : Left.Unknown.NOTHING, now);
    }

    @Test
    void aLoopThatKeepsUpLetsEverybodyIn() {
        for (int t = 0; t < 10_000; t++) {
            read(t % 50 != 0, t * MILLI); // full reads between empty ones: a burst, no overload
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
            read(true, t * MILLI);
        }
    }

    @Test
    void whenItIsEmptyAgainAllAreLetIn() {
        fallBehind();
        read(false, 5_000 * MILLI);
        assertThat(overload.share()).isEqualTo(1);
    }

    @Test
    void everyCopyOfAnInviteFaresAlikeAndTheShareIsKept() {
        read(true, 290 * MILLI);
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
    @CsvSource({
        "800, 0.99, true",
        "800, 0.99, false",
        "970, 0.99, true",
        "1500, 0.85, true",
        "1500, 0.75, false",
        "3000, 0.75, true",
        "3000, 0.6, false",
        "10000, 0.4, true",
        "10000, 0.3, false",
    })
    void offeredMoreThanItCanDoTheServerServesWhatItCan(int perSecond, double wanted, boolean told) {
        Line line = new Line(perSecond, told);
        line.until(5_000);
        line.servedInTime = 0;
        line.late = 0;
        line.until(20_000);
        double best = Math.min(perSecond, 1_000) * 15.0;
        assertThat(line.servedInTime / best)
                .as("served %d, late %d", line.servedInTime, line.late)
                .isGreaterThan(wanted);
        assertThat(line.late / best).as("late").isLessThan(told ? 0.01 : 0.2);
    }

    /** The collector or the compiler takes the core for a while: what has come meanwhile is soon done. */
    @ParameterizedTest
    @CsvSource({"300, 300", "600, 200", "600, 300", "100, 450"})
    void aPauseOfTheMachineHasNobodyRefused(int perSecond, int pauseMillis) {
        Line line = new Line(perSecond, true);
        for (int second = 1; second <= 20; second++) {
            line.until(second * 1_000);
            line.pause(pauseMillis);
        }
        assertThat(line.refused).isZero();
    }

    /** Right after a start a call costs many times what it costs later. */
    @Test
    void aServerThatIsNotWarmYetServesWhatItCan() {
        Line line = new Line(100, true);
        line.callMillis = 9; // 90 % of what it can do
        line.until(10_000);
        assertThat(line.refused).isLessThan(10);
        assertThat(line.late).isZero();
    }

    private final class Line {
        final Random random;
        final ArrayDeque<Double> socket = new ArrayDeque<>();
        final int perSecond;
        final boolean told;
        double callMillis = 1;
        double now;
        double next;
        int servedInTime;
        int late;
        int refused;

        Line(int perSecond, boolean told) {
            this.perSecond = perSecond;
            this.told = told;
            this.random = new Random(perSecond);
        }

        private void arrive() {
            while (next <= now) {
                socket.add(next);
                next += -Math.log(1 - random.nextDouble()) * 1_000 / perSecond;
            }
        }

        void pause(int millis) {
            now += millis;
        }

        void until(int millis) {
            while (now < millis) {
                arrive();
                int read = 0;
                for (; read < 16 && !socket.isEmpty(); read++) {
                    one();
                }
                overload.read(
                        read, read < 16 || socket.isEmpty() ? Left.Unknown.NOTHING : left(), (long) (now * MILLI));
                now = read == 0 ? next : now;
            }
        }

        private Left left() {
            arrive();
            return told ? new Left.Known(socket.size(), Math.min(1, socket.size() / 1_300.0)) : Left.Unknown.SOME;
        }

        private void one() {
            boolean in = Overload.admits(List.of(overload), random.nextInt());
            boolean waited = now - socket.remove() > 500;
            servedInTime += in && !waited ? 1 : 0;
            late += in && waited ? 1 : 0;
            refused += in ? 0 : 1;
            now += in ? callMillis : 0.05;
        }
    }
}
