package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.sdp.OpusTerms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both ways to Opus: the system's library and the port to Java. */
class OpusTest {

    private static final int RATE = 8_000;
    private static final int FRAME = 160;
    private static final OpusTerms CORRECTED = new OpusTerms(32_000, true, false, 48_000);
    private static final OpusTerms PAUSING = new OpusTerms(32_000, false, true, 48_000);

    static Stream<Opus> ways() {
        return Stream.of(NativeOpus.load().orElseThrow(), new JavaOpus());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aToneComesBack(Opus opus) {
        short[] heard = decoded(opus, encoded(opus, OpusTerms.NONE, Tones.sine(700, 8_000, RATE, 1)), -1);
        assertThat(Tones.amplitude(heard, 700, RATE)).isCloseTo(8_000, within(1_600.0));
        assertThat(Tones.rms(heard, RATE)).as("and little else").isCloseTo(8_000 / Math.sqrt(2), within(1_200.0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatWasLostComesAgainInTheNextPacket(Opus opus) {
        short[] speech = Tones.sine(500, 8_000, RATE, 1);
        int lost = 25;
        List<byte[]> packets = encoded(opus, CORRECTED, speech);
        short[] heard = decoded(opus, packets, lost);
        short[] there = decoded(opus, packets, -1);
        assertThat(heard).hasSameSizeAs(there);
        assertThat(loudness(heard, lost * FRAME)).isCloseTo(loudness(there, lost * FRAME), within(2_500.0));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void silenceIsNotSentToWhoAsksForThat(Opus opus) {
        long sent = encoded(opus, PAUSING, new short[3 * RATE]).stream()
                .filter(p -> p.length > 0)
                .count();
        assertThat(sent).isLessThan(75);
        assertThat(encoded(opus, OpusTerms.NONE, new short[3 * RATE])).allMatch(p -> p.length > 0);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatIsNoOpusIsNothing(Opus opus) {
        Decoder decoder = opus.decoder(RATE);
        short[] to = new short[Samples.MOST];
        assertThat(decoder.decode(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xff, 1}), 0, 3, to, 0))
                .isZero();
        assertThat(decoder.decode(ByteBuffer.allocate(0), 0, 0, to, 0)).isZero();
        decoder.close();
    }

    @ParameterizedTest
    @CsvSource({"480, 480", "479, 320", "240, 160", "160, 160", "80, 80", "40, 40", "20, 20", "19, 0", "0, 0"})
    void aPacketIsOneOfSixLengths(int samples, int packet) {
        assertThat(Opus.fit(samples, RATE)).isEqualTo(packet);
    }

    /** The table of RFC 6716 §3.1: the head's configuration, how many frames it says, the second byte, samples at 8 kHz. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 80",
        "1, 0, 0, 160",
        "2, 0, 0, 320",
        "3, 0, 0, 480",
        "11, 1, 0, 960",
        "12, 0, 0, 80",
        "15, 0, 0, 160",
        "16, 0, 0, 20",
        "17, 2, 0, 80",
        "31, 0, 0, 160",
        "1, 3, 6, 960",
        "1, 3, 7, 0",
        "31, 3, 0, 0",
        "1, 3, 195, 480"
    })
    void aPacketSaysHowMuchItHolds(int config, int frames, int second, int samples) {
        ByteBuffer packet = ByteBuffer.wrap(new byte[] {9, (byte) (config << 3 | 4 | frames), (byte) second});
        assertThat(Opus.samples(packet, 1, 2, RATE)).isEqualTo(samples);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aPacketHoldsWhatItIsDecodedTo(Opus opus) {
        try (Decoder decoder = opus.decoder(RATE)) {
            assertThat(encoded(opus, OpusTerms.NONE, new short[10 * FRAME]))
                    .allMatch(p -> decoder.samples(ByteBuffer.wrap(p), 0, p.length) == FRAME);
            assertThat(decoder.samples(ByteBuffer.allocate(1), 0, 0)).isZero();
        }
    }

    @Test
    void whatIsClosedGivesItsMemoryBack() {
        NativeOpus opus = NativeOpus.load().orElseThrow();
        for (int i = 0; i < 1_000; i++) {
            Encoder encoder = opus.encoder(RATE, OpusTerms.NONE);
            Decoder decoder = opus.decoder(RATE);
            assertThat(opus.open()).isEqualTo(2);
            encoder.close();
            decoder.close();
            encoder.close(); // once is enough
        }
        assertThat(opus.open()).isZero();
    }

    private static List<byte[]> encoded(Opus opus, OpusTerms terms, short[] pcm) {
        List<byte[]> packets = new ArrayList<>();
        ByteBuffer to = ByteBuffer.allocateDirect(2_000);
        try (Encoder encoder = opus.encoder(RATE, terms)) {
            for (int from = 0; from + FRAME <= pcm.length; from += FRAME) {
                byte[] packet = new byte[encoder.encode(pcm, from, FRAME, to, 12)];
                to.get(12, packet);
                packets.add(packet);
            }
        }
        return packets;
    }

    private static short[] decoded(Opus opus, List<byte[]> packets, int lost) {
        short[] pcm = new short[packets.size() * FRAME];
        int at = 0;
        try (Decoder decoder = opus.decoder(RATE)) {
            for (int i = 0; i < packets.size(); i++) {
                ByteBuffer packet = ByteBuffer.wrap(packets.get(i));
                if (i == lost + 1 && lost >= 0) {
                    at += decoder.recover(packet, 0, packet.limit(), 1, pcm, at);
                }
                if (i != lost) {
                    at += decoder.decode(packet, 0, packet.limit(), pcm, at);
                }
            }
        }
        assertThat(at).isEqualTo(pcm.length);
        return pcm;
    }

    private static double loudness(short[] pcm, int from) {
        double squares = 0;
        for (int i = from; i < from + FRAME; i++) {
            squares += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(squares / FRAME);
    }
}
