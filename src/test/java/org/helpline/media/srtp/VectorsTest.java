package org.helpline.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;
import org.junit.jupiter.api.Test;

/** The ciphers against the vectors of RFC 3711 and RFC 7714, and against what Java itself has. */
class VectorsTest {

    private static final int AUTH_KEY = 20;

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", "").toLowerCase(java.util.Locale.ROOT));
    }

    /** RFC 3711 §B.2: the first three blocks, and the three at the counter's 0xfeff. */
    @Test
    void countersMakeTheKeyStreamOfTheRfc() {
        BlockCipher cipher = new BlockCipher(hex("2B7E151628AED2A6ABF7158809CF4F3C"));
        byte[] start = hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD0000");
        byte[] stream = new byte[0xff02 * 16];
        new KeyStream(stream.length).lay(cipher, start, 2, stream, 0, stream.length);
        assertThat(Arrays.copyOf(stream, 48))
                .isEqualTo(hex("E03EAD0935C95E80E166B16DD92B4EB4 D23513162B02D0F72A43A2FE4A5F97AB"
                        + "41E95B3BB0A2E8DD477901E4FCA894C0"));
        assertThat(Arrays.copyOfRange(stream, 0xfeff * 16, 0xff02 * 16))
                .isEqualTo(hex("EC8CDF7398607CB0F2D21675EA9EA1E4 362B7C3C6773516318A077D7FC5073AE"
                        + "6A2CC3787889374FBEB4C81B17BA6C44"));
    }

    /** RFC 3711 §B.3. */
    @Test
    void sessionKeysAreThoseOfTheRfc() {
        byte[] master = hex("E1F97A0D3E018BE0D64FA32C06DE4139 0EC675AD498AFEEBB6960B3AABE6");
        Derivation keys = new Derivation(new SrtpKey(SrtpSuite.AES_CM_128_HMAC_SHA1_80, master, 0));
        assertThat(keys.derive(Derivation.RTP_KEY, 16)).isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
        assertThat(keys.derive(Derivation.RTP_SALT, 14)).isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
        assertThat(keys.derive(Derivation.RTP_AUTH, AUTH_KEY))
                .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
    }

    private static final byte[] GCM_KEY = hex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] GCM_SALT = hex("517569642070726f2071756f");

    /** RFC 7714 §16.1.1 and §16.1.2. */
    @Test
    void gcmSealsAndOpensTheRtpOfTheRfc() {
        Space space = new Space();
        GcmMode gcm = new GcmMode(space, GCM_KEY, GCM_SALT, GCM_KEY, GCM_SALT);
        byte[] plain = hex("8040f17b8041f8d35501a0b2 47616c6c696120657374206f6d6e697320646976"
                + "69736120696e207061727465732074726573");
        byte[] sealed = hex("8040f17b8041f8d35501a0b2 f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b"
                + "36de3adf8833 899d7f27beb16a9152cf765ee4390cce");
        System.arraycopy(plain, 0, space.packet, 0, plain.length);
        int length = gcm.sealRtp(12, plain.length, 0x5501a0b2, 0xf17b);
        assertThat(Arrays.copyOf(space.packet, length)).isEqualTo(sealed);
        assertThat(gcm.openRtp(12, length, 0x5501a0b2, 0xf17b)).isTrue();
        assertThat(Arrays.copyOf(space.packet, plain.length)).isEqualTo(plain);
    }

    private static final byte[] RTCP = hex("81c8000d4d617273 4e5450314e545032525450200000042a0000e9304c756e61"
            + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");

    /** RFC 7714 §17.1 and §17.2. */
    @Test
    void gcmSealsAndOpensTheRtcpOfTheRfc() {
        Space space = new Space();
        GcmMode gcm = new GcmMode(space, GCM_KEY, GCM_SALT, GCM_KEY, GCM_SALT);
        byte[] sealed = hex("81c8000d4d617273 63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b46"
                + "86303ded0bb9275bc84aa45896cf4d2fc5abf87245d9eade 800005d4");
        System.arraycopy(RTCP, 0, space.packet, 0, RTCP.length);
        int length = gcm.sealRtcp(RTCP.length, 0x4d617273, 0x5d4);
        assertThat(Arrays.copyOf(space.packet, length)).isEqualTo(sealed);
        assertThat(gcm.openRtcp(length, 0x4d617273, 0x800005d4)).isTrue();
        assertThat(Arrays.copyOf(space.packet, RTCP.length)).isEqualTo(RTCP);
    }

    /** RFC 7714 §17.3: the tag without encryption. */
    @Test
    void gcmChecksRtcpThatIsNotEncrypted() {
        Space space = new Space();
        GcmMode gcm = new GcmMode(space, GCM_KEY, GCM_SALT, GCM_KEY, GCM_SALT);
        byte[] tail = hex("841dd9683dd78ec92ae58790125f62b3 000005d4");
        System.arraycopy(RTCP, 0, space.packet, 0, RTCP.length);
        System.arraycopy(tail, 0, space.packet, RTCP.length, tail.length);
        assertThat(gcm.openRtcp(RTCP.length + tail.length, 0x4d617273, 0x5d4)).isTrue();
        assertThat(Arrays.copyOf(space.packet, RTCP.length)).isEqualTo(RTCP);
        space.packet[10] ^= 1;
        assertThat(gcm.openRtcp(RTCP.length + tail.length, 0x4d617273, 0x5d4)).isFalse();
    }

    /** Lengths around the block's, against Java's own GCM. */
    @Test
    void gcmIsThatOfJava() throws GeneralSecurityException {
        Random random = new Random(7714);
        for (int bytes = 0; bytes < 200; bytes++) {
            Space space = new Space();
            byte[] key = new byte[16];
            random.nextBytes(key);
            byte[] packet = new byte[12 + bytes];
            random.nextBytes(packet);
            int length = seal(space, key, packet);
            Cipher java = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] nonce = new byte[12];
            Bytes.putInt(nonce, 2, 7);
            Bytes.putInt(nonce, 8, 0x1_0005);
            java.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
            java.updateAAD(packet, 0, 12);
            assertThat(Arrays.copyOfRange(space.packet, 12, length)).isEqualTo(java.doFinal(packet, 12, bytes));
        }
    }

    private static int seal(Space space, byte[] key, byte[] packet) {
        System.arraycopy(packet, 0, space.packet, 0, packet.length);
        return new GcmMode(space, key, new byte[12], key, new byte[12]).sealRtp(12, packet.length, 7, 0x1_0005);
    }

    @Test
    void theCodeIsThatOfJava() throws GeneralSecurityException {
        Random random = new Random(2104);
        HmacSha1 ours = new HmacSha1();
        for (int bytes = 0; bytes < 300; bytes++) {
            byte[] key = new byte[AUTH_KEY];
            random.nextBytes(key);
            byte[] packet = new byte[bytes + 4];
            random.nextBytes(packet);
            Mac java = Mac.getInstance("HmacSHA1");
            java.init(new SecretKeySpec(key, "HmacSHA1"));
            byte[] code = ours.code(new HmacSha1.Key(key), packet, bytes, true, Bytes.getInt(packet, bytes));
            assertThat(code).isEqualTo(java.doFinal(packet));
        }
    }
}
