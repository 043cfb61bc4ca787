package org.helpline.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/**
 * WAV in two channels.
 *
 * <pre>
 *   0 "RIFF" size "WAVE"
 *  12 "fmt " 16 or 18   1 (PCM) or 6 (A-law)  2 channels  8000 Hz  bytes a second  bytes a frame  bits  [no extension]
 *     ["fact" 4 frames]
 *     "data" size samples
 * </pre>
 */
final class WavContainer {

    private static final int PCM = 1;
    private static final int A_LAW = 6;
    private static final int BLOCK = 32_768;

    private WavContainer() {}

    static void pcm(FileSource pcm, OutputStream to) throws IOException {
        long bytes = pcm.size() / Container.FRAME * Container.FRAME;
        to.write(head(PCM, 2, bytes));
        for (long at = 0; at < bytes; at += BLOCK) {
            to.write(pcm.read(at, (int) Math.min(BLOCK, bytes - at)));
        }
    }

    static void aLaw(FileSource pcm, OutputStream to) throws IOException {
        long bytes = pcm.size() / Container.FRAME * Container.FRAME;
        to.write(head(A_LAW, 1, bytes / 2));
        for (long at = 0; at < bytes; at += BLOCK) {
            ByteBuffer samples = ByteBuffer.wrap(pcm.read(at, (int) Math.min(BLOCK, bytes - at)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            byte[] coded = new byte[samples.remaining() / 2];
            for (int i = 0; i < coded.length; i++) {
                coded[i] = G711.encode(AudioCodec.PCMA, samples.getShort());
            }
            to.write(coded);
        }
    }

    private static byte[] head(int format, int sampleBytes, long bytes) {
        boolean isPcm = format == PCM;
        ByteBuffer head = ByteBuffer.allocate(isPcm ? 44 : 58).order(ByteOrder.LITTLE_ENDIAN);
        int frame = Container.CHANNELS * sampleBytes;
        head.put(ascii("RIFF")).putInt((int) (head.capacity() - 8 + bytes)).put(ascii("WAVE"));
        head.put(ascii("fmt ")).putInt(isPcm ? 16 : 18).putShort((short) format);
        head.putShort((short) Container.CHANNELS).putInt(Container.RATE).putInt(Container.RATE * frame);
        head.putShort((short) frame).putShort((short) (8 * sampleBytes));
        if (!isPcm) {
            head.putShort((short) 0);
            head.put(ascii("fact")).putInt(4).putInt((int) (bytes / frame));
        }
        return head.put(ascii("data")).putInt((int) bytes).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
