package org.helpline.media.srtp;

/** What packets are worked on in: made once for each media loop, so that no packet and hardly a leg costs memory. One media loop. */
public final class Space {

    /** The longest packet that is taken, tag and all. */
    static final int MOST = 2_048;

    final byte[] packet = new byte[MOST];
    final byte[] counter = new byte[BlockCipher.BLOCK];
    final byte[] mask = new byte[BlockCipher.BLOCK];
    final byte[] hash = new byte[BlockCipher.BLOCK];
    final byte[] associated = new byte[MOST + 4];
    final KeyStream stream = new KeyStream(MOST);
    final HmacSha1 hmac = new HmacSha1();
    final Ghash ghash = new Ghash();
}
