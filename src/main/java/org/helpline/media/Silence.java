package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.G711Tables;
import org.helpline.sdp.AudioCodec;

/** Payloads that sound like nothing. */
final class Silence {

    /** What a G.722 encoder makes of silence that goes on. */
    private static final byte G722 = (byte) 0xfd;

    private Silence() {}

    /** Fills a payload with silence of the same time; its bytes, which may be fewer then. */
    static int hush(ByteBuffer packet, int at, int bytes, AudioCodec codec) {
        byte silence = switch (codec) {
            case PCMU, PCMA -> G711Tables.silence(codec);
            case G722, OPUS -> G722;
        };
        for (int i = at; i < at + bytes; i++) {
            packet.put(i, silence);
        }
        return bytes;
    }
}
