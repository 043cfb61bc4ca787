package org.helpline.sip.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.config.SipGuard;
import org.junit.jupiter.api.Test;

class BanBookTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Source STRANGER = Source.of(InetAddress.ofLiteral("203.0.113.9"));

    private final BanBook book =
            new BanBook(new SipGuard(5, Duration.ofMinutes(1), Duration.ofMinutes(10), List.of(), 0, List.of()));

    @Test
    void theFifthOffenceWithinTheWindowBans() {
        for (int i = 1; i < 5; i++) {
            assertThat(offence(true, i * SECOND)).as("offence %d", i).isEmpty();
        }
        assertThat(offence(true, 5 * SECOND)).contains(Duration.ofMinutes(10));
    }

    @Test
    void offencesThatAreFarApartAreBorneForEver() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(offence(true, i * 13L * SECOND)).isEmpty(); // one in 12 s is what the window bears
        }
    }

    @Test
    void aSourceThatCannotBeSureIsBannedForAMinuteHoweverOften() {
        for (int round = 0; round < 5; round++) {
            assertThat(untilBanned(false, round * 100L * SECOND)).isEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void eachBanOfAProvenSourceIsTwiceAsLongUpToADay() {
        assertThat(untilBanned(true, 0)).isEqualTo(Duration.ofMinutes(10));
        assertThat(untilBanned(true, 1_000 * SECOND)).isEqualTo(Duration.ofMinutes(20));
        assertThat(untilBanned(true, 9_000 * SECOND)).isEqualTo(Duration.ofMinutes(40));
        for (int i = 0; i < 20; i++) {
            untilBanned(true, (20_000L + i * 100_000L) * SECOND);
        }
        assertThat(untilBanned(true, 9_000_000 * SECOND)).isEqualTo(Duration.ofDays(1));
    }

    @Test
    void aScannerIsBannedAtOnce() {
        assertThat(book.offence(STRANGER, Offence.SCANNER, false, 0)).contains(Duration.ofMinutes(1));
        assertThat(book.offence(STRANGER, Offence.SCANNER, true, 0)).contains(Duration.ofMinutes(10));
    }

    @Test
    void whoIsForgivenBeginsAnew() {
        untilBanned(true, 0);
        book.forgive(STRANGER);
        assertThat(offence(true, 0)).isEmpty();
        assertThat(untilBanned(true, 0)).isEqualTo(Duration.ofMinutes(10));
    }

    private Duration untilBanned(boolean proven, long now) {
        Optional<Duration> ban = Optional.empty();
        for (int i = 0; i < 10 && ban.isEmpty(); i++) {
            ban = offence(proven, now);
        }
        return ban.orElseThrow();
    }

    private Optional<Duration> offence(boolean proven, long now) {
        return book.offence(STRANGER, Offence.WRONG_PASSWORD, proven, now);
    }
}
