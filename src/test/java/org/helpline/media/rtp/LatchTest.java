package org.helpline.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.helpline.media.rtp.Latch.Verdict;
import org.helpline.media.rtp.LatchState.Arrival;
import org.helpline.media.rtp.LatchState.Latched;
import org.helpline.media.rtp.LatchState.Open;
import org.helpline.media.rtp.LatchState.Probing;
import org.helpline.media.rtp.LatchTerms.Rank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatchTest {

    private static final Duration RELATCH = Duration.ofSeconds(10);
    private static final InetSocketAddress SIGNALLED = at("127.0.0.1", 4000);
    private static final InetSocketAddress OTHER_PORT = at("127.0.0.1", 4444);
    private static final InetSocketAddress STRANGER = at("127.0.0.2", 5555);

    private final Latch latch = new Latch(terms(SIGNALLED, Optional.empty(), 0));
    private long now;

    @Test
    void theSignalledAddressIsBelievedAtOnce() {
        assertThat(latch.on(SIGNALLED, 7, 0)).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void anotherPortOfTheSignalledHostIsBelievedAfterTwoInOrder() {
        assertThat(latch.on(OTHER_PORT, 65535, 0)).isEqualTo(Verdict.PROBATION);
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
        assertThat(latch.on(OTHER_PORT, 0, 0)).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.destination()).isEqualTo(OTHER_PORT);
    }

    @Test
    void probationBeginsAgainWhenOneIsMissing() {
        latch.on(OTHER_PORT, 1, 0);
        assertThat(latch.on(OTHER_PORT, 3, 0)).isEqualTo(Verdict.PROBATION);
        assertThat(latch.on(OTHER_PORT, 4, 0)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aStrangerBeforeTheTruePeerGetsNothing() { // advisories: rtp_bleed_early
        for (int k = 0; k < 60; k++) {
            assertThat(latch.on(STRANGER, k, now)).isEqualTo(Verdict.STRANGER);
            assertThat(latch.destination()).isEqualTo(SIGNALLED);
            now += 20_000_000;
        }
        assertThat(latch.on(SIGNALLED, 0, now)).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void aStrangerDuringTheCallGetsNothing() { // advisories: rtp_bleed_mid
        for (int k = 0; k < 1_000; k++) {
            assertThat(latch.on(SIGNALLED, k, now)).isEqualTo(Verdict.ACCEPTED);
            assertThat(latch.on(STRANGER, 9_000 + k, now)).isEqualTo(Verdict.STRANGER);
            now += 20_000_000;
        }
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void aStrangerIsHeardWhenNobodyBetterHasSpokenForThreeSeconds() {
        int k = 0;
        for (; now < LatchState.PATIENCE.toNanos(); now += 20_000_000) {
            assertThat(latch.on(STRANGER, k++, now)).isEqualTo(Verdict.STRANGER);
        }
        for (int i = 1; i < LatchState.STRANGER_PROBATION; i++) {
            assertThat(latch.on(STRANGER, k++, now)).isEqualTo(Verdict.PROBATION);
        }
        assertThat(latch.on(STRANGER, k, now)).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.destination()).isEqualTo(STRANGER);
    }

    @Test
    void theTruePeerTakesOverFromAStrangerAtOnce() {
        now = LatchState.PATIENCE.toNanos();
        for (int k = 0; k < LatchState.STRANGER_PROBATION; k++) {
            latch.on(STRANGER, k, now);
        }
        assertThat(latch.destination()).isEqualTo(STRANGER);
        assertThat(latch.on(SIGNALLED, 1, now)).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.on(STRANGER, 9, now)).isEqualTo(Verdict.STRANGER);
        assertThat(latch.destination()).isEqualTo(SIGNALLED);
    }

    @Test
    void aStrangerIsNotSentToWhenThePeerCanBeReachedWhereItAskedToBe() {
        Latch open = new Latch(terms(at("198.51.100.1", 4000), Optional.empty(), 0));
        long late = LatchState.PATIENCE.toNanos();
        for (int k = 0; k < LatchState.STRANGER_PROBATION; k++) {
            open.on(at("203.0.113.9", 99), k, late);
        }
        assertThat(open.source()).isEqualTo(at("203.0.113.9", 99));
        assertThat(open.destination()).isEqualTo(at("198.51.100.1", 4000));
    }

    @Test
    void aPhoneBehindANatIsBelievedFromTheHostThatSignals() { // P48
        InetSocketAddress seen = at("203.0.113.9", 31_000);
        Latch nat = new Latch(terms(at("192.168.1.5", 4000), Optional.of(seen.getAddress()), 0));
        assertThat(nat.on(at("203.0.113.77", 1), 1, 0)).isEqualTo(Verdict.STRANGER);
        assertThat(nat.on(seen, 1, 0)).isEqualTo(Verdict.PROBATION);
        assertThat(nat.on(seen, 2, 0)).isEqualTo(Verdict.ACCEPTED);
        assertThat(nat.destination()).isEqualTo(seen);
    }

    @Test
    void theLatchedSourceChangesOnlyAfterTheSetSilence() {
        latch.on(SIGNALLED, 1, 0);
        assertThat(latch.on(OTHER_PORT, 1, RELATCH.toNanos() - 1)).isEqualTo(Verdict.STRANGER);
        assertThat(latch.on(OTHER_PORT, 2, RELATCH.toNanos())).isEqualTo(Verdict.PROBATION);
        assertThat(latch.on(OTHER_PORT, 3, RELATCH.toNanos())).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.destination()).isEqualTo(OTHER_PORT);
    }

    @Test
    void aHeldSourceThatSpeaksAgainEndsTheChallenge() {
        latch.on(SIGNALLED, 1, 0);
        latch.on(OTHER_PORT, 2, RELATCH.toNanos());
        assertThat(latch.on(SIGNALLED, 2, RELATCH.toNanos())).isEqualTo(Verdict.ACCEPTED);
        assertThat(latch.on(OTHER_PORT, 3, RELATCH.toNanos())).isEqualTo(Verdict.STRANGER);
    }

    @Test
    void aNewAddressOpensTheLatchAndTheSameOneKeepsItsSource() {
        latch.on(OTHER_PORT, 1, 0);
        latch.on(OTHER_PORT, 2, 0);
        latch.agreed(terms(SIGNALLED, Optional.empty(), 5));
        assertThat(latch.destination()).as("no gap at a session refresh").isEqualTo(OTHER_PORT);
        assertThat(latch.on(at("127.0.0.1", 6000), 1, 6)).as("a moved phone").isEqualTo(Verdict.PROBATION);
        assertThat(latch.on(at("127.0.0.1", 6000), 2, 6)).isEqualTo(Verdict.ACCEPTED);
        InetSocketAddress elsewhere = at("127.0.0.9", 7000);
        latch.agreed(terms(elsewhere, Optional.empty(), 7));
        assertThat(latch.destination()).isEqualTo(elsewhere);
        assertThat(latch.on(SIGNALLED, 1, 8)).isEqualTo(Verdict.STRANGER);
    }

    @Test
    void afterARefreshTheOldSourceIsFirmAgainOnceItSpeaks() {
        latch.on(SIGNALLED, 1, 0);
        latch.agreed(terms(SIGNALLED, Optional.empty(), 5));
        latch.on(SIGNALLED, 2, 6);
        assertThat(latch.on(OTHER_PORT, 1, 7)).isEqualTo(Verdict.STRANGER);
    }

    @Test
    void aHoldDoesNotCountAsSilence() {
        latch.on(SIGNALLED, 1, 0);
        long resumed = RELATCH.toNanos() * 3;
        latch.agreed(terms(SIGNALLED, Optional.empty(), resumed));
        assertThat(latch.on(STRANGER, 1, resumed + 1)).isEqualTo(Verdict.STRANGER);
    }

    @ParameterizedTest(name = "{0} gets {1} with rank {2} after {3} ms: {4}")
    @CsvSource({
        // state,          source,     sequence, quiet ms, next
        "Open,             127.0.0.1:4000, 5,       0, Latched EXACT",
        "Open,             127.0.0.1:4001, 5,       0, Probing HOST 1",
        "Open,             127.0.0.2:4000, 5,    2999, Open",
        "Open,             127.0.0.2:4000, 5,    3000, Probing STRANGER 1",
        "Probing HOST 1,   127.0.0.1:4444, 5,       0, Latched HOST",
        "Probing HOST 1,   127.0.0.1:4444, 4,       0, Probing HOST 1",
        "Probing HOST 1,   127.0.0.1:4000, 5,       0, Latched EXACT",
        "Probing HOST 1,   127.0.0.1:4001, 5,     100, Probing HOST 1",
        "Probing HOST 1,   127.0.0.2:5555, 5,    4000, Probing STRANGER 1",
        "Probing STRANGER 3, 127.0.0.2:5555, 5,  4000, Probing STRANGER 4",
        "Probing STRANGER 4, 127.0.0.2:5555, 5,  4000, Latched STRANGER",
        "Probing STRANGER 4, 127.0.0.1:4001, 5,    10, Probing HOST 1",
        "Latched EXACT,    127.0.0.1:4000, 5,       0, Latched EXACT",
        "Latched EXACT,    127.0.0.1:4444, 5,    9999, Latched EXACT",
        "Latched EXACT,    127.0.0.1:4444, 5,   10000, Probing HOST 1",
        "Latched EXACT,    127.0.0.2:5555, 5,   10000, Probing STRANGER 1",
        "Latched HOST,     127.0.0.1:4000, 5,       0, Latched EXACT", // young: the agreement is not 3 s old
        "Latched HOST,     127.0.0.1:4000, 5,    5000, Latched HOST", // old: only its silence counts
        "Latched STRANGER, 127.0.0.1:4444, 5,    5000, Probing HOST 1",
        "Latched STRANGER, 127.0.0.1:4000, 5,    5000, Latched EXACT",
    })
    void stepsByTheTable(String from, String source, int sequence, long quietMillis, String to) {
        long at = Duration.ofMillis(quietMillis).toNanos(); // agreed at 0, so the time is the quiet
        String[] parts = source.split(":", -1);
        Arrival arrival = new Arrival(at(parts[0], Integer.parseInt(parts[1])), sequence, at, at);
        LatchState next = LatchState.step(state(from), terms(SIGNALLED, Optional.empty(), 0), arrival);
        assertThat(name(next)).isEqualTo(to);
    }

    private static LatchState state(String name) {
        String[] words = name.split(" ", -1);
        if (words[0].equals("Open")) {
            return new Open();
        }
        Rank rank = Rank.valueOf(words[1]);
        InetSocketAddress source = switch (rank) {
            case EXACT -> SIGNALLED;
            case HOST -> OTHER_PORT;
            case STRANGER -> STRANGER;
        };
        return words[0].equals("Latched")
                ? new Latched(source, rank, false)
                : new Probing(source, rank, 4, Integer.parseInt(words[2]), 0, Optional.empty());
    }

    private static String name(LatchState state) {
        return switch (state) {
            case Open _ -> "Open";
            case Probing p -> "Probing " + p.rank() + " " + p.inOrder();
            case Latched l -> "Latched " + l.rank();
        };
    }

    @ParameterizedTest(name = "SDP {0}, media from {1}, signalling from {2}: {3}")
    @CsvSource({
        "198.51.100.1,198.51.100.1,,HOST",
        "198.51.100.1,203.0.113.9,,STRANGER",
        "198.51.100.1,203.0.113.9,203.0.113.9,HOST",
        "192.168.0.5,203.0.113.9,,HOST",
        "192.168.0.5,203.0.113.9,203.0.113.8,STRANGER",
        "100.64.3.4,203.0.113.9,,HOST",
        "fd00::1,2001:db8::1,,HOST",
        "192.168.0.5,10.0.0.9,,STRANGER",
        "0.0.0.0,203.0.113.9,,HOST",
        "127.0.0.1,127.0.0.2,,STRANGER",
        "127.0.0.1,127.0.0.2,127.0.0.1,STRANGER",
    })
    void ranksSources(String said, String from, String signalling, Rank rank) {
        Optional<InetAddress> hint = Optional.ofNullable(signalling).map(LatchTest::ip);
        assertThat(terms(at(said, 4000), hint, 0).rank(at(from, 5000))).isEqualTo(rank);
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,4000", "198.51.100.1,0", "224.0.0.1,4000", "255.255.255.255,4000", "ff02::1,4000"})
    void nothingIsSentToNowhereOrToMany(String host, int port) {
        assertThat(new Latch(terms(at(host, port), Optional.empty(), 0)).destination())
                .isNull();
    }

    private static LatchTerms terms(InetSocketAddress signalled, Optional<InetAddress> hint, long at) {
        return new LatchTerms(signalled, hint, at, RELATCH);
    }

    private static InetSocketAddress at(String host, int port) {
        return new InetSocketAddress(ip(host), port);
    }

    private static InetAddress ip(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
