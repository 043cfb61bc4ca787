package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RtcpTest {

    private static final int OURS = 0x11111111;
    private final RtcpWriter writer = new RtcpWriter(new Random(1));
    private final RtcpReader reader = new RtcpReader();

    @Test
    void aReportThatWeWriteIsOneThatWeCanRead() {
        ByteBuffer b = ByteBuffer.allocate(500);
        writer.sender(b, 0x22222222, Instant.parse("2026-11-20T10:00:00.5Z"), 8_000, 50, 8_000);
        writer.reception(b, 0, new RtcpWriter.Reception(OURS, 64, -1, 70_000, 12, 3, 4));
        writer.name(b, 0, 0x22222222);
        writer.bye(b, 0x22222222);
        int length = b.position();
        assertThat(length % 4).isZero();
        assertThat(reader.on(b, length, OURS, 1_000)).isTrue();
        assertThat(reader.peerFractionLost()).isEqualTo(64);
        assertThat(reader.peerJitterUnits()).isEqualTo(12);
        long seconds = Instant.parse("2026-11-20T10:00:00Z").getEpochSecond() + 2_208_988_800L;
        assertThat(reader.lastReport()).isEqualTo((int) (((seconds & 0xffff) << 16) | 0x8000));
        assertThat(reader.sinceLastReport(1_000 + 1_500_000_000L)).isEqualTo(98_304); // 1.5 s in 1/65536 s
    }

    @Test
    void theWriterLaysOutAReceiverReportAsTheRfcDrawsIt() {
        ByteBuffer b = ByteBuffer.allocate(500);
        writer.receiver(b, 0x22222222);
        writer.reception(b, 0, new RtcpWriter.Reception(OURS, 255, -2, 0x0001ffff, 9, 0, 0));
        writer.name(b, 0, 0x22222222);
        String hex = HexFormat.of().formatHex(b.array(), 0, 40);
        assertThat(hex)
                .isEqualTo("81c90007" + "22222222" + "11111111" + "fffffffe" + "0001ffff" + "00000009" + "00000000"
                        + "00000000" + "81ca0006" + "22222222");
        assertThat(b.get(40)).as("CNAME").isEqualTo((byte) 1);
        assertThat(b.get(41)).isEqualTo((byte) 16);
        assertThat(b.position()).isEqualTo(32 + 28);
        assertThat(b.get(58)).as("the list's end").isZero();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "short, 80c90000",
        "no multiple of four, 80c90001 11111111 00",
        "version 1, 40c90001 11111111",
        "bye first, 81cb0001 11111111",
        "description first, 81ca0001 11111111",
        "longer than the datagram, 80c90002 11111111",
        "padding in the first, a0c90001 11111111",
        "a second part beyond the end, 80c90001 11111111 81ca0001",
        "a second part of version 0, 80c90001 11111111 00ca0000",
    })
    void refusesWhatIsNoCompound(String what, String hex) {
        byte[] b = HexFormat.of().parseHex(hex.replace(" ", ""));
        assertThat(reader.on(ByteBuffer.wrap(b), b.length, OURS, 1)).as(what).isFalse();
        assertThat(reader.reports()).isZero();
    }

    @Test
    void blocksThatAreNotThereAreNotRead() {
        byte[] b = HexFormat.of().parseHex("9fc9000122222222");
        assertThat(reader.on(ByteBuffer.wrap(b), b.length, OURS, 1)).isTrue();
        byte[] sr = HexFormat.of().parseHex("80c8000122222222"); // a sender report without its sender part
        assertThat(reader.on(ByteBuffer.wrap(sr), sr.length, OURS, 1)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noBytesMakeItFail(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] b = new byte[4 * random.nextInt(20)];
            random.nextBytes(b);
            if (b.length > 3) {
                b[0] = (byte) (0x80 | random.nextInt(32));
                b[1] = (byte) (200 + random.nextInt(4));
                b[2] = 0;
                b[3] = (byte) (b.length / 4 - 1 - random.nextInt(2));
            }
            assertThat(reader.on(ByteBuffer.wrap(b), b.length, OURS, 1)).isIn(true, false);
        }
    }
}
