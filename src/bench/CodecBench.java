import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.helpline.core.Clock;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.Opus;
import org.helpline.media.play.Audio;
import org.helpline.media.play.EncodedAudio;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.play.Packets;
import org.helpline.media.play.Variant;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.OpusTerms;

/**
 * What it costs to encode and to decode 20 ms of sound in each codec, and to make a packet of a prompt for one call and out of what all calls share, on one
 * thread: the median of rounds after warming up. From the product's folder:
 *
 * <pre>java -cp CLASSES_AND_LIBRARIES src/bench/CodecBench.java</pre>
 */
public final class CodecBench {

    private static final int FRAME = 160;
    private static final int FRAMES = 500;
    private static final int WARM = 10;
    private static final int ROUNDS = 15;

    /** As recordings ask for it. */
    private static final OpusTerms FILES = new OpusTerms(16_000, false, false, 8_000);

    private CodecBench() {}

    /** Prints a line for each codec, and for each Opus that is there. */
    public static void main(String... args) {
        short[] speech = speech();
        for (AudioCodec codec : AudioCodec.values()) {
            if (codec != AudioCodec.OPUS) {
                measure(codec.name(), new Codecs(), codec, speech, OpusTerms.OURS);
            }
        }
        for (Codecs opus : new Codecs[] {new Codecs(), new Codecs(Opus.inJava())}) {
            measure("OPUS by " + opus.opusName(), opus, AudioCodec.OPUS, speech, OpusTerms.OURS);
            measure("in files, by " + opus.opusName(), opus, AudioCodec.OPUS, speech, FILES);
        }
        prompts(new Codecs(), AudioCodec.G722, speech);
        prompts(new Codecs(), AudioCodec.OPUS, speech);
    }

    /** A prompt is G.711 in memory: for one call it is decoded and encoded again. */
    private static void prompts(Codecs codecs, AudioCodec codec, short[] speech) {
        Audio prompt = EncodedAudio.of("speech", speech);
        Variant variant = Variant.of(codec, OpusTerms.OURS, 20);
        PacketShelf shelf = new PacketShelf(codecs, Clock.system());
        ByteBuffer out = ByteBuffer.allocateDirect(1_500);
        short[] pcm = new short[FRAME];
        double[] alone = new double[ROUNDS];
        double[] shared = new double[ROUNDS];
        for (int round = -WARM; round < ROUNDS; round++) {
            long begin = System.nanoTime();
            try (Encoder encoder = codecs.encoder(codec, OpusTerms.OURS.unpaused());
                    Decoder decoder = codecs.decoder(AudioCodec.PCMU)) {
                for (int i = 0; i < FRAMES; i++) {
                    out.put(0, prompt.encoded(AudioCodec.PCMU), i * FRAME, FRAME);
                    decoder.decode(out, 0, FRAME, pcm, 0);
                    encoder.encode(pcm, 0, FRAME, out, 0);
                }
            }
            long middle = System.nanoTime();
            Packets packets = variant.isShared() ? shelf.find(prompt, false, variant) : null;
            for (int i = 0; packets != null && i < FRAMES; i++) {
                packets.put(i, out, 0);
            }
            long end = System.nanoTime();
            shelf.work();
            if (round >= 0) {
                alone[round] = (middle - begin) / 1_000.0 / FRAMES;
                shared[round] = packets == null ? alone[round] : (end - middle) / 1_000.0 / FRAMES;
            }
        }
        Arrays.sort(alone);
        Arrays.sort(shared);
        System.out.printf(
                Locale.ROOT,
                "codecs: a prompt's packet of %s costs %.2f µs where each call is encoded for, %.2f µs as it is%n",
                codec,
                alone[ROUNDS / 2],
                shared[ROUNDS / 2]);
    }

    /** Ten seconds of a voice-like sound: harmonics of a gliding pitch, louder and softer four times a second, and breath. */
    private static short[] speech() {
        Random random = new Random(7);
        short[] pcm = new short[FRAME * FRAMES];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double seconds = i / 8_000.0;
            phase += 2 * Math.PI * (120 + 40 * Math.sin(seconds)) / 8_000;
            double voice = Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(5 * phase) + 0.2 * random.nextGaussian();
            pcm[i] = (short) (4_000 * voice * (0.6 + 0.4 * Math.sin(8 * Math.PI * seconds)));
        }
        return pcm;
    }

    private static void measure(String name, Codecs codecs, AudioCodec codec, short[] speech, OpusTerms terms) {
        double[] encoding = new double[ROUNDS];
        double[] decoding = new double[ROUNDS];
        double bytes = 0;
        for (int round = -WARM; round < ROUNDS; round++) {
            ByteBuffer[] packets = new ByteBuffer[FRAMES];
            long begin = System.nanoTime();
            try (Encoder encoder = codecs.encoder(codec, terms)) {
                for (int i = 0; i < FRAMES; i++) {
                    packets[i] = ByteBuffer.allocateDirect(1_500);
                    packets[i].limit(encoder.encode(speech, i * FRAME, FRAME, packets[i], 0));
                }
            }
            long middle = System.nanoTime();
            short[] heard = new short[2_048];
            try (Decoder decoder = codecs.decoder(codec)) {
                for (ByteBuffer packet : packets) {
                    decoder.decode(packet, 0, packet.limit(), heard, 0);
                }
            }
            long end = System.nanoTime();
            if (round >= 0) {
                encoding[round] = (middle - begin) / 1_000.0 / FRAMES;
                decoding[round] = (end - middle) / 1_000.0 / FRAMES;
            }
            bytes = Arrays.stream(packets).mapToInt(ByteBuffer::limit).average().orElse(0);
        }
        Arrays.sort(encoding);
        Arrays.sort(decoding);
        System.out.printf(
                Locale.ROOT,
                "codecs: %s encodes 20 ms in %.1f µs, decodes them in %.1f µs, %.0f bytes%n",
                name,
                encoding[ROUNDS / 2],
                decoding[ROUNDS / 2],
                bytes);
    }
}
