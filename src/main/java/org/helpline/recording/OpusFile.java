package org.helpline.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.helpline.media.codec.Opus;

/**
 * Ogg Opus: two streams of one channel each, so that nothing of one voice is heard in the other's channel, as it is where both are coded together.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7845#section-5">RFC 7845 §5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#appendix-B">RFC 6716 appendix B: all but the last packet say their length</a>
 */
final class OpusFile {

    /** Units of the granule position, which counts 48 kHz, to one of our samples. */
    static final int UNITS = 6;

    private static final int FRAMES_A_PAGE = 50;
    private static final int FRAME_BYTES = OpusVoice.SAMPLES * Container.FRAME;
    private static final int TWO_BYTES_FROM = 252;
    private static final int CODE = 3;
    /** Vorbis' order of channels, which for two is left and right. */
    private static final int FAMILY = 1;

    /** Of 48 kHz, as all in the file. */
    private static final int PRE_SKIP = UNITS * Opus.lookahead(Container.RATE);

    private final int serial;
    private final Opus opus;

    OpusFile(int serial, Opus opus) {
        this.serial = serial;
        this.opus = opus;
    }

    void write(FileSource pcm, OutputStream to) throws IOException {
        OggPages pages = new OggPages(to, serial);
        pages.put(head(), 0);
        pages.flush(false);
        pages.put(tags(), 0);
        pages.flush(false);
        try (OpusVoice left = new OpusVoice(opus);
                OpusVoice right = new OpusVoice(opus)) {
            write(pcm, left, right, pages);
        }
    }

    private static void write(FileSource pcm, OpusVoice left, OpusVoice right, OggPages pages) throws IOException {
        long samples = pcm.size() / Container.FRAME;
        long end = PRE_SKIP + samples * UNITS; // what the last frame has beyond is cut: RFC 7845 §4.4
        long frames = Math.max(1, Math.ceilDiv(end, (long) OpusVoice.SAMPLES * UNITS));
        short[][] voices = new short[Container.CHANNELS][OpusVoice.SAMPLES];
        int inPage = 0;
        for (long frame = 0; frame < frames; frame++) {
            boolean last = frame == frames - 1;
            split(pcm.read(frame * FRAME_BYTES, FRAME_BYTES), voices);
            byte[] packet = both(left.encode(voices[0]), right.encode(voices[1]));
            if (inPage == FRAMES_A_PAGE || pages.isFull(packet.length)) {
                pages.flush(false);
                inPage = 0;
            }
            pages.put(packet, last ? end : (frame + 1) * OpusVoice.SAMPLES * UNITS);
            inPage++;
        }
        pages.flush(true);
    }

    private static void split(byte[] frames, short[][] voices) {
        ByteBuffer samples = ByteBuffer.wrap(frames).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < OpusVoice.SAMPLES; i++) {
            boolean isThere = samples.remaining() >= Container.FRAME;
            voices[0][i] = isThere ? samples.getShort() : 0;
            voices[1][i] = isThere ? samples.getShort() : 0;
        }
    }

    private static byte[] both(byte[] first, byte[] second) {
        if ((first[0] & CODE) != 0) {
            throw new IllegalStateException("a packet of 20 ms has one frame: RFC 6716 §3.2.2");
        }
        int length = first.length - 1;
        ByteBuffer packet = ByteBuffer.allocate(first.length + 2 + second.length);
        packet.put(first[0]);
        if (length < TWO_BYTES_FROM) { // RFC 6716 §3.2.1
            packet.put((byte) length);
        } else {
            int low = TWO_BYTES_FROM + (length & 3);
            packet.put((byte) low).put((byte) ((length - low) >> 2));
        }
        packet.put(first, 1, length).put(second);
        byte[] bytes = new byte[packet.position()];
        packet.flip().get(bytes);
        return bytes;
    }

    private static byte[] head() {
        return ByteBuffer.allocate(23)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) Container.CHANNELS)
                .putShort((short) PRE_SKIP)
                .putInt(Container.RATE)
                .putShort((short) 0)
                .put((byte) FAMILY)
                .put((byte) 2) // streams
                .put((byte) 0) // of two channels
                .put((byte) 0)
                .put((byte) 1)
                .array();
    }

    private static byte[] tags() {
        byte[] vendor = "Helpline".getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(16 + vendor.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusTags".getBytes(StandardCharsets.US_ASCII))
                .putInt(vendor.length)
                .put(vendor)
                .putInt(0)
                .array();
    }
}
