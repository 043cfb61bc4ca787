package org.helpline.media.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Digit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigitSenderTest {

    private final DigitSender sender = new DigitSender();
    private final ByteBuffer payload = ByteBuffer.allocate(4);

    @Test
    void aDigitIsEightPacketsLongAndEndsThreeTimes() {
        sender.offer(Digit.HASH);
        assertThat(frames(160))
                .containsExactly(
                        "11 160 M",
                        "11 320",
                        "11 480",
                        "11 640",
                        "11 800",
                        "11 960",
                        "11 1120",
                        "11 1280 E",
                        "11 1280 E",
                        "11 1280 E",
                        "-",
                        "-",
                        "-",
                        "-");
    }

    @ParameterizedTest
    @CsvSource({"80,18", "160,10", "240,8", "320,6", "480,5"})
    void everyFrameLengthHoldsThePressForItsTimeAndEndsThreeTimes(int units, int packets) {
        sender.offer(Digit.ONE);
        List<String> sent = frames(units).stream().filter(f -> !f.equals("-")).toList();
        assertThat(sent).hasSize(packets);
        assertThat(sent.stream().filter(f -> f.endsWith("E"))).hasSize(3);
        assertThat(sent.getFirst()).endsWith("M");
    }

    @Test
    void digitsWaitForEachOther() {
        sender.offer(Digit.ONE);
        sender.offer(Digit.ONE);
        assertThat(frames(160).stream().filter(f -> f.endsWith("M"))).hasSize(2);
    }

    @Test
    void tooManyAreRefused() {
        for (int i = 0; i < 64; i++) {
            assertThat(sender.offer(Digit.TWO)).isTrue();
        }
        assertThat(sender.offer(Digit.TWO)).isFalse();
    }

    private List<String> frames(int units) {
        List<String> frames = new ArrayList<>();
        while (sender.isActive()) {
            if (sender.next(payload, 0, units / 8, 8) == DigitSender.Frame.PAUSE) {
                frames.add("-");
                continue;
            }
            assertThat(payload.get(1) & 0x3f).as("volume").isEqualTo(10);
            String end = (payload.get(1) & 0x80) != 0 ? " E" : "";
            frames.add(payload.get(0) + " " + payload.getShort(2) + (sender.marker() ? " M" : "") + end);
            assertThat(8 * sender.millis()).isEqualTo(payload.getShort(2));
        }
        return frames;
    }
}
