package org.helpline.media.play;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes WAV files for tests, right and wrong ones. */
final class WavBytes {

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A format chunk of 16 bytes. */
    WavBytes format(int tag, int channels, int rate, int bits) {
        return chunk("fmt ", fields(tag, channels, rate, bits).array());
    }

    /** The long format chunk, whose real format is {@code tag}. */
    WavBytes extensible(int tag, int channels, int rate, int bits) {
        ByteBuffer long40 = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        long40.put(fields(0xfffe, channels, rate, bits).array());
        long40.putShort((short) 22).putShort((short) bits).putInt(0).putShort((short) tag);
        long40.put(new byte[] {0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71});
        return chunk("fmt ", long40.array());
    }

    private static ByteBuffer fields(int tag, int channels, int rate, int bits) {
        int frame = channels * ((bits + 7) / 8);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * frame)
                .putShort((short) frame)
                .putShort((short) bits);
    }

    WavBytes chunk(String name, byte[] content) {
        return chunk(name, content.length, content);
    }

    /** A chunk whose header states another length. */
    WavBytes chunk(String name, int stated, byte[] content) {
        body.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(int32(stated));
        body.writeBytes(content);
        if (content.length % 2 == 1) {
            body.write(0);
        }
        return this;
    }

    /** 16-bit samples as a data chunk. */
    WavBytes samples(short... pcm) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * pcm.length).order(ByteOrder.LITTLE_ENDIAN);
        for (short s : pcm) {
            bytes.putShort(s);
        }
        return chunk("data", bytes.array());
    }

    byte[] file() {
        return file(body.size() + 4);
    }

    /** With a stated length of the whole. */
    byte[] file(int stated) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes("RIFF".getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(int32(stated));
        whole.writeBytes("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        whole.writeBytes(body.toByteArray());
        return whole.toByteArray();
    }

    private static byte[] int32(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
