package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.media.RoughWay.Road;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.OpusTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two phones whose codecs differ, over roads that lose, delay, swap and repeat: each hears the other without a gap, and each key once. */
class CrossingTest {

    private static final int FRAME = 160;
    private static final int RATE = 8_000;

    /** The harmonics of a voice of 140 Hz. A pure tone would be no test of Opus, whose model of a voice it does not fit. */
    private static final double[][] VOICE = {{140, 3_000}, {280, 2_100}, {700, 1_500}, {1_120, 900}};

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);
    private final Codecs codecs = new Codecs();
    private final RoughWay way = new RoughWay(house, caller);
    private final ByteBuffer room = ByteBuffer.allocate(2_000);
    private Optional<Encoder> encoder = Optional.empty();
    private AudioCodec from = AudioCodec.PCMU;
    private AudioCodec to = AudioCodec.PCMA;
    private int said;

    private void connect(AudioCodec ofCaller, AudioCodec ofAgent) {
        from = ofCaller;
        to = ofAgent;
        encoder = Optional.of(codecs.encoder(from, OpusTerms.OURS.unpaused()));
        caller.agree(from, Direction.SENDRECV);
        agent.agree(to, Direction.SENDRECV);
        caller.leg.bridge(agent.leg);
        house.pass(20);
    }

    @AfterEach
    void close() {
        encoder.ifPresent(Encoder::close);
        house.engine.close();
    }

    /** So many frames of syllables, three a second: what goes on for long is noise for an encoder. */
    private void talk(int frames, Road on) {
        for (int i = 0; i < frames; i++) {
            voice();
            way.travel(on);
            way.frame();
        }
    }

    private void voice() {
        short[] pcm = new short[FRAME];
        for (int j = 0; j < FRAME; j++) {
            double sample = 0;
            for (double[] harmonic : VOICE) {
                sample += harmonic[1] * Math.sin(2 * Math.PI * harmonic[0] * said / RATE);
            }
            pcm[j] = (short) Math.round(sample * (0.7 + 0.3 * Math.sin(2 * Math.PI * 3 * said / RATE)));
            said++;
        }
        say(pcm);
    }

    private void say(short[] pcm) {
        byte[] payload = new byte[encoder.orElseThrow().encode(pcm, 0, FRAME, room, 0)];
        room.get(0, payload);
        caller.send(caller.address, false, from.payloadType(), caller.timestamp, payload);
        caller.timestamp += 20 * from.unitsPerMilli();
    }

    private List<Packet> sound(Phone phone) {
        return phone.heard().stream().filter(p -> p.type() == to.payloadType()).toList();
    }

    /** Every number follows the one before it, and so does the time of sound. */
    private void isUnbroken(List<Packet> heard) {
        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i).sequence()).isEqualTo((heard.get(i - 1).sequence() + 1) & 0xffff);
        }
        List<Packet> sound =
                heard.stream().filter(p -> p.type() == to.payloadType()).toList();
        for (int i = 1; i < sound.size(); i++) {
            assertThat(sound.get(i).timestamp()).isEqualTo(sound.get(i - 1).timestamp() + 20 * to.unitsPerMilli());
        }
    }

    private short[] heard(Phone phone) {
        List<Packet> packets = sound(phone);
        short[] pcm = new short[packets.size() * FRAME];
        int at = 0;
        try (Decoder decoder = codecs.decoder(to)) {
            for (Packet p : packets) {
                at += decoder.decode(ByteBuffer.wrap(p.payload()), 0, p.payload().length, pcm, at);
            }
        }
        assertThat(at).isEqualTo(pcm.length);
        return pcm;
    }

    private static double loudness(short[] pcm, int from, int to) {
        double squares = 0;
        for (int i = from; i < to; i++) {
            squares += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(squares / (to - from));
    }

    /** The share of frames that are not a quarter as loud as all. */
    private static double gone(short[] pcm) {
        double all = loudness(pcm, 0, pcm.length);
        int gone = 0;
        for (int i = 0; i < pcm.length; i += FRAME) {
            gone += loudness(pcm, i, i + FRAME) < all / 4 ? 1 : 0;
        }
        int frames = pcm.length / FRAME;
        return (double) gone / frames;
    }

    private static double decibels(short[] pcm, short[] clean) {
        double error = 1;
        double power = 0;
        for (int i = 0; i < pcm.length; i++) {
            error += Math.pow(pcm[i] - clean[i], 2);
            power += Math.pow(clean[i], 2);
        }
        return 10 * Math.log10(power / error);
    }

    private short[] run(AudioCodec ofCaller, AudioCodec ofAgent, Road on) {
        connect(ofCaller, ofAgent);
        talk(500, on);
        isUnbroken(agent.heard());
        assertThat(agent.heard()).hasSizeBetween(496, 501);
        return Arrays.copyOfRange(heard(agent), 30 * FRAME, 490 * FRAME);
    }

    @ParameterizedTest(name = "{0} to {1}: {2} lost, {3} twice, jitter {4} ms")
    @CsvSource({
        "OPUS, PCMA, 0.05, 0, 0, 0.01, 12",
        "OPUS, PCMA, 0.1, 0.2, 60, 0.02, 0",
        "OPUS, PCMA, 0.2, 0, 0, 0.05, 6",
        "OPUS, PCMA, 0.3, 0, 60, 0.1, 0",
        "OPUS, PCMA, 0, 0, 200, 0.05, 0",
        "G722, PCMU, 0.05, 0, 0, 0.01, 12",
        "G722, PCMU, 0.1, 0.2, 60, 0.02, 0",
        "G722, PCMU, 0.2, 0, 0, 0.05, 6",
        "G722, PCMU, 0.3, 0, 0, 0.12, 4",
        "G722, PCMU, 0, 0, 200, 0.05, 0",
        "PCMA, OPUS, 0.1, 0.2, 60, 0.02, 0",
        "PCMU, G722, 0.2, 0, 60, 0.05, 0",
        "G722, OPUS, 0.2, 0.1, 60, 0.05, 0",
        "OPUS, G722, 0.2, 0.1, 60, 0.05, 0"
    })
    void theOtherHearsItAllAlong(
            AudioCodec ofCaller, AudioCodec ofAgent, double lost, double twice, int jitter, double gone, double above) {
        short[] heard = run(ofCaller, ofAgent, new Road(lost, twice, jitter, new Random(31)));
        assertThat(gone(heard)).as("frames in which it is hardly heard").isLessThanOrEqualTo(gone);
        if (jitter == 0) {
            short[] clean = new CrossingTest().run(ofCaller, ofAgent, even());
            assertThat(gone(clean)).isZero();
            assertThat(decibels(heard, clean))
                    .as("dB above what differs from a road that loses nothing")
                    .isGreaterThan(above);
        }
    }

    private static Road even() {
        return new Road(0, 0, 0, new Random(1));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"OPUS, PCMA", "PCMU, OPUS", "G722, PCMU"})
    void itIsHeardThirtyMillisecondsLater(AudioCodec ofCaller, AudioCodec ofAgent) {
        connect(ofCaller, ofAgent);
        short[] silence = new short[FRAME];
        for (int i = 0; i < 150; i++) { // what was waited at first is given back where it is quiet
            say(silence);
            way.travel(even());
            way.frame();
        }
        int before = sound(agent).size();
        talk(20, even());
        short[] heard = heard(agent);
        int first = 0;
        for (int i = before * FRAME; first == 0; i++) {
            first = Math.abs(heard[i]) > 1_500 ? i - before * FRAME : 0;
        }
        // a frame to fill, up to two ticks to wait, the phase of the frame, and the delay of the codecs
        assertThat(first / 8).as("milliseconds").isBetween(5, 45);
    }

    @ParameterizedTest(name = "{0} to {1}: {2} lost, jitter {3} ms")
    @CsvSource({
        "OPUS, PCMA, 0, 0",
        "OPUS, PCMA, 0.05, 60",
        "OPUS, PCMA, 0.1, 0",
        "PCMU, OPUS, 0.1, 60",
        "G722, PCMU, 0.2, 0",
        "PCMA, OPUS, 0.2, 60"
    })
    void eachKeyIsPassedOnOnce(AudioCodec ofCaller, AudioCodec ofAgent, double lost, int jitter) {
        String keys = RoughWay.KEYS;
        Road on = new Road(lost, 0.1, jitter, new Random(20));
        connect(ofCaller, ofAgent);
        talk(20, on);
        for (int i = 0; i < keys.length(); i++) {
            way.press(keys.charAt(i), 20 * from.unitsPerMilli(), () -> {}, on);
            talk(10, on);
        }
        talk(20, on);
        List<byte[]> passedOn =
                agent.wire.rtpOut.stream().map(FakePorts.Datagram::bytes).toList();
        assertThat(RoughWay.told(passedOn)).isEqualTo(keys);
        isUnbroken(agent.heard());
        assertThat(RoughWay.heardOf(caller)).isEqualTo(keys);
    }

    @ParameterizedTest
    @CsvSource({"500", "-500"})
    void aClockThatIsNotOursIsFollowed(int partsPerMillion) {
        connect(AudioCodec.OPUS, AudioCodec.PCMA);
        double ahead = 0;
        short[] silence = new short[FRAME];
        for (int i = 0; i < 3_000; i++) { // a minute
            for (ahead += 1 + partsPerMillion / 1e6; ahead >= 1; ahead--) {
                if (i / 50 % 2 == 0) {
                    voice();
                } else {
                    say(silence);
                }
                way.travel(even());
            }
            way.frame();
        }
        isUnbroken(agent.heard());
        assertThat(sound(agent)).hasSizeBetween(2_995, 3_001);
        short[] heard = heard(agent);
        int talking = 0;
        for (int i = 2_900; i < 2_990; i++) {
            talking += loudness(heard, i * FRAME, (i + 1) * FRAME) > 1_000 ? 1 : 0;
        }
        assertThat(talking)
                .as("a minute later what is said is heard when it is said")
                .isBetween(36, 52);
    }

    @Test
    void anotherSourceAndNumbersThatLeapAreHeardOnOneStream() {
        connect(AudioCodec.OPUS, AudioCodec.PCMA);
        talk(50, even());
        caller.ssrc = 99;
        caller.sequence = 40_000;
        caller.timestamp = -5_000;
        talk(50, even());
        caller.sequence = (caller.sequence + 20_000) & 0xffff;
        talk(50, even());
        caller.timestamp += 1_000_000;
        talk(50, even());
        isUnbroken(agent.heard());
        short[] heard = heard(agent);
        for (int spurt = 0; spurt < 4; spurt++) {
            assertThat(gone(Arrays.copyOfRange(heard, (50 * spurt + 15) * FRAME, (50 * spurt + 48) * FRAME)))
                    .isZero();
        }
    }

    @Test
    void aPauseOfOpusIsNoLossAndGoesOnAsItWas() {
        connect(AudioCodec.OPUS, AudioCodec.PCMA);
        talk(50, even());
        short[] silence = new short[FRAME];
        for (int i = 0; i < 100; i++) {
            say(silence);
            if (i > 10 && i % 20 != 0) { // as an encoder that says so each 400 ms: RFC 7587 §3.1.3
                caller.wire.rtpIn.removeLast();
                caller.sequence = (caller.sequence - 1) & 0xffff;
            } else {
                way.travel(even());
            }
            way.frame();
        }
        talk(50, even());
        isUnbroken(agent.heard());
        short[] heard = heard(agent);
        assertThat(loudness(heard, 80 * FRAME, 145 * FRAME)).isLessThan(100);
        assertThat(gone(Arrays.copyOfRange(heard, 165 * FRAME, 195 * FRAME))).isZero();
        caller.leg.close();
        house.pass(5);
        assertThat(caller.told(MediaEvent.Closed.class)).singleElement().matches(c -> c.lost() == 0);
    }

    @Test
    void comfortNoiseOfOneIsNoiseInTheOthersCodec() {
        connect(AudioCodec.PCMU, AudioCodec.OPUS);
        talk(50, even());
        caller.send(caller.address, false, ComfortNoise.PAYLOAD_TYPE, caller.timestamp, new byte[] {50});
        way.travel(even());
        for (int i = 0; i < 100; i++) {
            caller.timestamp += FRAME;
            way.frame();
        }
        talk(30, even());
        isUnbroken(agent.heard());
        short[] heard = heard(agent);
        assertThat(loudness(heard, 60 * FRAME, 140 * FRAME)).isCloseTo(103.6, within(35.0));
        assertThat(gone(Arrays.copyOfRange(heard, 155 * FRAME, 175 * FRAME))).isZero();
    }

    @Test
    void aNewAgreementOnOneCodecMakesItARelayAgain() {
        connect(AudioCodec.OPUS, AudioCodec.PCMA);
        talk(30, even());
        agent.agree(AudioCodec.OPUS, Direction.SENDRECV);
        to = AudioCodec.OPUS;
        int before = agent.heard().size();
        talk(30, even());
        List<Packet> after = agent.heard().subList(before, agent.heard().size());
        assertThat(after).hasSizeBetween(29, 31).allMatch(p -> p.type() == 111);
        assertThat(house.engine.counts().relayed()).as("as they came").isEqualTo(30);
        caller.leg.unbridge();
        house.pass(5);
        before = agent.heard().size();
        house.pass(1_000);
        assertThat(agent.heard()).as("nothing goes on by itself").hasSize(before);
    }
}
