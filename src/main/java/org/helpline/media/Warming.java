package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.media.srtp.Space;
import org.helpline.media.srtp.SrtpSender;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;

/** The first use of Java's ciphers loads what they are made of, which takes longer than a tick: so it is made before there are calls. */
final class Warming {

    private static final int PACKET = 172;

    private Warming() {}

    static void warm(Space space) {
        ByteBuffer packet = ByteBuffer.allocate(256);
        for (SrtpSuite suite : SrtpSuite.values()) {
            SrtpSender sender = new SrtpSender(new SrtpKey(suite, new byte[suite.keyAndSaltBytes()], 0), space);
            RtpHeader.write(packet, 0, false, 0, 1, 0, 0);
            sender.sealRtp(packet, 0, PACKET);
        }
    }
}
