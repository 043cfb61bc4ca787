package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.helpline.config.MediaSettings;
import org.helpline.config.SipSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.config.TrunksSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.media.TickedEngine;
import org.helpline.sip.LoopbackPhone;
import org.helpline.sip.SipEdge;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Trunks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A call that goes over from one trunk to another is offered to each as that one wants it: the real edge, legs and media engine on loopback
 * sockets. 127.0.0.2 requires encryption, 127.0.0.3 refuses it.
 */
class EachTrunkItsOfferTest {

    private static final List<String> SUITES = List.of("AES_CM_128_HMAC_SHA1_80");
    private static final MediaSettings MEDIA =
            new MediaSettings(0, 0, 1, List.of("PCMU", "PCMA"), Duration.ofSeconds(30), Duration.ofSeconds(5));
    private static final String KEY =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n";

    private final AtomicReference<SipEndpoint> edge = new AtomicReference<>();
    private final TickedEngine media = TickedEngine.start(MEDIA, Clock.system(), new SecureRandom());
    private final Queue<LegEvent> told = new ConcurrentLinkedQueue<>();
    private final Calls calls = new Calls(
            media,
            MEDIA,
            () -> SoundSecurity.same(new MediaSecurity(Srtp.OPTIONAL, SUITES)),
            new OwnAddress(Optional.empty()),
            new SecureRandom(),
            edge::get,
            () -> {
                throw new AssertionError("nobody calls us");
            });

    @AfterEach
    void stop() {
        SipEndpoint open = edge.get();
        if (open != null) {
            open.close();
        }
        media.close();
    }

    @DisplayName("P51: a trunk that wants no encryption is not sent the offer of the one before, which requires it")
    @Test
    void fromTheStrictTrunkToThePlainOne() throws Exception {
        try (LoopbackPhone strict = phone("127.0.0.2");
                LoopbackPhone plain = phone("127.0.0.3")) {
            calls(trunk("strict", strict, Srtp.REQUIRED), trunk("plain", plain, Srtp.REFUSED));
            refuse(strict, isEncrypted(strict.awaitRequest("INVITE")));
            String invite = isPlain(plain.awaitRequest("INVITE"));
            plain.send(plain.response(invite, "200 OK", sdp("RTP/AVP", "")));
            plain.awaitRequest("ACK");
            awaitTold(new LegEvent.Answered("PCMU", "127.0.0.1:40000"));
        }
    }

    @DisplayName(
            "P51: a trunk that requires encryption is never offered sound in the clear, whoever was tried before it")
    @Test
    void fromThePlainTrunkToTheStrictOne() throws Exception {
        try (LoopbackPhone strict = phone("127.0.0.2");
                LoopbackPhone plain = phone("127.0.0.3")) {
            calls(trunk("plain", plain, Srtp.REFUSED), trunk("strict", strict, Srtp.REQUIRED));
            refuse(plain, isPlain(plain.awaitRequest("INVITE")));
            String invite = isEncrypted(strict.awaitRequest("INVITE"));
            strict.send(strict.response(invite, "200 OK", sdp("RTP/SAVP", KEY)));
            strict.awaitRequest("ACK");
            awaitTold(new LegEvent.Answered("PCMU encrypted by AES_CM_128_HMAC_SHA1_80", "127.0.0.1:40000"));
        }
    }

    @DisplayName(
            "P51: the strict trunk's answer in the clear ends the call, though the trunk before it would have taken that")
    @Test
    void anAnswerInTheClearOfTheStrictTrunkEndsTheCall() throws Exception {
        try (LoopbackPhone strict = phone("127.0.0.2");
                LoopbackPhone plain = phone("127.0.0.3")) {
            calls(trunk("plain", plain, Srtp.REFUSED), trunk("strict", strict, Srtp.REQUIRED));
            refuse(plain, plain.awaitRequest("INVITE"));
            String invite = strict.awaitRequest("INVITE");
            strict.send(strict.response(invite, "200 OK", sdp("RTP/AVP", "")));
            strict.awaitRequest("ACK");
            strict.awaitRequest("BYE");
            assertThat(told).noneMatch(LegEvent.Answered.class::isInstance);
        }
    }

    @DisplayName("P47: a trunk that is reached by another interface than the one before it is told that one's address")
    @Test
    void eachTrunkIsToldTheAddressThatFacesIt() throws Exception {
        try (LoopbackPhone first = phone("127.0.0.3");
                LoopbackPhone second = phone("::1")) {
            calls(trunk("four", first, "127.0.0.3:", Srtp.REFUSED), trunk("six", second, "[::1]:", Srtp.REFUSED));
            String invite = first.awaitRequest("INVITE");
            assertThat(invite).contains("c=IN IP4 127.0.0.1\r\n");
            refuse(first, invite);
            String next = second.awaitRequest("INVITE");
            assertThat(next).containsPattern("c=IN IP6 (::1|0:0:0:0:0:0:0:1)\r\n");
            await("the sound of the first is closed").until(() -> media.counts().legs() == 1);
            second.send(second.response(next, "200 OK", sdp("RTP/AVP", "").replace("IP4 127.0.0.1", "IP6 ::1")));
            second.awaitRequest("ACK");
            await().untilAsserted(() -> assertThat(told).anyMatch(LegEvent.Answered.class::isInstance));
            second.send(second.byeWithin(next));
            second.awaitFinal("BYE");
            await().untilAsserted(() -> assertThat(told).last().isInstanceOf(LegEvent.MediaClosed.class));
            assertThat(told).filteredOn(LegEvent.MediaClosed.class::isInstance).hasSize(1);
            await().until(() -> media.counts().legs() == 0);
        }
    }

    private static LoopbackPhone phone(String host) throws IOException {
        return new LoopbackPhone("UDP", InetAddress.ofLiteral(host), 0);
    }

    private static void refuse(LoopbackPhone provider, String invite) throws IOException {
        provider.send(provider.response(invite, "503 Service Unavailable", ""));
        provider.awaitRequest("ACK");
    }

    private static String isEncrypted(String invite) {
        assertThat(invite).contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        return invite;
    }

    private static String isPlain(String invite) {
        assertThat(invite).contains("RTP/AVP").doesNotContain("SAVP", "a=crypto");
        return invite;
    }

    private void awaitTold(LegEvent event) {
        await().untilAsserted(() -> assertThat(told).contains(event));
    }

    private static String sdp(String profile, String more) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 " + profile
                + " 0\r\n" + more;
    }

    private static TrunkSettings trunk(String name, LoopbackPhone provider, Srtp srtp) {
        return trunk(name, provider, srtp == Srtp.REQUIRED ? "127.0.0.2:" : "127.0.0.3:", srtp);
    }

    private static TrunkSettings trunk(String name, LoopbackPhone provider, String host, Srtp srtp) {
        TrunkSettings t = Trunks.plain(name);
        return new TrunkSettings(
                name,
                true,
                host + provider.port(),
                TrunkSettings.Transport.UDP,
                Optional.empty(),
                Duration.ZERO,
                t.from(),
                t.numbers(),
                t.out(),
                t.shows(),
                0,
                0,
                t.tls(),
                new MediaSecurity(srtp, SUITES));
    }

    /** Calls a number outside, by these trunks in this order. */
    private void calls(TrunkSettings... trunks) {
        start(List.of(trunks));
        await().until(() ->
                Stream.of(trunks).noneMatch(t -> edge().targets().of(t.name()).isEmpty()));
        edge().loops().getFirst().tell(() -> {
            CustomerLeg leg = calls.customer(
                            edge().loops().getFirst(),
                            Optional.empty(),
                            new Arrival(new Personal("+491701234567"), Personal.NONE, "+4930555", "", "", ""))
                    .orElseThrow();
            leg.listen(told::add);
            leg.dial();
        });
    }

    private SipEndpoint edge() {
        return Objects.requireNonNull(edge.get());
    }

    private void start(List<TrunkSettings> trunks) {
        Problems problems = new Problems();
        SipSettings settings = new SipSettings(
                List.of("*:0"),
                true,
                "",
                1,
                "helpline",
                List.of("SHA-256"),
                8192,
                0,
                0,
                0,
                new SipSettings.Connections(64, 64, Duration.ofMinutes(10), Duration.ofSeconds(32)),
                Map.of(),
                Map.of());
        edge.set(SipEdge.start(
                        SipEdge.Equipment.of(settings)
                                .with(new LiveTrunks(
                                        new TrunksSettings(trunks, Set.of(), TrunksSettings.Accept.TRUNKS),
                                        Clock.system(),
                                        ZoneOffset.UTC)),
                        Clock.system(),
                        new SecureRandom(),
                        calls,
                        calls,
                        (_, _, _, _) -> {},
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all())));
    }
}
