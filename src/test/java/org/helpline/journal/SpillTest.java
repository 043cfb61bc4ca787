package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.helpline.core.Published;
import org.helpline.store.OtherProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to facts while the store does not take them: nothing is lost, nothing is stored twice, order stays. */
class SpillTest {

    private static final String ENDED = "select count(*) as n from call_record where outcome = 'served'";
    private static final String FACTS = "select count(*) as n from fact";

    @TempDir
    private Path directory;

    private static void full(House house, boolean full) {
        house.read(house.store.write(tx ->
                tx.query("pragma max_page_count=" + (full ? 1 : 1_000_000), row -> row.number("max_page_count"))));
    }

    private static List<Published> call(int n) {
        return ScriptedCall.served("call-" + n, "+4477009001" + (10 + n)).facts();
    }

    private static void publishMany(House house, int from, int to) {
        for (int n = from; n < to; n++) {
            house.publish(call(n));
        }
    }

    private Path spill() {
        return directory.resolve("spill");
    }

    @Test
    void spillsWhenTheDiskIsFullAndCatchesUpInOrderWhenThereIsRoom() throws IOException {
        House house = new House(directory);
        publishMany(house, 0, 2);
        house.live(Duration.ofSeconds(1));
        full(house, true);
        publishMany(house, 2, 40); // more than the room that the last page leaves
        house.live(Duration.ofSeconds(5));
        assertThat(house.journal.spilled()).isPositive();
        assertThat(Files.size(spill())).isPositive();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(spill())))
                .isEqualTo("rw-------");

        full(house, false);
        publishMany(house, 40, 50);
        house.live(Duration.ofSeconds(5));
        assertThat(Files.size(spill())).as("emptied").isZero();
        assertThat(house.count(ENDED)).isEqualTo(50);
        assertThat(house.count(FACTS)).isEqualTo(50L * call(0).size());
        assertThat(house.one("call-39").story().steps())
                .hasSize(house.one("call-1").story().steps().size());
    }

    @Test
    void spillsWhileAnotherProcessHoldsTheFile() throws IOException {
        House house = new House(directory);
        try (OtherProcess other = OtherProcess.holding(house.settings.file())) {
            assertThat(other).isNotNull();
            house.publish(call(1));
            house.live(Duration.ofMillis(200));
            assertThat(Files.size(spill())).isPositive();
            assertThat(house.count(FACTS)).isZero();
        }
        house.live(Duration.ofSeconds(3));
        assertThat(house.one("call-1").record().outcome()).isEqualTo("served");
        assertThat(Files.size(spill())).isZero();
    }

    @Test
    void takesInTheSpillOfAKilledServerAndEndsOnlyWhatItLeftOpen() throws IOException {
        House first = new House(directory);
        first.publish(call(0).subList(0, 5));
        first.live(Duration.ofSeconds(1));
        full(first, true);
        first.publish(call(0).subList(5, call(0).size()));
        publishMany(first, 1, 30);
        first.publish(call(30).subList(0, 10));
        first.live(Duration.ofSeconds(2));
        first.kill();
        Files.writeString(spill(), "0bad5eed Line {\"stream\":\"call-31\",\"ru", StandardOpenOption.APPEND);

        House second = new House(directory, 2);
        second.live(Duration.ofSeconds(5));
        assertThat(second.count(ENDED)).isEqualTo(30);
        assertThat(second.one("call-0").record().outcome()).isEqualTo("served");
        assertThat(second.one("call-30").record().outcome()).isEqualTo("cut");
        assertThat(second.count("select count(*) as n from fact where kind = 'call.ended'"))
                .isEqualTo(31);
        assertThat(Files.size(spill())).isZero();
        assertThat(Files.readString(directory.resolve("spill.bad"))).startsWith("0bad5eed Line");
    }

    @Test
    void storesNothingTwiceWhenASpillIsReadAgain() throws IOException {
        House first = new House(directory);
        full(first, true);
        publishMany(first, 0, 30);
        first.live(Duration.ofSeconds(2));
        byte[] spilled = Files.readAllBytes(spill());
        full(first, false);
        first.live(Duration.ofSeconds(5));
        long facts = first.count(FACTS);
        first.kill();
        Files.write(spill(), spilled); // as if the kill had come before it was emptied

        House second = new House(directory, 2);
        second.live(Duration.ofSeconds(5));
        assertThat(second.count(FACTS)).isEqualTo(facts);
        assertThat(second.count(ENDED)).isEqualTo(30);
    }

    @Test
    void keepsNoReadableTextOfACallerInTheSpill() throws IOException {
        House house = new House(directory);
        full(house, true);
        publishMany(house, 0, 30);
        house.live(Duration.ofSeconds(2));
        assertThat(Files.readString(spill(), StandardCharsets.UTF_8))
                .contains("call.arrived")
                .doesNotContain("+44770090")
                .doesNotContain("Ada")
                .doesNotContain("Moonlight");
    }

    @Test
    void forgetsACallerWhoseFactsAreStillInTheSpill() {
        House house = new House(directory);
        full(house, true);
        publishMany(house, 0, 30);
        house.live(Duration.ofSeconds(2));
        var forgotten = house.journal.forget("+447700900117");
        house.live(Duration.ofSeconds(1));
        full(house, false);
        house.live(Duration.ofSeconds(5));
        assertThat(house.await(forgotten)).isTrue();
        assertThat(house.one("call-7").record().caller().value()).isEqualTo("(forgotten)");
        assertThat(house.one("call-8").record().caller().value()).isEqualTo("+447700900118");
    }

    @Test
    void keepsFactsInMemoryWhenTheSpillCannotBeWrittenEither() {
        House house = new House(directory, 1, Path.of("/dev/full"));
        full(house, true);
        publishMany(house, 0, 30);
        house.live(Duration.ofSeconds(5));
        assertThat(house.count(ENDED)).isLessThan(30);
        assertThat(house.journal.spilled()).isZero();
        full(house, false);
        publishMany(house, 30, 40);
        house.live(Duration.ofSeconds(5));
        assertThat(house.count(ENDED)).isEqualTo(40);
        assertThat(house.count(FACTS)).isEqualTo(40L * call(0).size());
    }
}
