package org.helpline.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.RtpHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComfortNoiseTest {

    private static int level(int... payload) {
        ByteBuffer packet = ByteBuffer.allocate(RtpHeader.BYTES + payload.length);
        RtpHeader.write(packet, 0, false, ComfortNoise.PAYLOAD_TYPE, 1, 1, 1);
        for (int i = 0; i < payload.length; i++) {
            packet.put(RtpHeader.BYTES + i, (byte) payload[i]);
        }
        RtpHeader header = new RtpHeader();
        assertThat(header.read(packet, packet.capacity())).isTrue();
        return ComfortNoise.level(header, packet);
    }

    @Test
    void theLevelIsTheFirstByteWithoutItsUppermostBit() {
        assertThat(level(60)).isEqualTo(60);
        assertThat(level(0x80 | 60, 127, 127)).isEqualTo(60);
        assertThat(level()).as("nothing said").isEqualTo(127);
    }

    @ParameterizedTest
    @CsvSource({"40, 327.7", "60, 32.8", "30, 1036", "0, 1036", "127, 0"})
    void isSoFarBelowTheLoudest(int decibels, double mean) {
        ComfortNoise noise = new ComfortNoise();
        noise.level(decibels);
        double squares = 0;
        double sum = 0;
        for (int i = 0; i < 8_000; i++) {
            short sample = noise.next();
            squares += sample * sample;
            sum += sample;
        }
        assertThat(Math.sqrt(squares / 8_000)).isBetween(mean * 0.95, mean * 1.05 + 0.1);
        assertThat(Math.abs(sum / 8_000)).isLessThanOrEqualTo(mean / 10);
    }
}
