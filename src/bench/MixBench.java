import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.G711;
import org.helpline.media.mix.Blend;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.mix.Seat;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/**
 * What a member of a mix costs each 20 ms: its packet is taken in, evened out and added, and a frame of what all the others say is made for it. All speak,
 * one thread, no sockets: the median of rounds after warming up. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/MixBench.java</pre>
 */
public final class MixBench {

    private static final int[] MEMBERS = {3, 8, 32};
    private static final int FRAMES = 2_000;
    private static final int SAMPLES = 160;
    private static final long FRAME_NANOS = 20_000_000;
    private static final int WARM = 5;
    private static final int ROUNDS = 11;

    private MixBench() {}

    /** Prints a line for each size. */
    public static void main(String... args) {
        for (int members : MEMBERS) {
            double[] micros = new double[ROUNDS];
            for (int round = -WARM; round < ROUNDS; round++) {
                double one = round(members);
                if (round >= 0) {
                    micros[round] = one;
                }
            }
            Arrays.sort(micros);
            double median = micros[ROUNDS / 2];
            System.out.printf(
                    Locale.ROOT,
                    "mix: of %d members each takes %.2f µs every 20 ms, %.3f %% of a core%n",
                    members,
                    median,
                    median / 200);
        }
    }

    private static double round(int members) {
        Blend blend = new Blend(new Codecs(), new PlayoutTerms(Duration.ofMillis(20), Duration.ofMillis(200)), 0);
        Seat[] seats = new Seat[members];
        for (int i = 0; i < members; i++) {
            seats[i] = new Seat(blend);
            blend.add(seats[i]);
            seats[i].speak(true, null, true, 1, 0);
        }
        ByteBuffer packet = ByteBuffer.allocateDirect(RtpHeader.BYTES + SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            packet.put(RtpHeader.BYTES + i, G711.encode(AudioCodec.PCMA, (short) (3_000 * Math.sin(i / 5.0))));
        }
        ByteBuffer frame = ByteBuffer.allocateDirect(RtpHeader.BYTES + SAMPLES);
        RtpHeader header = new RtpHeader();
        short[] pcm = new short[SAMPLES];
        Encoder voice = new Codecs().encoder(AudioCodec.PCMA, OpusTerms.OURS);
        long begin = System.nanoTime();
        for (int n = 0; n < FRAMES; n++) {
            long now = n * FRAME_NANOS;
            for (int i = 0; i < members; i++) {
                RtpHeader.write(packet.clear(), 0, false, 8, n & 0xffff, SAMPLES * n, i + 1);
                header.read(packet.clear(), RtpHeader.BYTES + SAMPLES);
                seats[i].take(header, packet, SAMPLES, AudioCodec.PCMA, now);
            }
            for (Seat seat : seats) {
                seat.fill(pcm, SAMPLES, now);
                voice.encode(pcm, 0, SAMPLES, frame, RtpHeader.BYTES);
            }
        }
        return (System.nanoTime() - begin) / 1e3 / FRAMES / members;
    }
}
