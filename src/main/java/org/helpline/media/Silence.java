package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.G711Tables;
import org.helpline.sdp.AudioCodec;

/** Payloads that sound like nothing. */
final class Silence {

    /** What a G.722 encoder makes of silence that goes on. */
    private static final byte G722 = (byte) 0xfd;

    // 20 ms of CELT at full band (RFC 6716 §3.1) that holds nothing: what libopus makes of digital silence
    private static final byte OPUS_FRAME = (byte) 0xf8;
    private static final byte[] OPUS_NOTHING = {(byte) 0xff, (byte) 0xfe};
    private static final int OPUS_BYTES = 3;

    private Silence() {}

    /** Fills a payload with silence of the same time; its bytes, which may be fewer then. */
    static int hush(ByteBuffer packet, int at, int bytes, AudioCodec codec) {
        if (codec == AudioCodec.OPUS) {
            return opus(packet, at, bytes);
        }
        byte silence = codec == AudioCodec.G722 ? G722 : G711Tables.silence(codec);
        for (int i = at; i < at + bytes; i++) {
            packet.put(i, silence);
        }
        return bytes;
    }

    // one shorter than that is a pause of the sender, and silent anyhow
    private static int opus(ByteBuffer packet, int at, int bytes) {
        if (bytes < OPUS_BYTES) {
            return bytes;
        }
        packet.put(at, OPUS_FRAME);
        packet.put(at + 1, OPUS_NOTHING);
        return OPUS_BYTES;
    }
}
