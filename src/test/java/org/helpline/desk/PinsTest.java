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
        assertThat(pins.check("studio", pin)).isEqualTo(Verdict.RIGHT);
        load();
        assertThat(pins.check("studio", pin)).isEqualTo(Verdict.RIGHT);
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
        assertThat(pins.check("studio", wrong)).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("studio", wrong)).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("studio", wrong)).isEqualTo(Verdict.LOCKS);
        assertThat(pins.check("studio", pin)).isEqualTo(Verdict.LOCKED);
        clock.move(Duration.ofSeconds(61));
        assertThat(pins.check("studio", pin)).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void aRightOneBetweenBeginsTheCountAnew() throws IOException {
        String pin = pins.make("studio");
        String wrong = pin.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 3; i++) {
            assertThat(pins.check("studio", wrong)).isEqualTo(Verdict.WRONG);
            assertThat(pins.check("studio", wrong)).isEqualTo(Verdict.WRONG);
            assertThat(pins.check("studio", pin)).isEqualTo(Verdict.RIGHT);
        }
    }

    @Test
    void aNameThatThereIsNotIsWrongAndLocksToo() {
        assertThat(pins.check("nobody", "123456")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("nobody", "")).isEqualTo(Verdict.WRONG);
        assertThat(pins.check("nobody", "123456")).isEqualTo(Verdict.LOCKS);
    }

    @Test
    void aPinThatWasTakenAwayOrMadeAnewIsNoMore() throws IOException {
        String first = pins.make("studio");
        String second = pins.make("studio");
        assertThat(pins.check("studio", second)).isEqualTo(Verdict.RIGHT);
        assertThat(first.equals(second) || pins.check("studio", first) == Verdict.WRONG)
                .isTrue();
        assertThat(pins.remove("studio")).isTrue();
        assertThat(pins.check("studio", second)).isEqualTo(Verdict.WRONG);
        assertThat(pins.remove("studio")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"3, PT1M", "6, PT2M", "9, PT4M", "21, PT1H", "3000, PT1H"})
    void eachLockIsTwiceAsLong(int wrongs, Duration lock) {
        assertThat(Pins.lock(wrongs)).isEqualTo(lock);
    }
}
