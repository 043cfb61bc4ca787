package org.helpline.ivr.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LetteringTest {

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noLineIsWiderThanItsRoom(long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            int c = random.nextInt(8) == 0
                    ? ' '
                    : random.nextInt(4) == 0 ? 0x1F600 + random.nextInt(40) : 'a' + random.nextInt(26);
            text.appendCodePoint(c);
        }
        double room = 40 + random.nextInt(200);
        int most = 1 + random.nextInt(4);
        assertThat(Lettering.wrap(text.toString(), 12, room, room, most))
                .hasSizeLessThanOrEqualTo(most)
                .allSatisfy(line -> assertThat(Lettering.width(line, 12)).isLessThanOrEqualTo(room));
    }

    @Test
    void nothingIsLostWhereThereIsRoom() {
        String text = "For an order, press 1. For a bill, press 2.";
        assertThat(String.join(" ", Lettering.wrap(text, 12, 100, 100, 9))).isEqualTo(text);
    }

    @Test
    void theFirstLineLeavesRoomForTheNameBesideIt() {
        assertThat(Lettering.wrap("one two three four", 10, 30, 300, 2)).containsExactly("one", "two three four");
    }

    @ParameterizedTest
    @CsvSource({"short, short", "'a sentence that is cut, here', 'a sentence that is cut…'"})
    void aCutEndsInThreePoints(String text, String cut) {
        assertThat(Lettering.cut(text, 10, Lettering.width("a sentence that is cut, …", 10)))
                .isEqualTo(cut);
    }
}
