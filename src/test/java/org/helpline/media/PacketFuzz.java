package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.dtmf.DigitReceiver;
import org.helpline.media.rtp.RtcpReader;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpReceiver;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;

/** Any datagram on a media port: it is read within its bounds, and nothing that nobody sealed is opened. */
public final class PacketFuzz {

    private static final int MOST = 2_048;
    private static final Space SPACE = new Space();
    private static final SrtpSuite[] LONG_TAGS = {SrtpSuite.AES_CM_128_HMAC_SHA1_80, SrtpSuite.AEAD_AES_128_GCM};

    private PacketFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > MOST) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(MOST).put(0, data);
        RtpHeader header = new RtpHeader();
        if (header.read(buffer, data.length)) {
            if (header.payloadOffset() + header.payloadBytes() > data.length || header.payloadBytes() < 0) {
                throw new IllegalStateException("a payload outside its packet");
            }
            if (header.payloadBytes() >= DigitReceiver.BYTES) {
                new DigitReceiver().on(header, buffer, 1);
            }
        }
        new RtcpReader().on(buffer, data.length, 7, 1);
        for (SrtpSuite suite : LONG_TAGS) {
            SrtpKey key = new SrtpKey(suite, new byte[suite.keyAndSaltBytes()], data.length % 3);
            SrtpReceiver receiver = new SrtpReceiver(key, SPACE);
            if (receiver.openRtp(buffer, data.length) >= 0 || receiver.openRtcp(buffer, data.length) >= 0) {
                throw new IllegalStateException("opened what nobody sealed");
            }
            sealedAndOpened(buffer, data, suite);
        }
    }

    private static void sealedAndOpened(ByteBuffer buffer, byte[] data, SrtpSuite suite) {
        SrtpKey key = new SrtpKey(suite, new byte[suite.keyAndSaltBytes()], 0);
        int end = new SrtpSender(key, SPACE).sealRtp(buffer, 0, data.length);
        if (end >= 0 && new SrtpReceiver(key, SPACE).openRtp(buffer.clear(), end) != data.length) {
            throw new IllegalStateException("cannot be opened again");
        }
        buffer.clear().put(0, data);
    }
}
