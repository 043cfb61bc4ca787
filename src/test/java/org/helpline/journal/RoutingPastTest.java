package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.RoutingFact;
import org.helpline.journal.measure.CountedRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ACD's log is read from the newest checkpoint on, and what a replay needs is kept. */
class RoutingPastTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @TempDir
    private Path directory;

    private long number;

    @Test
    void aDayIsReadFromTheNewestCheckpointBeforeItOn() {
        House house = house();
        assertThat(read(house, NOON.plusSeconds(7_000))).containsExactly("stood 1", "c", "d", "stood 2", "e");
        assertThat(read(house, NOON.plusSeconds(3_000))).startsWith("began", "a", "b", "stood 1");
        assertThat(read(house, NOON.plusSeconds(7_300))).containsExactly("stood 2", "e");
    }

    @Test
    void aRunWithoutACheckpointIsReadFromItsBeginningOnWhateverWasBefore() {
        house().kill();
        House house = new House(directory, 2);
        number = 0;
        inputs(house, 8_000, "began anew", "f");
        inputs(house, 9_000, "g");
        house.live(Duration.ofSeconds(1));
        assertThat(read(house, NOON.plusSeconds(8_500))).containsExactly("began anew", "f", "g");
    }

    @Test
    void whatTheOldestKeptInputsNeedIsKept() {
        House house = house();
        Expiry expiry = new Expiry(house.store, new CountedRows());
        assertThat(house.told(expiry.routing(NOON.plusSeconds(3_000)))).isZero();
        assertThat(house.told(expiry.routing(NOON.plusSeconds(7_000)))).isEqualTo(2);
        assertThat(read(house, NOON.plusSeconds(7_000))).containsExactly("stood 1", "c", "d", "stood 2", "e");
        assertThat(house.told(expiry.routing(NOON.plusSeconds(7_000)))).isZero();
    }

    @Test
    void aRunOfWhichNothingIsYoungEnoughGoesAsAWhole() {
        House house = house();
        Expiry expiry = new Expiry(house.store, new CountedRows());
        assertThat(house.told(expiry.routing(NOON.plusSeconds(20_000)))).isEqualTo(6);
        assertThat(read(house, NOON)).isEmpty();
    }

    /** Two checkpoints, an hour and two after the beginning. */
    private House house() {
        House house = new House(directory);
        inputs(house, 0, "began", "a");
        inputs(house, 3_500, "b");
        checkpoint(house, 3_600, "stood 1");
        inputs(house, 3_601, "c", "d");
        checkpoint(house, 7_200, "stood 2");
        inputs(house, 7_201, "e");
        house.live(Duration.ofSeconds(1));
        return house;
    }

    private void inputs(House house, long second, String... lines) {
        publish(house, second, new RoutingFact.Inputs(List.of(lines)));
    }

    private void checkpoint(House house, long second, String line) {
        publish(house, second, new RoutingFact.Checkpoint(line));
    }

    private void publish(House house, long second, RoutingFact fact) {
        house.journal.publish(new Published(RoutingFact.STREAM, ++number, NOON.plusSeconds(second), 0, fact));
    }

    private static List<String> read(House house, Instant from) {
        List<String> lines = new ArrayList<>();
        try (RoutingPast past =
                RoutingPast.openToRead(house.settings, new Problems()).orElseThrow()) {
            past.lines(from, NOON.plus(Duration.ofDays(1)), lines::add).orThrow();
        }
        return lines;
    }
}
