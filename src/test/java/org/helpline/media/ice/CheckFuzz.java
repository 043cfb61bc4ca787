package org.helpline.media.ice;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Random;
import org.helpline.sdp.DtlsTerms;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.IceDtls;

/** Any datagram that may be STUN on a browser's port: it is read within its bounds, and none that nobody made is answered. */
public final class CheckFuzz {

    private static final int MOST = 2_048;
    private static final InetSocketAddress SOURCE = new InetSocketAddress("192.0.2.7", 4000);

    private CheckFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > MOST) {
            return;
        }
        Fingerprint print = Fingerprint.of(data);
        IceDtls ours = IceDtls.fresh(print, new Random(1));
        IceDtls theirs = IceDtls.fresh(print, new Random(2));
        IceLite ice = new IceLite(new DtlsTerms(ours, theirs), 0);
        ByteBuffer packet = ByteBuffer.allocate(MOST).put(0, data);
        boolean genuine = new StunReader().read(packet, data.length) && isOurs(packet, data.length, ours, theirs);
        int answer = ice.on(packet, data.length, SOURCE, 1, ByteBuffer.allocate(MOST));
        if (answer > 128 || (answer > 0 && !genuine)) {
            throw new IllegalStateException("an answer of " + answer + " bytes to what nobody made");
        }
    }

    private static boolean isOurs(ByteBuffer packet, int length, IceDtls ours, IceDtls theirs) {
        StunReader reader = new StunReader();
        return reader.read(packet, length)
                && reader.isFor((ours.ufrag() + ":" + theirs.ufrag()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                && reader.isAuthentic(new StunKey(ours.pwd()));
    }
}
