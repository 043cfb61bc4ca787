package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.helpline.core.ManualClock;
import org.helpline.desk.Pins.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinsTest {

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private Pins pins;

    @BeforeEach
    void load() throws IOException {
        pins = Pins.load(folder.resolve("pins"), new SecureRandom(), clock);
    }

    @Test
    void theRightOneIsRightAlsoAfterARestartAndTheFileHoldsNoPin() throws IOException {
        String pin = pins.make("studio");
        assertThat(pin).matches("\\d{6}");
        assertThat(pins.check("studio", pin, "+4930")).isEqualTo(Verdict.RIGHT);
        load();
        assertThat(pins.check("studio", pin, "+4930")).isEqualTo(Verdict.RIGHT);
        assertThat(Files.readString(folder.resolve("pins")))
                .startsWith("studio $argon2id$")
                .doesNotContain(pin);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("pins"))))
                .isEqualTo("rw-------");
    }

    @Test
    void threeWrongOnesInARowLockItForAWhileWhateverIsKeyed() throws IOException {
        String pin = pins.make("studio");
        String wrong = pin.equals("111111") ? "222222" : "111111";
        assertThat(pins.check("studio", wrong, "+4930")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("studio", wrong, "+4930")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("studio", wrong, "+4930")).isEqualTo(Verdict.LOCKS);
        assertThat(pins.check("studio", pin, "+4930")).isEqualTo(Verdict.LOCKED);
        clock.move(Duration.ofSeconds(61));
        assertThat(pins.check("studio", pin, "+4930")).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aRightOneBetweenBeginsTheCountAnew() throws IOException {
        String pin = pins.make("studio");
        String wrong = pin.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 3; i++) {
            assertThat(pins.check("studio", wrong, "+4930")).isEqualTo(Verdict.WRONG);
            assertThat(pins.check("studio", wrong, "+4930")).isEqualTo(Verdict.WRONG);
            assertThat(pins.check("studio", pin, "+4930")).isEqualTo(Verdict.RIGHT);
        }
    }

    @Test
    void aNameThatThereIsNotIsWrongAndLocksToo() {
        assertThat(pins.check("nobody", "123456", "+4930")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("nobody", "", "+4930")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("nobody", "123456", "+4930")).isEqualTo(Verdict.LOCKS);
    }

    @Test
    void aPinThatWasTakenAwayOrMadeAnewIsNoMore() throws IOException {
        String first = pins.make("studio");
        String second = pins.make("studio");
        assertThat(pins.check("studio", second, "+4930")).isEqualTo(Verdict.RIGHT);
        assertThat(first.equals(second) || pins.check("studio", first, "+4930") == Verdict.WRONG)
                .isTrue();
        assertThat(pins.remove("studio")).isTrue();
        assertThat(pins.check("studio", second, "+4930")).isEqualTo(Verdict.WRONG);
        assertThat(pins.remove("studio")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, PT1M", "6, PT2M", "9, PT4M", "21, PT1H", "3000, PT1H"})
    void eachLockIsTwiceAsLong(int wrongs, Duration lock) {
        assertThat(Pins.lock(wrongs)).isEqualTo(lock);
    }

    /** Somebody who tries wrong ones, from one number or from many, keeps those who know it from nothing. */
    @Test
    void strangersLockNobodyOut() throws IOException {
        String pin = pins.make("studio");
        String wrong = pin.equals("111111") ? "222222" : "111111";
        assertThat(pins.check("studio", pin, "+49301")).isEqualTo(Verdict.RIGHT);
        for (int stranger = 0; stranger < 100; stranger++) {
            for (int i = 0; i < 3; i++) {
                pins.check("studio", wrong, "+4940" + stranger);
            }
        }
        assertThat(pins.check("studio", pin, "+49301")).as("who has given it").isEqualTo(Verdict.RIGHT);
        for (int i = 0; i < 3; i++) {
            pins.check("studio", wrong, "");
        }
        assertThat(pins.check("studio", pin, "")).as("withheld numbers are one").isEqualTo(Verdict.LOCKED);
        assertThat(pins.check("studio", pin, "+49302")).as("another number").isEqualTo(Verdict.RIGHT);
    }

    /** A million PINs at three from each of a million forged numbers would be found at once. */
    @Test
    void manyForgedNumbersAreTakenOneAtATime() throws IOException {
        String pin = pins.make("studio");
        String wrong = pin.equals("111111") ? "222222" : "111111";
        int compared = 0;
        for (int second = 0; second < 3600; second++) {
            compared += pins.check("studio", wrong, "+49" + second) == Verdict.LOCKED ? 0 : 1;
            clock.move(Duration.ofSeconds(1));
        }
        assertThat(compared).isBetween(100, 140);
        clock.move(Duration.ofSeconds(30));
        assertThat(pins.check("studio", pin, "+49999"))
                .as("a new number has its turn")
                .isEqualTo(Verdict.RIGHT);
    }
}
