package org.helpline.media.play;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Encoder;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/**
 * Cuts audio into packets of Opus, from a fresh state of the encoder: a decoder that has heard something else before takes them all the same, as it takes
 * those after a loss.
 *
 * <p>A prompt's last packet is filled with silence. Music that goes round has no end: it is encoded as if it had gone round before, and cut to whole packets
 * by a blend at its end, so that nothing is heard there. Any thread; takes as long as the codec takes.
 */
final class PacketMaker {

    private static final int MOST_BYTES = 1_500;
    private static final int PRIMING = 10; // packets
    private static final int BLEND = 40; // samples: 5 ms
    private static final int DELAY = 52; // samples: 6.5 ms, after which the last of it has come out

    private PacketMaker() {}

    /** All packets; {@code loops}: it goes round. */
    static Packets make(Audio audio, boolean loops, Variant variant, Codecs codecs) {
        int frame = variant.samples();
        short[] pcm = samples(audio);
        short[] whole = loops ? round(pcm, frame) : padded(pcm, frame);
        int count = whole.length / frame;
        int[] ends = new int[count];
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer one = ByteBuffer.allocate(MOST_BYTES);
        try (Encoder encoder = codecs.encoder(variant.codec(), variant.terms())) {
            for (int i = loops ? -Math.min(PRIMING, count) : 0; i < count; i++) {
                int bytes = encoder.encode(whole, Math.floorMod(i, count) * frame, frame, one, 0);
                if (i >= 0) {
                    all.write(one.array(), 0, bytes);
                    ends[i] = all.size();
                }
            }
        }
        return new Packets(all.toByteArray(), ends);
    }

    private static short[] samples(Audio audio) {
        byte[] encoded = audio.encoded(AudioCodec.PCMU);
        short[] pcm = new short[encoded.length];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = G711.decode(AudioCodec.PCMU, encoded[i]);
        }
        return pcm;
    }

    private static short[] padded(short[] pcm, int frame) {
        int needed = pcm.length + DELAY;
        return Arrays.copyOf(pcm, (needed + frame - 1) / frame * frame);
    }

    /** Whole packets; what is over is left out before its last 5 ms, into which what is before them is blended. */
    private static short[] round(short[] pcm, int frame) {
        int over = pcm.length % frame;
        int kept = pcm.length - over;
        if (over == 0 || kept < 2 * BLEND) {
            return over == 0 ? pcm : Arrays.copyOf(pcm, (pcm.length + frame - 1) / frame * frame);
        }
        short[] whole = Arrays.copyOf(pcm, kept);
        for (int i = 0; i < BLEND; i++) {
            int at = kept - BLEND + i;
            whole[at] = (short) ((pcm[at] * (BLEND - i) + pcm[at + over] * i) / BLEND);
        }
        return whole;
    }
}
