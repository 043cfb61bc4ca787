package org.helpline.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.config.SipGuard;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.sip.guard.Bans;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers on real sockets, from addresses of their own among the loopback ones; the server's owner is at 127.0.0.1. */
class GuardedEdgeTest {

    private static final InetAddress OWNER = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.66");
    private static final int AFTER = 5;

    private final SipEdge edge = start();

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void whoGuessesPasswordsIsNotHeardAnyMoreAndOthersAre() throws Exception {
        for (int i = 0; i < AFTER; i++) {
            try (LoopbackPhone guess = stranger("UDP")) {
                assertThat(guess.register("anna", "guess-" + i, "SHA-256")).startsWith("SIP/2.0 401");
            }
        }
        awaitBan("wrong-password", Duration.ofMinutes(10)); // it has answered challenges of ours: it is where it says
        assertUnheard("UDP");
        assertHeard(OWNER);
    }

    /** Nobody finds out which users there are by being treated otherwise. */
    @Test
    void anUnknownUserCountsAsAWrongPasswordDoes() throws Exception {
        for (int i = 0; i < AFTER; i++) {
            try (LoopbackPhone guess = stranger("UDP")) {
                assertThat(guess.register("nobody-" + i, "letmein", "SHA-256")).startsWith("SIP/2.0 401");
            }
        }
        awaitBan("wrong-password", Duration.ofMinutes(10));
    }

    @Test
    void whoDialsNumbersThatAreNotHereIsBannedForAMinuteSinceTheSenderMayBeForged() throws Exception {
        for (int i = 0; i < AFTER; i++) {
            try (LoopbackPhone caller = stranger("UDP")) {
                caller.send(caller.request("INVITE", "sip:900441" + i + "@127.0.0.1", 1, "", AnsweringEdge.SDP));
                assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 404");
            }
        }
        awaitBan("unknown-number", Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UDP", "TCP"})
    void aScannerLearnsNothingNotEvenThatWeAreHere(String transport) throws Exception {
        try (LoopbackPhone scanner = stranger(transport)) {
            scanner.send(scanner.request("OPTIONS", "sip:127.0.0.1", 1, "User-Agent: friendly-scanner\n", ""));
            awaitBan("scanner", transport.equals("TCP") ? Duration.ofMinutes(10) : Duration.ofMinutes(1));
        }
        assertThat(edge.counts().sent()).isZero();
        assertUnheard("UDP");
    }

    @Test
    void aRegisteredPhoneIsNeverBannedHoweverItDials() throws Exception {
        try (LoopbackPhone phone = stranger("UDP")) {
            assertThat(phone.register("anna", "letmein", "SHA-256")).startsWith("SIP/2.0 200");
        }
        for (int i = 0; i < AFTER * 4; i++) {
            try (LoopbackPhone caller = stranger("UDP")) {
                caller.send(caller.request("INVITE", "sip:900441" + i + "@127.0.0.1", 1, "", AnsweringEdge.SDP));
                assertThat(caller.awaitFinal("INVITE")).startsWith("SIP/2.0 404");
            }
        }
        assertThat(edge.bans().offences()).containsEntry("unknown-number", AFTER * 4L);
        assertHeard(STRANGER);
    }

    @Test
    void moreRequestsThanOneSourceMaySendAreDroppedUnread() throws Exception {
        try (LoopbackPhone flood = stranger("UDP")) {
            for (int i = 0; i < 200; i++) {
                flood.send(flood.request("OPTIONS", "sip:127.0.0.1", i + 1, "", ""));
            }
        }
        await().until(() -> edge.bans().offences().getOrDefault("too-many", 0L) >= AFTER);
        awaitBan("too-many", Duration.ofMinutes(1));
        assertThat(edge.counts().sent()).isLessThanOrEqualTo(2L * 2 * 20); // two loops, a burst of twice the rate each
    }

    /** Anybody can write a tag into To; else that would be the way around the limit, with a transaction for each request. */
    @Test
    void requestsThatSayTheyBelongToACallAreLimitedToo() throws Exception {
        try (LoopbackPhone flood = stranger("UDP")) {
            for (int i = 0; i < 1_000; i++) {
                flood.send(flood.request("OPTIONS", "sip:127.0.0.1", i + 1, "", "")
                        .replaceFirst("(?m)^(To: .*?)\\r?$", "$1;tag=none"));
            }
        }
        awaitBan("too-many", Duration.ofMinutes(1));
        assertThat(edge.counts().sent()).isLessThanOrEqualTo(2L * 2 * 4 * 20);
    }

    @Test
    void aBanIsLiftedByHand() throws Exception {
        edge.bans().ban(STRANGER, Duration.ofHours(1));
        awaitBan("by-hand", Duration.ofHours(1));
        assertThat(edge.bans().lift(STRANGER)).isTrue();
        assertHeard(STRANGER);
    }

    private void awaitBan(String why, Duration time) {
        await().until(() -> !edge.bans().all().isEmpty());
        Bans.Ban ban = edge.bans().all().getFirst();
        assertThat(ban.source().network()).isEqualTo(STRANGER);
        assertThat(ban.why()).isEqualTo(why);
        long left = ban.untilNanos() - Clock.system().nanos();
        assertThat(Duration.ofNanos(left)).isBetween(time.minusSeconds(30), time);
    }

    /** What is sent is counted as unheard, and the counter of answers stands still. */
    private void assertUnheard(String transport) throws Exception {
        long sent = edge.counts().sent();
        long unheard = edge.bans().unheard();
        try (LoopbackPhone again = stranger(transport)) {
            again.send(again.request("OPTIONS", "sip:127.0.0.1", 1, "", ""));
            await().until(() -> edge.bans().unheard() > unheard);
        }
        assertThat(edge.counts().sent()).isEqualTo(sent);
    }

    private void assertHeard(InetAddress who) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("UDP", who, port())) {
            phone.send(phone.request("OPTIONS", "sip:127.0.0.1", 1, "", ""));
            assertThat(phone.awaitFinal("OPTIONS")).startsWith("SIP/2.0 200");
        }
    }

    private LoopbackPhone stranger(String transport) throws Exception {
        return new LoopbackPhone(transport, STRANGER, port());
    }

    private int port() {
        return edge.listening().getFirst().address().getPort();
    }

    private static SipEdge start() {
        SipGuard guard = new SipGuard(
                AFTER,
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                List.of(Network.read("127.0.0.1").orElseThrow()),
                20,
                List.of("friendly-scanner"));
        Problems problems = new Problems();
        Optional<SipEdge> edge = SipEdge.start(
                SipEdge.Equipment.of(AnsweringEdge.settings("*:0", Map.of(), 0).withGuard(guard)),
                Clock.system(),
                new SecureRandom(),
                AnsweringEdge::answer,
                (_, _, _) -> {},
                (_, _, _, _) -> {},
                problems);
        assertThat(problems.all()).isEmpty();
        return edge.orElseThrow();
    }
}
