package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventRingTest {

    /** After ten events in a ring of four, 7 to 10 are kept. */
    @ParameterizedTest
    @CsvSource({
        "10, ''",
        "9, 10",
        "7, 8 9 10",
        "6, 7 8 9 10",
        "5, gone",
        "0, gone",
        "11, gone", // a number that we never gave: not ours
    })
    void givesExactlyWhatWasMissedOrNothing(long lastSeen, String expected) {
        EventRing ring = new EventRing(4);
        for (int i = 1; i <= 10; i++) {
            ring.add(Integer.toString(i));
        }
        String missed = ring.after(lastSeen)
                .map(events -> String.join(
                        " ", events.stream().map(EventRing.Event::text).toList()))
                .orElse("gone");
        assertThat(missed).isEqualTo(expected);
    }

    @Test
    void anEmptyRingHasMissedNothing() {
        assertThat(new EventRing(4).after(0)).contains(List.of());
    }

    @Test
    void numbersCountFromOne() {
        EventRing ring = new EventRing(4);
        assertThat(Arrays.asList(
                        ring.newest(), ring.add("a").number(), ring.add("b").number(), ring.next()))
                .containsExactly(0L, 1L, 2L, 3L);
    }
}
