package org.helpline.media.srtp;

import java.util.Arrays;
import org.helpline.sdp.SrtpKey;

/**
 * Session keys from a master key (RFC 3711 §4.3), with a derivation rate of zero: once. GCM's salt of 12 bytes is filled up with zeros on the right
 * (RFC 7714 §11).
 */
final class Derivation {

    static final int RTP_KEY = 0;
    static final int RTP_AUTH = 1;
    static final int RTP_SALT = 2;
    static final int RTCP_KEY = 3;
    static final int RTCP_AUTH = 4;
    static final int RTCP_SALT = 5;

    private static final int LABEL = 7; // its place in the 112 bits of the salt
    private static final int SALT = 14;
    private static final int MOST = 32;

    private final BlockCipher master;
    private final byte[] salt;
    private final KeyStream stream = new KeyStream(MOST);

    Derivation(SrtpKey key) {
        master = new BlockCipher(key.master());
        salt = Arrays.copyOf(key.salt(), SALT);
    }

    byte[] derive(int label, int bytes) {
        byte[] counter = Arrays.copyOf(salt, BlockCipher.BLOCK);
        counter[LABEL] ^= (byte) label;
        byte[] derived = new byte[bytes];
        stream.lay(master, counter, 2, derived, 0, bytes);
        return derived;
    }
}
