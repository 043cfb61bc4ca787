package org.helpline.media.srtp;

import org.helpline.sdp.SrtpKey;

/**
 * AES-GCM (RFC 7714): the tag stands right after what is encrypted, and covers the header; of RTCP also the word with the index, which stands behind
 * the tag (§9.2).
 */
final class GcmMode implements Transform {

    private static final int COUNTER_BYTES = 4;
    private static final int TAG = 16;
    private static final int SALT = 12;
    private static final int WORD = 4;
    private static final int RTCP_HEADER = 8;

    private final Space space;
    private final BlockCipher cipher;
    private final Ghash.Key hashKey;
    private final byte[] salt;
    private final BlockCipher rtcpCipher;
    private final Ghash.Key rtcpHashKey;
    private final byte[] rtcpSalt;

    GcmMode(SrtpKey key, Space space) {
        this(new Derivation(key), space);
    }

    private GcmMode(Derivation keys, Space space) {
        this(
                space,
                keys.derive(Derivation.RTP_KEY, BlockCipher.BLOCK),
                keys.derive(Derivation.RTP_SALT, SALT),
                keys.derive(Derivation.RTCP_KEY, BlockCipher.BLOCK),
                keys.derive(Derivation.RTCP_SALT, SALT));
    }

    /** With session keys and salts that are known. */
    GcmMode(Space space, byte[] key, byte[] salt, byte[] rtcpKey, byte[] rtcpSalt) {
        this.space = space;
        this.salt = salt;
        this.rtcpSalt = rtcpSalt;
        cipher = new BlockCipher(key);
        hashKey = hashKey(cipher);
        rtcpCipher = new BlockCipher(rtcpKey);
        rtcpHashKey = hashKey(rtcpCipher);
    }

    private static Ghash.Key hashKey(BlockCipher cipher) {
        byte[] h = new byte[BlockCipher.BLOCK];
        cipher.encrypt(new byte[BlockCipher.BLOCK], h, BlockCipher.BLOCK);
        return new Ghash.Key(h);
    }

    @Override
    public int sealRtp(int header, int length, int ssrc, long index) {
        start(salt, ssrc, (int) (index >>> 32), (int) index);
        encrypt(cipher, header, length);
        tag(cipher, hashKey, space.packet, header, header, length);
        System.arraycopy(space.hash, 0, space.packet, length, TAG);
        return length + TAG;
    }

    @Override
    public boolean openRtp(int header, int length, int ssrc, long index) {
        int end = length - TAG;
        start(salt, ssrc, (int) (index >>> 32), (int) index);
        tag(cipher, hashKey, space.packet, header, header, end);
        if (!Bytes.same(space.hash, space.packet, end, TAG)) {
            return false;
        }
        encrypt(cipher, header, end);
        return true;
    }

    @Override
    public int sealRtcp(int length, int ssrc, int index) {
        int word = SrtcpWord.encrypted(index);
        start(rtcpSalt, ssrc, 0, index);
        encrypt(rtcpCipher, RTCP_HEADER, length);
        tag(rtcpCipher, rtcpHashKey, space.associated, associate(RTCP_HEADER, word), RTCP_HEADER, length);
        System.arraycopy(space.hash, 0, space.packet, length, TAG);
        Bytes.putInt(space.packet, length + TAG, word);
        return length + TAG + WORD;
    }

    @Override
    public boolean openRtcp(int length, int ssrc, int word) {
        int end = length - WORD - TAG;
        int readable = SrtcpWord.isEncrypted(word) ? RTCP_HEADER : end; // §9.3: else all of it is only authenticated
        start(rtcpSalt, ssrc, 0, SrtcpWord.index(word));
        tag(rtcpCipher, rtcpHashKey, space.associated, associate(readable, word), readable, end);
        if (!Bytes.same(space.hash, space.packet, end, TAG)) {
            return false;
        }
        encrypt(rtcpCipher, readable, end);
        return true;
    }

    @Override
    public int rtcpWordAt(int length) {
        return length - WORD;
    }

    private int associate(int bytes, int word) {
        System.arraycopy(space.packet, 0, space.associated, 0, bytes);
        Bytes.putInt(space.associated, bytes, word);
        return bytes + WORD;
    }

    /** The nonce: two zero bytes, SSRC and six bytes of roll-over counter and sequence number or index, xor the salt (§8.1, §9.1); then the count. */
    private void start(byte[] itsSalt, int ssrc, int indexHigh, int indexLow) {
        byte[] counter = space.counter;
        System.arraycopy(itsSalt, 0, counter, 0, SALT);
        Bytes.putInt(counter, 2, Bytes.getInt(counter, 2) ^ ssrc);
        counter[6] ^= (byte) (indexHigh >>> 8);
        counter[7] ^= (byte) indexHigh;
        Bytes.putInt(counter, 8, Bytes.getInt(counter, 8) ^ indexLow);
    }

    // count 1 is the tag's, the text begins with 2: NIST SP 800-38D §7.1
    private void encrypt(BlockCipher by, int from, int end) {
        Bytes.putInt(space.counter, SALT, 2);
        space.stream.lay(by, space.counter, COUNTER_BYTES, space.packet, from, end - from);
    }

    private void tag(BlockCipher by, Ghash.Key key, byte[] associated, int associatedBytes, int from, int end) {
        Ghash ghash = space.ghash;
        ghash.begin();
        ghash.take(key, associated, 0, associatedBytes);
        ghash.take(key, space.packet, from, end - from);
        ghash.end(key, associatedBytes, end - from, space.hash);
        Bytes.putInt(space.counter, SALT, 1);
        by.encrypt(space.counter, space.mask, BlockCipher.BLOCK);
        for (int i = 0; i < TAG; i++) {
            space.hash[i] ^= space.mask[i];
        }
    }
}
