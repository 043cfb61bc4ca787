package org.helpline.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The least that must be known of WAV files here: whether it is one, and how bare samples become one. */
public final class WavBytes {

    static final int HEADER = 44;
    private static final byte[] RIFF = "RIFF".getBytes(StandardCharsets.US_ASCII);

    private WavBytes() {}

    /** Whether it begins as a WAV file does and holds anything after the header. */
    static boolean isWav(byte[] start) {
        return start.length > HEADER && Arrays.equals(start, 0, 4, RIFF, 0, 4);
    }

    /**
     * A WAV file of these samples.
     *
     * @param pcm signed 16-bit samples, little-endian, one channel
     * @param rate in Hz
     */
    public static byte[] of(byte[] pcm, int rate) {
        ByteBuffer file = ByteBuffer.allocate(HEADER + pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(RIFF).putInt(HEADER - 8 + pcm.length).put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        file.putInt(16).putShort((short) 1).putShort((short) 1).putInt(rate).putInt(rate * 2);
        file.putShort((short) 2).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(pcm.length).put(pcm);
        return file.array();
    }
}
