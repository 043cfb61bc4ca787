package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.config.TrunkSettings;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.SessionDescription;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.50");

    private final Negotiation negotiation = negotiation(Optional.empty());

    private static Negotiation negotiation(Optional<InetAddress> advertised) {
        return new Negotiation(
                new Negotiation.Terms(
                        List.of(AudioCodec.PCMU, AudioCodec.PCMA), new OwnAddress(advertised), new Random(7)),
                new InetSocketAddress("10.0.0.5", 20_000),
                PEER);
    }

    /** The version in the origin line, RFC 4566 §5.2. */
    private static long version(String sdp) {
        return Long.parseLong(origin(sdp)[2]);
    }

    private static String[] origin(String sdp) {
        return sdp.lines()
                .filter(l -> l.startsWith("o="))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
    }

    private static Negotiation.Agreed agreed(Negotiation.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Negotiation.Agreed.class);
        return (Negotiation.Agreed) outcome;
    }

    private static String why(Negotiation.Outcome outcome) {
        assertThat(outcome).isInstanceOf(Negotiation.NotAgreed.class);
        return ((Negotiation.NotAgreed) outcome).why();
    }

    @Test
    void answersWithOneCodecTheFirstOfOursThatIsOffered() {
        Negotiation.Agreed a = agreed(negotiation.answer(Sdp.audio(30_000, "8 0 101", "sendrecv")));
        assertThat(a.audio().codec()).isEqualTo(AudioCodec.PCMU);
        assertThat(a.audio().remoteRtp()).isEqualTo(new InetSocketAddress("192.0.2.50", 30_000));
        assertThat(a.sdp()).contains("m=audio 20000 RTP/AVP 0 101\r\n", "c=IN IP4 10.0.0.5\r\n");
    }

    @Test
    void keepsTheCodecThatIsInUseThoughTheNextOfferWouldGiveABetterOne() {
        assertThat(agreed(negotiation.answer(Sdp.audio(30_000, "8 101", "sendrecv")))
                        .audio()
                        .codec())
                .isEqualTo(AudioCodec.PCMA);
        assertThat(agreed(negotiation.answer(Sdp.audio(30_000, "0 8 101", "sendrecv")))
                        .audio()
                        .codec())
                .isEqualTo(AudioCodec.PCMA);
    }

    @Test
    void keepsTheSessionAndRaisesTheVersionByOneWithEachDescription() {
        String first = negotiation.offer();
        agreed(negotiation.complete(Sdp.audio(30_000)));
        String second = agreed(negotiation.answer(Sdp.audio(30_000))).sdp();
        String third = negotiation.offer();
        assertThat(origin(second)[1]).isEqualTo(origin(first)[1]).isEqualTo(origin(third)[1]);
        assertThat(List.of(version(second) - version(first), version(third) - version(second)))
                .as("RFC 3264 §8")
                .containsExactly(1L, 1L);
    }

    @Test
    void anOfferThatIsRefusedUsesNoVersionUp() {
        long first = version(agreed(negotiation.answer(Sdp.audio(30_000))).sdp());
        why(negotiation.answer(Sdp.audio(30_000, "9", "sendrecv")));
        assertThat(version(agreed(negotiation.answer(Sdp.audio(30_000, "0", "sendonly")))
                        .sdp()))
                .isEqualTo(first + 1);
    }

    @Test
    @DisplayName("P49: an offer that only refreshes the session is answered with the same version and is known as such")
    void aRefreshIsAnsweredAsBefore() {
        Negotiation.Agreed first = agreed(negotiation.answer(Sdp.audio(30_000)));
        Negotiation.Agreed refresh = agreed(negotiation.answer(Sdp.audio(30_000)));
        assertThat(refresh.sdp()).isEqualTo(first.sdp());
        assertThat(refresh.again()).isTrue();
        assertThat(agreed(negotiation.answer(Sdp.audio(30_002))).again()).isFalse();
        assertThat(agreed(negotiation.answer(Sdp.audio(30_002, "0 8 101", "sendonly")))
                        .again())
                .isFalse();
    }

    @Test
    void theAnswerToOurRefreshMayMoveTheSound() {
        negotiation.answer(Sdp.audio(30_000));
        assertThat(agreed(negotiation.renew(Sdp.audio(30_000))).again()).isTrue();
        Negotiation.Agreed moved = agreed(negotiation.renew(Sdp.audio(30_008)));
        assertThat(moved.again()).isFalse();
        assertThat(moved.audio().remoteRtp().getPort()).isEqualTo(30_008);
        assertThat(why(negotiation.renew(Sdp.audio(30_008, "9", "sendrecv")))).contains("did not offer");
    }

    @ParameterizedTest
    @CsvSource({
        "sendrecv, SENDRECV, sendrecv",
        "sendonly, RECVONLY, recvonly",
        "recvonly, SENDONLY, sendonly",
        "inactive, INACTIVE, inactive",
    })
    void mirrorsTheDirectionThatIsOffered(String offered, Direction ours, String answered) {
        Negotiation.Agreed a = agreed(negotiation.answer(Sdp.audio(30_000, "0", offered)));
        assertThat(a.audio().direction()).isEqualTo(ours);
        assertThat(a.sdp()).contains("a=" + answered + "\r\n");
    }

    @Test
    void aLaterOfferThatSwitchesTheSoundOffIsAKindOfHold() {
        agreed(negotiation.answer(Sdp.audio(30_000)));
        assertThat(agreed(negotiation.answer(Sdp.audio(0))).audio().direction()).isEqualTo(Direction.INACTIVE);
    }

    @Test
    void aFirstOfferWithoutSoundIsNotAgreed() {
        assertThat(why(negotiation.answer(Sdp.audio(0)))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, PCMU", "8, PCMA", "8 0, PCMA"})
    void takesTheFirstCodecOfTheAnswerToItsOffer(String formats, AudioCodec codec) {
        negotiation.offer();
        assertThat(agreed(negotiation.complete(Sdp.audio(40_000, formats, "sendrecv")))
                        .audio()
                        .codec())
                .isEqualTo(codec);
    }

    @Test
    void anAnswerThatNobodyAskedForIsNotAgreed() {
        assertThat(why(negotiation.complete(Sdp.audio(40_000)))).contains("did not ask for");
        negotiation.offer();
        agreed(negotiation.complete(Sdp.audio(40_000)));
        assertThat(why(negotiation.complete(Sdp.audio(40_000)))).contains("did not ask for");
    }

    @Test
    void anAnswerWithACodecThatWasNotOfferedIsNotAgreedAndSpendsTheOffer() {
        negotiation.offer();
        assertThat(why(negotiation.complete(Sdp.audio(40_000, "9", "sendrecv"))))
                .contains("did not offer");
        assertThat(why(negotiation.complete(Sdp.audio(40_000)))).contains("did not ask for");
    }

    @ParameterizedTest
    @CsvSource({"''", "hello", "'v=0\r\n'"})
    void whatIsNoSessionDescriptionIsNotAgreed(String text) {
        assertThat(why(negotiation.answer(text))).contains("cannot be read");
        negotiation.offer();
        assertThat(why(negotiation.complete(text))).contains("cannot be read");
    }

    @Test
    void namesTheOuterAddressBehindANat() {
        Negotiation behind = negotiation(Optional.of(InetAddress.ofLiteral("203.0.113.9")));
        assertThat(behind.offer()).contains("c=IN IP4 203.0.113.9\r\n", "m=audio 20000 ");
        assertThat(agreed(behind.answer(Sdp.audio(30_000))).sdp()).contains("c=IN IP4 203.0.113.9\r\n");
    }

    @Test
    void itsDescriptionsCanBeReadAgain() {
        assertThat(SessionDescription.parse(negotiation.offer()))
                .isInstanceOf(SessionDescription.Parsed.Described.class);
    }

    private static final String KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";

    private static Negotiation secret(TrunkSettings.Srtp srtp) {
        return new Negotiation(
                new Negotiation.Terms(
                        List.of(AudioCodec.PCMU, AudioCodec.PCMA), new OwnAddress(Optional.empty()), new Random(7)),
                new InetSocketAddress("10.0.0.5", 20_000),
                PEER,
                new TrunkSettings.MediaSecurity(srtp, List.of("AES_CM_128_HMAC_SHA1_80")));
    }

    private static String encrypted(String key) {
        return Sdp.audio(30_000).replace("RTP/AVP", "RTP/SAVP") + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + key
                + "\r\n";
    }

    @Test
    void whatWeOfferIsPlainUnlessEncryptionIsRequired() {
        assertThat(secret(TrunkSettings.Srtp.OPTIONAL).offer())
                .contains("RTP/AVP")
                .doesNotContain("crypto");
        assertThat(secret(TrunkSettings.Srtp.REQUIRED).offer()).contains("RTP/SAVP", "a=crypto:1 ");
    }

    @Test
    void aCallThatIsEncryptedIsOfferedOnUnderTheSameKeyAndNeverInTheClear() {
        Negotiation optional = secret(TrunkSettings.Srtp.OPTIONAL);
        String answer = agreed(optional.answer(encrypted(KEY))).sdp();
        String key =
                answer.lines().filter(l -> l.startsWith("a=crypto")).findFirst().orElseThrow();
        assertThat(optional.offer()).contains("RTP/SAVP", key);
        assertThat(why(optional.complete(Sdp.audio(30_000)))).contains("in the clear");
        assertThat(why(optional.answer(Sdp.audio(30_000)))).contains("this call is encrypted and stays so");
        assertThat(agreed(optional.answer(encrypted(KEY))).sdp()).contains(key); // hold and resume change nothing
    }

    @Test
    void aPlainCallMayBecomeEncrypted() {
        Negotiation optional = secret(TrunkSettings.Srtp.OPTIONAL);
        assertThat(agreed(optional.answer(Sdp.audio(30_000))).audio().srtp()).isEmpty();
        assertThat(agreed(optional.answer(encrypted(KEY))).audio().srtp()).isPresent();
    }

    @Test
    @DisplayName(
            "RFC 8842 §4, RFC 8839 §4.4.1.1: a browser whose sound moves begins anew, with another certificate and another name")
    void aBrowsersSoundMovesByAnotherCertificateAndComesBackWhereThatIsRefused() {
        Negotiation negotiation = withBrowser();
        String answer = agreed(negotiation.answer(browsers("actpass"))).sdp();
        assertThat(answer).contains(" 10.0.0.5 20000 typ host", FIRST.toString(), "a=mid:0\r\n");
        InetSocketAddress there = new InetSocketAddress("10.0.0.5", 20_100);

        String moved = negotiation.offerFrom(there, PEER);
        assertThat(moved).contains(" 10.0.0.5 20100 typ host", SECOND.toString(), "a=mid:0\r\n", "a=setup:actpass");
        assertThat(line(moved, "a=ice-ufrag")).isNotEqualTo(line(answer, "a=ice-ufrag"));
        negotiation.offerRefused();
        String stayed = negotiation.offer();
        assertThat(stayed).contains(" 10.0.0.5 20000 typ host", FIRST.toString(), line(answer, "a=ice-ufrag"));
        agreed(negotiation.complete(browsers("active")));

        String again = negotiation.offerFrom(there, PEER);
        NegotiatedAudio audio = agreed(negotiation.renew(browsers("active"))).audio();
        assertThat(audio.dtls().orElseThrow().ours().fingerprint()).isEqualTo(SECOND);
        assertThat(audio.dtls().orElseThrow().isServer()).isTrue();
        assertThat(again).contains(line(negotiation.offer(), "a=ice-ufrag"));
        agreed(negotiation.complete(browsers("active")));

        String restarted = browsers("actpass").replace("ice-ufrag:Qx3k", "ice-ufrag:NewK");
        String after = agreed(negotiation.answer(restarted)).sdp();
        assertThat(after).as("where it is now").contains(" 10.0.0.5 20100 typ host", SECOND.toString());
        assertThat(line(after, "a=ice-ufrag")).isNotEqualTo(line(again, "a=ice-ufrag"));
    }

    private static final Fingerprint FIRST = fingerprint("AA");
    private static final Fingerprint SECOND = fingerprint("BB");

    private static Fingerprint fingerprint(String octet) {
        return new Fingerprint("sha-256", String.join(":", Collections.nCopies(32, octet)));
    }

    private static Negotiation withBrowser() {
        return new Negotiation(
                new Negotiation.Terms(
                        List.of(AudioCodec.PCMU, AudioCodec.PCMA),
                        new OwnAddress(Optional.empty()),
                        new Random(7),
                        new TrunkSettings.MediaSecurity(TrunkSettings.Srtp.REFUSED, List.of()),
                        () -> List.of(FIRST, SECOND),
                        OpusTerms.OURS,
                        Optional.empty(),
                        Optional.empty()),
                new InetSocketAddress("10.0.0.5", 20_000),
                PEER);
    }

    /** What a browser offers, or with another role answers. */
    private static String browsers(String setup) {
        return Sdp.audio(30_000).replace("RTP/AVP", "UDP/TLS/RTP/SAVPF")
                + "a=mid:0\r\na=rtcp-mux\r\na=ice-ufrag:Qx3k\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\na=fingerprint:"
                + fingerprint("CC") + "\r\na=setup:" + setup + "\r\n";
    }

    private static String line(String sdp, String begins) {
        return sdp.lines().filter(l -> l.startsWith(begins)).findFirst().orElseThrow();
    }

    @Test
    void eachCallHasKeysOfItsOwn() {
        Negotiation.Terms terms = new Negotiation.Terms(
                List.of(AudioCodec.PCMU), new OwnAddress(Optional.empty()), new java.security.SecureRandom());
        TrunkSettings.MediaSecurity required =
                new TrunkSettings.MediaSecurity(TrunkSettings.Srtp.REQUIRED, List.of("AEAD_AES_128_GCM"));
        InetSocketAddress rtp = new InetSocketAddress("10.0.0.5", 20_000);
        assertThat(new Negotiation(terms, rtp, PEER, required).offer().lines().filter(l -> l.contains("crypto")))
                .doesNotContainAnyElementsOf(new Negotiation(terms, rtp, PEER, required)
                        .offer()
                        .lines()
                        .filter(l -> l.contains("crypto"))
                        .toList());
    }
}
