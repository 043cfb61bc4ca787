package org.helpline.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Random;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpSuite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a receiver takes and what it does not: roll-over, the window, several sources, identifiers of keys, nonsense. */
class ReceiverTest {

    private static final int LENGTH = 172;

    private final Random random = new Random(1);
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Space.MOST);

    private byte[] sealed(SrtpSender sender, int ssrc, int sequence) {
        RtpHeader.write(buffer.clear(), 0, false, 0, sequence & 0xffff, 0, ssrc);
        int end = sender.sealRtp(buffer, 0, LENGTH);
        byte[] bytes = new byte[Math.max(0, end)];
        buffer.clear().get(0, bytes);
        return bytes;
    }

    private int open(SrtpReceiver receiver, byte[] packet) {
        return receiver.openRtp(buffer.clear().put(0, packet), packet.length);
    }

    @ParameterizedTest
    @CsvSource({
        // last heard, then, the roll-overs that it is counted to have: RFC 3711 §3.3.1
        "0, 1, 0",
        "0, 32768, 0",
        "1, 65535, 0",
        "32767, 65535, 0",
        "32768, 0, 0",
        "32769, 0, 1",
        "65535, 0, 1",
        "65535, 32766, 1",
        "65535, 32767, 0",
        "65535, 65534, 0",
        "131071, 0, 2",
        "65540, 65535, 0",
        "98304, 98304, 1",
    })
    void theRollOverIsGuessedFromWhatWasHeardLast(long last, int then, long rollOvers) {
        PacketIndex place = new PacketIndex();
        place.accept(last);
        assertThat(place.guess(then & 0xffff) >>> 16).isEqualTo(rollOvers);
    }

    @Test
    void theWindowIsSixtyFourPacketsWide() {
        PacketIndex place = new PacketIndex();
        place.accept(1_000);
        place.accept(990);
        assertThat(place.isFresh(1_000)).isFalse();
        assertThat(place.isFresh(990)).isFalse();
        assertThat(place.isFresh(991)).isTrue();
        assertThat(place.isFresh(1_000 - 63)).isTrue();
        assertThat(place.isFresh(1_000 - 64)).isFalse();
        place.accept(1_100);
        assertThat(place.isFresh(1_000)).isFalse();
        assertThat(place.isFresh(1_040)).isTrue();
        place.accept(1_163);
        assertThat(place.isFresh(1_100)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void whoHearsASourceOnlyAfterItsFirstRollOverHearsIt(SrtpSuite suite) {
        SrtpKey key = SrtpKey.fresh(suite, random);
        SrtpSender sender = new SrtpSender(key, new Space());
        SrtpReceiver receiver = new SrtpReceiver(key, new Space());
        for (int sequence = 65_500; sequence < 65_540; sequence++) { // all lost
            sealed(sender, 7, sequence);
        }
        for (int sequence = 4; sequence < 100; sequence++) {
            assertThat(open(receiver, sealed(sender, 7, sequence))).isEqualTo(LENGTH);
        }
    }

    @Test
    void eachSourceIsCountedForItselfAndManyDoNotGrowIt() {
        SrtpKey key = SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80, random);
        SrtpReceiver receiver = new SrtpReceiver(key, new Space());
        for (int ssrc = 1; ssrc < 30; ssrc++) {
            SrtpSender sender = new SrtpSender(key, new Space());
            byte[] first = sealed(sender, ssrc, 5);
            assertThat(open(receiver, first)).isEqualTo(LENGTH);
            assertThat(open(receiver, first)).isEqualTo(SrtpReceiver.REPLAYED);
        }
    }

    @Test
    void anUnknownSourceWithAWrongTagLeavesNoTrace() {
        SrtpKey key = SrtpKey.fresh(SrtpSuite.AES_CM_128_HMAC_SHA1_80, random);
        SrtpReceiver receiver = new SrtpReceiver(key, new Space());
        SrtpSender stranger = new SrtpSender(SrtpKey.fresh(key.suite(), random), new Space());
        for (int i = 0; i < 100; i++) {
            assertThat(open(receiver, sealed(stranger, 7, 60_000 + i))).isEqualTo(SrtpReceiver.FORGED);
        }
        assertThat(open(receiver, sealed(new SrtpSender(key, new Space()), 7, 3)))
                .isEqualTo(LENGTH);
    }

    @ParameterizedTest
    @CsvSource({"AES_CM_128_HMAC_SHA1_80, 1", "AES_CM_128_HMAC_SHA1_32, 4", "AEAD_AES_128_GCM, 128"})
    void anIdentifierOfTheKeyIsPassedOver(SrtpSuite suite, int mkiBytes) {
        SrtpKey plain = SrtpKey.fresh(suite, random);
        byte[] both = new byte[suite.keyAndSaltBytes()];
        System.arraycopy(plain.master(), 0, both, 0, 16);
        System.arraycopy(plain.salt(), 0, both, 16, suite.saltBytes());
        SrtpReceiver receiver = new SrtpReceiver(new SrtpKey(suite, both, mkiBytes), new Space());
        SrtpSender sender = new SrtpSender(plain, new Space());
        byte[] packet = sealed(sender, 7, 5);
        int tag = suite.isGcm() ? 0 : suite.tagBytes();
        assertThat(open(receiver, with(packet, tag, mkiBytes))).isEqualTo(LENGTH);
        ByteBuffer report = ByteBuffer.allocate(300).putInt(0, 0x80c90001).putInt(4, 7);
        int end = sender.sealRtcp(report, 8);
        byte[] rtcp = java.util.Arrays.copyOf(report.array(), end);
        byte[] identified = with(rtcp, suite.isGcm() ? 0 : suite.rtcpTagBytes(), mkiBytes);
        assertThat(receiver.openRtcp(buffer.clear().put(0, identified), identified.length))
                .isEqualTo(8);
    }

    private static byte[] with(byte[] packet, int behind, int mkiBytes) {
        byte[] identified = new byte[packet.length + mkiBytes];
        System.arraycopy(packet, 0, identified, 0, packet.length - behind);
        System.arraycopy(packet, packet.length - behind, identified, identified.length - behind, behind);
        return identified;
    }

    @Test
    void noNumberIsUsedTwice() {
        SrtpSender sender = new SrtpSender(SrtpKey.fresh(SrtpSuite.AEAD_AES_128_GCM, random), new Space());
        assertThat(sealed(sender, 7, 100)).isNotEmpty();
        assertThat(sealed(sender, 7, 100)).isEmpty();
        assertThat(sealed(sender, 7, 99)).isNotEmpty();
        assertThat(sealed(sender, 7, 20)).isEmpty(); // too late to tell
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 11, 12, 15, 21, 22, 25, 2_048})
    void nonsenseOfAnyLengthIsNoPacket(int length) {
        for (SrtpSuite suite : SrtpSuite.values()) {
            SrtpReceiver receiver = new SrtpReceiver(SrtpKey.fresh(suite, random), new Space());
            for (int i = 0; i < 200; i++) {
                byte[] packet = new byte[length];
                random.nextBytes(packet);
                if (length > 0 && i % 2 == 0) {
                    packet[0] = (byte) (0x80 | (packet[0] & 0x1f));
                }
                assertThat(open(receiver, packet)).isNegative();
                assertThat(receiver.openRtcp(buffer.clear().put(0, packet), length))
                        .isNegative();
            }
        }
    }
}
