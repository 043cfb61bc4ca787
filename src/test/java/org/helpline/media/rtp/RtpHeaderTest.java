package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtpHeaderTest {

    private final RtpHeader header = new RtpHeader();

    @Test
    void readsWhatItWrites() {
        ByteBuffer b = ByteBuffer.allocate(20);
        RtpHeader.write(b, 0, true, 101, 65535, -2, 0xcafebabe);
        assertThat(header.read(b, 20)).isTrue();
        assertThat(header.marker()).isTrue();
        assertThat(header.payloadType()).isEqualTo(101);
        assertThat(header.sequence()).isEqualTo(65535);
        assertThat(header.timestamp()).isEqualTo(-2);
        assertThat(header.ssrc()).isEqualTo(0xcafebabe);
        assertThat(header.payloadOffset()).isEqualTo(12);
        assertThat(header.payloadBytes()).isEqualTo(8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "two contributing sources, 82000001 00000000 00000001 0000000a 0000000b ffff, 20, 2",
        "an extension of one word, 90000001 00000000 00000001 bede0001 00000000 ffff, 20, 2",
        "an empty extension, 90000001 00000000 00000001 bede0000 ffff, 16, 2",
        "padding, a0000001 00000000 00000001 ffff0003 ffff 0004, 12, 4",
        "nothing but padding, a0000001 00000000 00000001 00000004, 12, 0",
        "no payload, 80000001 00000000 00000001, 12, 0",
    })
    void findsThePayload(String what, String hex, int offset, int bytes) {
        byte[] packet = bytes(hex);
        assertThat(header.read(ByteBuffer.wrap(packet), packet.length)).as(what).isTrue();
        assertThat(header.payloadOffset()).isEqualTo(offset);
        assertThat(header.payloadBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "short, 80000001 00000000 000000",
        "version 1, 40000001 00000000 00000001",
        "STUN, 000100002112a442000000000000000000000000",
        "RTCP sender report, 80c80006 00000000 00000001",
        "RTCP application, 80cc0006 00000000 00000001",
        "contributing sources beyond the end, 8f000001 00000000 00000001 0000000a",
        "extension header beyond the end, 90000001 00000000 00000001 bede",
        "extension beyond the end, 90000001 00000000 00000001 bedeffff 00000000",
        "padding longer than the payload, a0000001 00000000 00000001 00000005",
        "padding of nought, a0000001 00000000 00000001 00000000",
        "padding of nothing, a0000001 00000000 00000001",
    })
    void refusesWhatIsNoRtp(String what, String hex) {
        byte[] packet = bytes(hex);
        assertThat(header.read(ByteBuffer.wrap(packet), packet.length)).as(what).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBytesMakeItReadOutsideThePacket(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] packet = new byte[random.nextInt(64)];
            random.nextBytes(packet);
            if (header.read(ByteBuffer.wrap(packet), packet.length)) {
                assertThat(header.payloadOffset() + header.payloadBytes()).isLessThanOrEqualTo(packet.length);
                assertThat(header.payloadBytes()).isNotNegative();
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
