package org.helpline.media.srtp;

import org.helpline.sdp.SrtpKey;

/**
 * AES in counter mode with HMAC-SHA1 (RFC 3711 §4.1.1 and §4.2): the tag covers header, encrypted payload and roll-over counter; of RTCP the word
 * with the index, which stands before the tag.
 */
final class CounterMode implements Transform {

    private static final int COUNTER_BYTES = 2;
    private static final int WORD = 4;
    private static final int RTCP_HEADER = 8;
    private static final int AUTH_KEY = 20;

    private final Space space;
    private final int tag;
    private final int rtcpTag;
    private final BlockCipher cipher;
    private final byte[] salt;
    private final HmacSha1.Key auth;
    private final BlockCipher rtcpCipher;
    private final byte[] rtcpSalt;
    private final HmacSha1.Key rtcpAuth;

    CounterMode(SrtpKey key, Space space) {
        this.space = space;
        tag = key.suite().tagBytes();
        rtcpTag = key.suite().rtcpTagBytes();
        Derivation keys = new Derivation(key);
        int saltBytes = key.suite().saltBytes();
        cipher = new BlockCipher(keys.derive(Derivation.RTP_KEY, BlockCipher.BLOCK));
        auth = new HmacSha1.Key(keys.derive(Derivation.RTP_AUTH, AUTH_KEY));
        salt = keys.derive(Derivation.RTP_SALT, saltBytes);
        rtcpCipher = new BlockCipher(keys.derive(Derivation.RTCP_KEY, BlockCipher.BLOCK));
        rtcpAuth = new HmacSha1.Key(keys.derive(Derivation.RTCP_AUTH, AUTH_KEY));
        rtcpSalt = keys.derive(Derivation.RTCP_SALT, saltBytes);
    }

    @Override
    public int sealRtp(int header, int length, int ssrc, long index) {
        lay(cipher, salt, header, length, ssrc, index);
        byte[] code = space.hmac.code(auth, space.packet, length, true, (int) (index >>> 16));
        System.arraycopy(code, 0, space.packet, length, tag);
        return length + tag;
    }

    @Override
    public boolean openRtp(int header, int length, int ssrc, long index) {
        int end = length - tag;
        byte[] code = space.hmac.code(auth, space.packet, end, true, (int) (index >>> 16));
        if (!Bytes.same(code, space.packet, end, tag)) {
            return false;
        }
        lay(cipher, salt, header, end, ssrc, index);
        return true;
    }

    @Override
    public int sealRtcp(int length, int ssrc, int index) {
        lay(rtcpCipher, rtcpSalt, RTCP_HEADER, length, ssrc, index);
        Bytes.putInt(space.packet, length, SrtcpWord.encrypted(index));
        byte[] code = space.hmac.code(rtcpAuth, space.packet, length + WORD, false, 0);
        System.arraycopy(code, 0, space.packet, length + WORD, rtcpTag);
        return length + WORD + rtcpTag;
    }

    @Override
    public boolean openRtcp(int length, int ssrc, int word) {
        int end = length - rtcpTag;
        byte[] code = space.hmac.code(rtcpAuth, space.packet, end, false, 0);
        if (!Bytes.same(code, space.packet, end, rtcpTag)) {
            return false;
        }
        if (SrtcpWord.isEncrypted(word)) {
            lay(rtcpCipher, rtcpSalt, RTCP_HEADER, end - WORD, ssrc, SrtcpWord.index(word));
        }
        return true;
    }

    @Override
    public int rtcpWordAt(int length) {
        return length - rtcpTag - WORD;
    }

    /** The counter begins at salt * 2^16 xor SSRC * 2^64 xor index * 2^16: §4.1.1. */
    private void lay(BlockCipher by, byte[] itsSalt, int from, int end, int ssrc, long index) {
        byte[] counter = space.counter;
        System.arraycopy(itsSalt, 0, counter, 0, itsSalt.length);
        counter[14] = 0;
        counter[15] = 0;
        Bytes.putInt(counter, 4, Bytes.getInt(counter, 4) ^ ssrc);
        Bytes.putInt(counter, 8, Bytes.getInt(counter, 8) ^ (int) (index >>> 16));
        counter[12] ^= (byte) (index >>> 8);
        counter[13] ^= (byte) index;
        space.stream.lay(by, counter, COUNTER_BYTES, space.packet, from, end - from);
    }
}
