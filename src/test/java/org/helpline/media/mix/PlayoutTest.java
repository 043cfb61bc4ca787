package org.helpline.media.mix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender, a road and a playout, tick by tick. Places and timestamps in samples. */
class PlayoutTest {

    private static final int TICK = 40;
    private static final int FRAME = 160;
    private static final int MILLI = 8;
    private static final PlayoutTerms TERMS = new PlayoutTerms(Duration.ofMillis(20), Duration.ofMillis(200));

    private final Playout playout = new Playout(TERMS);
    private final PriorityQueue<Packet> road =
            new PriorityQueue<>(Comparator.comparingLong(Packet::arrives).thenComparingInt(Packet::order));
    private final short[] piece = new short[TICK];
    private short[] heard = new short[0];
    private int written;
    private long now;
    private int sequence = 65_530;
    private int timestamp = -512; // wraps soon, and the wave begins at its zero
    private int ssrc = 1;
    private int sent;

    {
        playout.speaks(new Linear());
    }

    private Packet last = new Packet(0, 0, 0, 0, 0, new short[0]);

    /** On its way; {@code pcm} empty for comfort noise of 50 dB. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Packet(long arrives, int order, int sequence, int timestamp, int ssrc, short[] pcm) {}

    /** A tone with a period of 8 ms, so that a frame fewer or more can be told. */
    private static short wave(long at) {
        return (short) Math.round(6_000 * Math.sin(2 * Math.PI * at / 64.0));
    }

    private static short[] speech(long at, int count) {
        short[] pcm = new short[count];
        for (int i = 0; i < count; i++) {
            pcm[i] = wave(at + i);
        }
        return pcm;
    }

    private void send(long arrives, short[] pcm) {
        last = new Packet(arrives, sent++, sequence, timestamp, ssrc, pcm);
        road.add(last);
        sequence = (sequence + 1) & 0xffff;
        timestamp += pcm.length;
    }

    private void send(long arrives, int count) {
        send(arrives, speech(timestamp, count));
    }

    /** Lets time pass up to this place. */
    private void pass(long until) {
        heard = Arrays.copyOf(heard, Math.max(heard.length, (int) until + TICK));
        for (; now < until; now += TICK) {
            while (!road.isEmpty() && road.element().arrives() <= now) {
                arrive(road.remove());
            }
            playout.take(piece, TICK, now);
            System.arraycopy(piece, 0, heard, written, TICK);
            written += TICK;
        }
    }

    private void arrive(Packet p) {
        if (p.pcm().length == 0) {
            ByteBuffer fiftyDecibels = ByteBuffer.wrap(new byte[] {50});
            playout.noise(p.ssrc(), p.sequence(), p.timestamp(), fiftyDecibels, 0, 1, now);
        } else {
            ByteBuffer packet = Linear.payload(p.pcm());
            playout.sound(p.ssrc(), p.sequence(), p.timestamp(), packet, 0, packet.capacity(), now);
        }
    }

    private int greatestStep(long from, long to) {
        int most = 0;
        for (int i = (int) from + 1; i < to; i++) {
            most = Math.max(most, Math.abs(heard[i] - heard[i - 1]));
        }
        return most;
    }

    private double rms(long from, long to) {
        double squares = 0;
        for (int i = (int) from; i < to; i++) {
            squares += heard[i] * heard[i];
        }
        return Math.sqrt(squares / (to - from));
    }

    @Test
    void anEvenStreamIsHeardAsItWasSaid() {
        int first = timestamp;
        for (int i = 0; i < 100; i++) {
            send((long) i * FRAME, FRAME);
        }
        pass(100 * FRAME);
        assertThat(Arrays.copyOfRange(heard, 0, Delay.FIRST)).containsOnly(0);
        assertThat(Arrays.copyOfRange(heard, Delay.FIRST, 99 * FRAME))
                .isEqualTo(speech(first, 99 * FRAME - Delay.FIRST));
        assertThat(playout.late()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 30, 40, 60})
    void framesOfEveryLengthAreHeardAsTheyWereSaidEvenAsItChanges(int millis) {
        int first = timestamp;
        long at = 0;
        for (int i = 0; i < 60; i++) {
            int count = i < 30 ? FRAME : millis * MILLI;
            at += count;
            send(at, count); // sent when it is full
        }
        pass(at);
        int begun = FRAME + Delay.FIRST;
        int lost = Math.max(0, millis - 60) * MILLI;
        assertThat(lost).isZero();
        assertThat(playout.late()).isZero();
        if (millis <= 40) { // the first of the longer ones is later by more than there was time for
            assertThat(Arrays.copyOfRange(heard, begun, (int) at - FRAME))
                    .isEqualTo(speech(first, (int) at - FRAME - begun));
        }
        assertThat(greatestStep(begun, at)).isLessThan(800);
    }

    @ParameterizedTest
    @CsvSource({"10, 40", "30, 60", "60, 90", "200, 200"})
    void theWaitFollowsTheJitter(int jitterMillis, int most) {
        Random random = new Random(jitterMillis);
        for (int i = 0; i < 1_500; i++) {
            send((long) i * FRAME + random.nextInt(jitterMillis * MILLI + 1), FRAME);
        }
        pass(500L * FRAME);
        long lateBefore = playout.late();
        pass(1_500L * FRAME);
        assertThat(playout.waits()).isBetween((long) jitterMillis * MILLI * 8 / 10, (long) (most + 40) * MILLI);
        assertThat(playout.late() - lateBefore).as("late of 1,000").isLessThan(jitterMillis > 100 ? 25 : 10);
        assertThat(greatestStep(FRAME * 20, FRAME * 1_490L)).as("no click").isLessThan(2_000);
    }

    @Test
    void whatARoadHeldUpIsHeardInFullAndTheTimeIsGivenBackInSilence() {
        int first = timestamp;
        for (int i = 0; i < 40; i++) {
            send((long) Math.max(i, i < 20 ? 0 : 25) * FRAME, FRAME); // five come with the sixth
        }
        for (int i = 40; i < 400; i++) {
            send((long) i * FRAME, new short[FRAME]);
        }
        pass(30L * FRAME);
        assertThat(playout.waits()).as("at once").isEqualTo(100 * MILLI);
        int from = 26 * FRAME; // when it has joined
        assertThat(Arrays.copyOfRange(heard, from, 30 * FRAME))
                .isEqualTo(speech(first + from - 100 * MILLI, 4 * FRAME));
        assertThat(playout.late()).isZero();
        pass(400L * FRAME);
        assertThat(playout.waits()).isLessThanOrEqualTo(40 * MILLI);
    }

    @Test
    void whatComesInDisorderIsHeardInOrderAndWhatComesTwiceOnce() {
        int first = timestamp;
        for (int i = 0; i < 100; i += 2) {
            send((long) (i + 2) * FRAME, FRAME);
            send((long) (i + 1) * FRAME, FRAME);
            road.add(last);
        }
        pass(101 * FRAME);
        int begun = FRAME + Delay.FIRST; // the second came first, so that it is heard first
        long from = (long) first + FRAME;
        assertThat(Arrays.copyOfRange(heard, begun, 90 * FRAME)).isEqualTo(speech(from, 90 * FRAME - begun));
        assertThat(playout.repeated() + playout.late()).isGreaterThanOrEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.1, 0.2, 0.3})
    void whatIsLostIsFilledWithoutAClickAndTheRestIsInItsPlace(double share) {
        Random random = new Random(5);
        int first = timestamp;
        for (int i = 0; i < 500; i++) {
            send((long) i * FRAME, FRAME);
            if (i > 10 && random.nextDouble() < share) {
                road.remove(last);
            }
        }
        pass(490L * FRAME);
        assertThat(greatestStep(Delay.FIRST + 1, 490L * FRAME)).isLessThan(1_200);
        short[] said = speech(first, 490 * FRAME - Delay.FIRST);
        int alike = 0;
        for (int i = 0; i < said.length; i++) {
            alike += Math.abs(said[i] - heard[Delay.FIRST + i]) < 200 ? 1 : 0;
        }
        assertThat((double) alike / said.length).isGreaterThan(1 - 2 * share);
    }

    @ParameterizedTest
    @ValueSource(ints = {-400, -100, 100, 400})
    void aClockThatIsNotOursIsFollowed(int partsPerMillion) {
        int frames = 6_000; // two minutes
        for (int i = 0; i < frames; i++) {
            long at = (long) i * FRAME;
            boolean talks = i / 50 % 2 == 0;
            send(at + at * partsPerMillion / 1_000_000, talks ? speech(timestamp, FRAME) : new short[FRAME]);
        }
        long end = (long) (frames - 10) * FRAME * (1_000_000 + partsPerMillion) / 1_000_000;
        for (int i = 1; i <= 100; i++) {
            pass(end * i / 100);
            assertThat(playout.waits()).isBetween(0L, 80L * MILLI);
        }
        assertThat(playout.late()).isLessThan(3);
        assertThat(greatestStep(FRAME * 4, end)).isLessThan(3_000);
    }

    @Test
    void aClockThatIsNotOursIsFollowedThoughNobodyEverPauses() {
        int frames = 7_500;
        for (int i = 0; i < frames; i++) {
            long at = (long) i * FRAME;
            send(at - at * 600 / 1_000_000, FRAME); // its clock is fast
        }
        pass((long) (frames - 20) * FRAME);
        assertThat(playout.waits()).isBetween(0L, 100L * MILLI);
        assertThat(playout.late()).isZero();
        assertThat(greatestStep(FRAME * 4, (long) (frames - 20) * FRAME)).isLessThan(1_500);
    }

    @Test
    void anotherSourceIsHeardAfterItsWaitWithoutAClick() {
        for (int i = 0; i < 50; i++) {
            send((long) i * FRAME, FRAME);
        }
        ssrc = 2;
        sequence = 9;
        timestamp = 123_456;
        for (int i = 50; i < 100; i++) {
            send((long) i * FRAME, FRAME);
        }
        pass(98 * FRAME);
        assertThat(rms(60 * FRAME, 97 * FRAME)).isBetween(4_000.0, 4_500.0);
        assertThat(greatestStep(Delay.FIRST + 1, 97 * FRAME)).isLessThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(ints = {800, -800, 3_000, -3_000, 50_000, -50_000, Integer.MIN_VALUE})
    void timestampsThatLeapAreFollowed(int by) {
        for (int i = 0; i < 50; i++) {
            send((long) i * FRAME, FRAME);
        }
        timestamp += by;
        for (int i = 50; i < 150; i++) {
            send((long) i * FRAME, FRAME);
        }
        pass(148 * FRAME);
        assertThat(rms(60 * FRAME, 147 * FRAME)).as("heard within 0.2 s").isBetween(3_900.0, 4_500.0);
        assertThat(playout.waits()).isLessThan(150 * MILLI);
        assertThat(greatestStep(Delay.FIRST + 1, 147 * FRAME)).isLessThan(1_500);
    }

    @Test
    void sequenceNumbersThatLeapAreNothingWhileTheTimestampsGoOn() {
        int first = timestamp;
        for (int i = 0; i < 100; i++) {
            sequence = i == 50 ? (sequence + 20_000) & 0xffff : sequence;
            send((long) i * FRAME, FRAME);
        }
        pass(100 * FRAME);
        assertThat(Arrays.copyOfRange(heard, Delay.FIRST, 99 * FRAME))
                .isEqualTo(speech(first, 99 * FRAME - Delay.FIRST));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPauseIsFilledWithTheSendersNoiseAndSilenceIfItSentNone(boolean withNoise) {
        long at = 0;
        for (int spurt = 0; spurt < 5; spurt++) {
            for (int i = 0; i < 25; i++, at += FRAME) {
                send(at, FRAME);
            }
            if (withNoise) {
                send(at, new short[0]);
            }
            at += 50 * FRAME;
            timestamp += 50 * FRAME;
        }
        pass(at - 10 * FRAME);
        for (int spurt = 0; spurt < 4; spurt++) {
            long begins = 75L * FRAME * spurt;
            assertThat(rms(begins + 4 * FRAME, begins + 24 * FRAME)).isBetween(4_000.0, 4_500.0);
            double pause = rms(begins + 36 * FRAME, begins + 70 * FRAME);
            assertThat(pause).isBetween(withNoise ? 98.0 : 0.0, withNoise ? 110.0 : 0.0);
        }
        assertThat(playout.late()).isZero();
        assertThat(playout.waits()).isLessThanOrEqualTo(40 * MILLI);
    }

    @Test
    void aSenderThatDoesNotCountItsPausesIsHeardAfterThem() {
        long at = 0;
        for (int spurt = 0; spurt < 8; spurt++) {
            for (int i = 0; i < 25; i++, at += FRAME) {
                send(at, FRAME);
            }
            at += 15 * FRAME; // 300 ms, which its timestamps know nothing of
        }
        pass(at);
        for (int spurt = 0; spurt < 7; spurt++) {
            long begins = 40L * FRAME * spurt;
            assertThat(rms(begins + 5 * FRAME, begins + 24 * FRAME)).isBetween(3_900.0, 4_500.0);
        }
        assertThat(playout.late()).isZero();
        assertThat(playout.waits()).isLessThan(60 * MILLI);
    }

    @Test
    void afterARestartNothingOfBeforeIsHeard() {
        for (int i = 0; i < 20; i++) {
            send((long) i * FRAME, FRAME);
        }
        pass(20 * FRAME);
        playout.restart();
        pass(40 * FRAME);
        assertThat(Arrays.copyOfRange(heard, 20 * FRAME, 40 * FRAME)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingThatComesMakesItFail(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            timestamp += random.nextInt(10) == 0 ? random.nextInt() >> random.nextInt(32) : 0;
            sequence = random.nextInt(10) == 0 ? random.nextInt(65_536) : sequence;
            ssrc = random.nextInt(200) == 0 ? random.nextInt() : ssrc;
            send(now + random.nextInt(3_000), new short[random.nextInt(20) == 0 ? 0 : random.nextInt(1_100)]);
            pass(now + random.nextInt(200));
        }
        assertThat(written).isEqualTo((int) now);
    }
}
