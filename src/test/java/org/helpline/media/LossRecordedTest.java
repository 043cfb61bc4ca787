package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.capture.Tape;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Encoder;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.OpusTerms;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recording of what came over a bad road: as long as it was, with nothing missing in the midst of a word, and each packet that was only late in its place. */
class LossRecordedTest {

    private static final int FRAME = 160;
    private static final int FRAMES = 400;
    private static final int FADED = 3; // frames of a loss after which what is made up has faded
    private static final double[][] VOICE = {{140, 3_000}, {280, 2_100}, {700, 1_500}, {1_120, 900}};

    /** How two phones are connected. */
    enum Way {
        BRIDGE,
        MIX
    }

    /** What the road does to packets; {@code lost} tells of each whether it comes. */
    private record Road(double lost, double twice, int jitterMillis, int seed) {

        static Road even() {
            return new Road(0, 0, 0, 1);
        }

        boolean[] lostFrames() {
            Random random = new Random(seed);
            boolean[] gone = new boolean[FRAMES];
            for (int i = 1; i < FRAMES; i++) {
                gone[i] = random.nextDouble() < lost;
            }
            return gone;
        }
    }

    private record Late(long atMillis, int order, FakePorts.Datagram datagram) {}

    /** The first channel of a recording. */
    private static final class Kept implements SoundSink {
        private short[] pcm = new short[0];

        @Override
        public void open() {}

        @Override
        public void append(ByteBuffer samples) {
            ByteBuffer little = samples.order(ByteOrder.LITTLE_ENDIAN);
            int at = pcm.length;
            pcm = Arrays.copyOf(pcm, at + little.remaining() / 4);
            for (; little.hasRemaining(); at++) {
                pcm[at] = little.getShort();
                little.getShort();
            }
        }

        @Override
        public void finish(long count) {
            pcm = Arrays.copyOf(pcm, (int) count);
        }

        @Override
        public long breakOff() {
            return pcm.length;
        }

        @Override
        public String name() {
            return "the tape";
        }
    }

    /** What is recorded of a caller who talks for {@link #FRAMES} frames. */
    private static short[] recorded(AudioCodec ofCaller, AudioCodec ofAgent, Way way, Road road) {
        TestHouse house = new TestHouse();
        Phone caller = house.phone(4000);
        Phone agent = house.phoneBeside(caller, 6000);
        Kept kept = new Kept();
        caller.agree(ofCaller, Direction.SENDRECV);
        agent.agree(ofAgent, Direction.SENDRECV);
        connect(house, caller, agent, way);
        Tape tape = caller.leg.tape(1, new TapeTerms(kept, Duration.ofMinutes(1)));
        agent.leg.on(tape);
        house.pass(100);
        PriorityQueue<Late> onTheWay =
                new PriorityQueue<>(Comparator.comparingLong(Late::atMillis).thenComparingInt(Late::order));
        boolean[] lost = road.lostFrames();
        Random random = new Random(road.seed + 1);
        try (Encoder encoder = new Codecs().encoder(ofCaller, OpusTerms.OURS.unpaused())) {
            for (int i = 0; i < FRAMES + 25; i++) {
                if (i < FRAMES) {
                    say(caller, ofCaller, encoder, i);
                    FakePorts.Datagram packet = caller.wire.rtpIn.removeLast();
                    int copies = lost[i] ? 0 : random.nextDouble() < road.twice ? 2 : 1;
                    for (int copy = 0; copy < copies; copy++) {
                        int late = i == 0 ? 0 : random.nextInt(road.jitterMillis + 1);
                        onTheWay.add(new Late(20L * i + late, 2 * i + copy, packet));
                    }
                }
                for (int tick = 0; tick < 4; tick++) {
                    while (!onTheWay.isEmpty() && onTheWay.element().atMillis() <= 20L * i + 5L * tick) {
                        caller.wire.rtpIn.add(onTheWay.remove().datagram());
                    }
                    house.pass(5);
                }
                if (i % 50 == 0) {
                    house.write();
                }
            }
        }
        caller.leg.stopTape();
        house.pass(20);
        house.write();
        house.engine.close();
        return kept.pcm;
    }

    private static void connect(TestHouse house, Phone caller, Phone agent, Way way) {
        switch (way) {
            case BRIDGE -> caller.leg.bridge(agent.leg);
            case MIX -> {
                MediaMix mix = house.engine.mix(caller.leg);
                caller.leg.mix(mix, MixPart.FULL);
                agent.leg.mix(mix, MixPart.FULL);
            }
        }
    }

    private static void say(Phone phone, AudioCodec codec, Encoder encoder, int frame) {
        short[] pcm = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            int at = frame * FRAME + i;
            double sample = 0;
            for (double[] harmonic : VOICE) {
                sample += harmonic[1] * Math.sin(2 * Math.PI * harmonic[0] * at / 8_000);
            }
            pcm[i] = (short) Math.round(sample * (0.7 + 0.3 * Math.sin(2 * Math.PI * 3 * at / 8_000)));
        }
        ByteBuffer room = ByteBuffer.allocate(2_000);
        byte[] payload = new byte[encoder.encode(pcm, 0, FRAME, room, 0)];
        room.get(0, payload);
        phone.send(phone.address, false, codec.payloadType(), phone.timestamp, payload);
        phone.timestamp += 20 * codec.unitsPerMilli();
    }

    private static int begin(short[] pcm) {
        int at = 0;
        while (Math.abs(pcm[at]) < 100) {
            at++;
        }
        return at;
    }

    private static double decibels(short[] pcm, short[] clean, int from, int to) {
        double error = 1;
        double power = 0;
        for (int i = from; i < to; i++) {
            error += Math.pow(pcm[i] - clean[i], 2);
            power += Math.pow(clean[i], 2);
        }
        return 10 * Math.log10(power / error);
    }

    /** Samples of the longest silence within. */
    private static int silence(short[] pcm, int from, int to) {
        int longest = 0;
        int run = 0;
        for (int i = from; i < to; i++) {
            run = Math.abs(pcm[i]) <= 8 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static int longestLoss(boolean[] lost) {
        int longest = 0;
        int run = 0;
        for (boolean gone : lost) {
            run = gone ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    @ParameterizedTest(name = "{0} to {1} in a {2}: {3} lost, {4} twice, jitter {5} ms")
    @CsvSource({
        "PCMU, PCMU, BRIDGE, 0.05, 0, 0, 9",
        "PCMU, PCMU, BRIDGE, 0.1, 0.2, 60, 6",
        "PCMA, PCMA, BRIDGE, 0.2, 0, 0, 3",
        "PCMU, OPUS, BRIDGE, 0.1, 0, 0, 6",
        "PCMU, PCMU, MIX, 0.1, 0, 60, 6",
        "G722, G722, BRIDGE, 0.05, 0, 0, 5",
        "G722, PCMU, BRIDGE, 0.2, 0, 0, 3",
        "OPUS, OPUS, BRIDGE, 0.1, 0, 0, 2",
        "OPUS, PCMU, MIX, 0.2, 0, 0, 0"
    })
    void whatWasLostIsFilledAsItWasHeard(
            AudioCodec ofCaller, AudioCodec ofAgent, Way way, double lost, double twice, int jitter, double better) {
        Road road = new Road(lost, twice, jitter, 7);
        short[] clean = recorded(ofCaller, ofAgent, way, Road.even());
        short[] heard = recorded(ofCaller, ofAgent, way, road);
        int from = begin(clean);
        int to = from + (FRAMES - 5) * FRAME;
        assertThat(heard.length).as("its length").isCloseTo(clean.length, within(FRAME));
        boolean[] gone = road.lostFrames();
        int faded = Math.max(0, longestLoss(gone) - FADED) * FRAME;
        assertThat(silence(heard, from + FRAME, to)).as("silence in a word").isLessThanOrEqualTo(faded + 40);
        short[] silenced = clean.clone();
        for (int i = 0; i < FRAMES; i++) {
            if (gone[i]) {
                Arrays.fill(silenced, from + i * FRAME, from + (i + 1) * FRAME, (short) 0);
            }
        }
        double before = decibels(silenced, clean, from, to);
        assertThat(decibels(heard, clean, from, to))
                .as("dB above what differs, with silence in the gaps " + before)
                .isGreaterThan(before + better);
    }

    @ParameterizedTest
    @CsvSource({"PCMU, BRIDGE, 150", "PCMA, MIX, 150", "G722, BRIDGE, 0", "OPUS, BRIDGE, 0"})
    void whatIsOnlyLateOrTwiceIsInItsPlaceAsItWasSaid(AudioCodec codec, Way way, int jitter) {
        short[] clean = recorded(codec, codec, way, Road.even());
        short[] heard = recorded(codec, codec, way, new Road(0, 0.3, jitter, 11));
        assertThat(heard).startsWith(Arrays.copyOf(clean, begin(clean) + (FRAMES - 10) * FRAME));
    }
}
