import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;

/**
 * What it costs to seal and to open a packet of 20 ms of G.711, and to make a leg's keys, on one thread: the median of rounds after warming up. From
 * the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/SrtpBench.java</pre>
 */
public final class SrtpBench {

    private static final int PACKET = 172;
    private static final int MOST = 2_048;
    private static final int PACKETS = 20_000;
    private static final int WARM = 10;
    private static final int ROUNDS = 15;

    private SrtpBench() {}

    /** Prints a line for each suite. */
    public static void main(String... args) {
        for (SrtpSuite suite : SrtpSuite.values()) {
            double[] seal = new double[ROUNDS];
            double[] open = new double[ROUNDS];
            double[] keys = new double[ROUNDS];
            for (int round = -WARM; round < ROUNDS; round++) {
                double[] one = round(suite, new Random(round));
                if (round >= 0) {
                    seal[round] = one[0];
                    open[round] = one[1];
                    keys[round] = one[2];
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "srtp: %s seals a packet in %.2f µs, opens it in %.2f µs; a leg's keys take %.0f µs%n",
                    suite,
                    median(seal),
                    median(open),
                    median(keys));
        }
    }

    private static double median(double[] all) {
        Arrays.sort(all);
        return all[all.length / 2];
    }

    private static double[] round(SrtpSuite suite, Random random) {
        Space space = new Space();
        SrtpKey key = SrtpKey.fresh(suite, random);
        long begin = System.nanoTime();
        SrtpSender sender = new SrtpSender(key, space);
        SrtpReceiver receiver = new SrtpReceiver(key, space);
        long made = System.nanoTime() - begin;
        ByteBuffer packet = ByteBuffer.allocateDirect(MOST);
        long sealing = 0;
        long opening = 0;
        for (int i = 0; i < PACKETS; i++) {
            RtpHeader.write(packet.clear(), 0, false, 0, i & 0xffff, 160 * i, 7);
            long before = System.nanoTime();
            int end = sender.sealRtp(packet, 0, PACKET);
            long sealed = System.nanoTime();
            int length = receiver.openRtp(packet.clear(), end);
            opening += System.nanoTime() - sealed;
            sealing += sealed - before;
            if (length != PACKET) {
                throw new IllegalStateException("packet " + i + " was not opened: " + length);
            }
        }
        return new double[] {sealing / 1e3 / PACKETS, opening / 1e3 / PACKETS, made / 1e3};
    }
}
