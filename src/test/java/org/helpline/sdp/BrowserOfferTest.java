package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.helpline.sdp.IceDtls.Setup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Browsers' descriptions: ICE, DTLS-SRTP and all on one port (RFC 8829, RFC 5763, RFC 8839). */
class BrowserOfferTest {

    private static final IceDtls OURS = new IceDtls(
            "ours4567",
            "ourPasswordOfCheckings24",
            new Fingerprint(
                    "sha-256",
                    String.join(
                            ":",
                            IntStream.range(0, 32)
                                    .mapToObj(
                                            i -> HexFormat.of().withUpperCase().toHexDigits((byte) i))
                                    .toList())),
            Setup.ACTPASS,
            Optional.of("0"));

    private static Ours ours(IceDtls told) {
        return Texts.ours().protecting(Protection.NONE.withDtls(told));
    }

    private static IceDtls fresh(int seed) {
        return IceDtls.fresh(OURS.fingerprint(), new Random(seed));
    }

    private static String chromium() {
        return Texts.file("chromium.sdp");
    }

    private static DtlsTerms terms(OfferAnswer.Result result) {
        return Texts.accepted(result).audio().dtls().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium", "firefox"})
    void aBrowsersOfferIsAnswered(String browser) {
        var accepted = Texts.accepted(OfferAnswer.answer(Texts.file(browser + ".sdp"), ours(OURS)));
        assertThat(accepted.answer().encode())
                .isEqualTo(Texts.file(browser + ".answer.sdp").replace("\n", "\r\n"));
        NegotiatedAudio audio = accepted.audio();
        assertThat(audio.direction()).as("0.0.0.0 is no hold here").isEqualTo(Direction.SENDRECV);
        assertThat(audio.srtp()).isEmpty();
        assertThat(audio.secrecy()).hasValue("DTLS-SRTP");
        DtlsTerms dtls = audio.dtls().orElseThrow();
        assertThat(dtls.isServer()).isTrue();
        assertThat(dtls.theirs().fingerprint().toString()).startsWith("sha-256 19:E2:");
        assertThat(dtls.theirs().ufrag()).isEqualTo(browser.equals("firefox") ? "7b6f2a3c" : "Qx3k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a=ice-pwd: | a=x: | 306 the caller offers audio by DTLS without ICE",
                "a=ice-ufrag:Qx3k | a=ice-ufrag:Q:x | 306 the caller offers audio by DTLS without ICE",
                "a=fingerprint:sha-256 | a=fingerprint:sha-1 | 306 the caller offers audio by DTLS without a fingerprint",
                "a=fingerprint:sha-256 19: | a=fingerprint:sha-256 | 306 the caller offers audio by DTLS without a fingerprint",
                "a=rtcp-mux | a=x | 306 the caller offers audio by DTLS without a=rtcp-mux",
                "UDP/TLS/RTP/SAVPF | UDP/XX/RTP/SAVPF | 302 the caller offers audio only encrypted as UDP/XX/RTP/SAVPF",
            })
    void whatIsMissingIsToldInASentence(String what, String with, String then) {
        OfferAnswer.Result result = OfferAnswer.answer(chromium().replace(what, with), ours(OURS));
        int warning = ((OfferAnswer.Result.NotAcceptable) result).warning();
        assertThat(warning + " " + Texts.why(result)).startsWith(then);
    }

    @ParameterizedTest
    @CsvSource({"actpass, true", "active, true", "passive, false"})
    void whoBeginsTheHandshakeIsAsTheyWish(String theirs, boolean server) {
        var accepted = Texts.accepted(
                OfferAnswer.answer(chromium().replace("a=setup:actpass", "a=setup:" + theirs), ours(OURS)));
        assertThat(accepted.audio().dtls().orElseThrow().isServer()).isEqualTo(server);
        assertThat(accepted.answer().encode()).contains(server ? "a=setup:passive" : "a=setup:active");
    }

    @Test
    void aRefreshIsAnsweredWithTheSameWordsAndKeepsWhoBegan() {
        var first = Texts.accepted(OfferAnswer.answer(chromium(), ours(OURS)));
        var again = Texts.accepted(OfferAnswer.reanswer(chromium(), ours(fresh(1)), first.audio()));
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(again.audio()).isEqualTo(first.audio());
    }

    @ParameterizedTest
    @CsvSource({"ice-ufrag:Qx3k, ice-ufrag:NewK", "ice-pwd:, ice-pwd:New"})
    @DisplayName("RFC 8839 §4.4.1.1: an ICE restart is answered by one, and the keys stay")
    void anIceRestartIsAnsweredByOne(String before, String anew) {
        var first = Texts.accepted(OfferAnswer.answer(chromium(), ours(OURS)));
        String restarted = chromium().replace(before, anew);
        DtlsTerms after = terms(OfferAnswer.reanswer(restarted, ours(fresh(1)), first.audio()));
        assertThat(after.ours().ufrag()).isNotEqualTo(OURS.ufrag());
        assertThat(after.ours().pwd()).as("both change at once").isNotEqualTo(OURS.pwd());
        assertThat(after.isSameAssociation(first.audio().dtls().orElseThrow())).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"inactive, INACTIVE, inactive", "sendonly, RECVONLY, recvonly", "recvonly, SENDONLY, sendonly"})
    void holdIsUnderstoodAndEndsWithNothingElseChanged(String offered, Direction ours, String answered) {
        var first = Texts.accepted(OfferAnswer.answer(chromium(), ours(OURS)));
        var held = Texts.accepted(
                OfferAnswer.reanswer(chromium().replace("a=sendrecv", "a=" + offered), ours(fresh(1)), first.audio()));
        assertThat(held.audio().direction()).isEqualTo(ours);
        assertThat(held.answer().encode()).contains("a=" + answered + "\r\n");
        assertThat(held.audio().dtls()).isEqualTo(first.audio().dtls());
        var resumed = Texts.accepted(OfferAnswer.reanswer(chromium(), ours(fresh(2)), held.audio()));
        assertThat(resumed.audio()).isEqualTo(first.audio());
    }

    @Test
    void whatElseABrowserOffersIsRefusedByItsName() {
        String video = chromium().replace("BUNDLE 0", "BUNDLE 0 1")
                + "m=video 9 UDP/TLS/RTP/SAVPF 96\nc=IN IP4 0.0.0.0\na=mid:1\na=rtpmap:96 VP8/90000\n";
        assertThat(Texts.accepted(OfferAnswer.answer(video, ours(OURS)))
                        .answer()
                        .encode())
                .contains("a=group:BUNDLE 0\r\n")
                .endsWith("m=video 0 UDP/TLS/RTP/SAVPF 96\r\na=mid:1\r\n");
    }

    @Test
    void ourOfferToABrowserIsAnswered() {
        SessionDescription offer = OfferAnswer.offer(ours(OURS));
        assertThat(offer.encode())
                .contains(
                        "a=ice-lite\r\na=group:BUNDLE 0\r\nm=audio 40000 UDP/TLS/RTP/SAVPF 0 8 101\r\n",
                        "a=setup:actpass\r\n",
                        "a=candidate:1 1 udp 2130706431 192.0.2.1 40000 typ host\r\n");
        String answer = chromium().replace("setup:actpass", "setup:active");
        DtlsTerms here = terms(OfferAnswer.complete(offer, answer, ours(OURS).protection()));
        assertThat(here.isServer()).isTrue();
        assertThat(here.ours().isSameIce(OURS)).isTrue();
        assertThat(here.theirs().ufrag()).isEqualTo("Qx3k");
    }

    @Test
    void anAnswerInTheClearOrWithoutARoleIsNone() {
        SessionDescription offer = OfferAnswer.offer(ours(OURS));
        Protection protection = ours(OURS).protection();
        assertThat(Texts.why(OfferAnswer.complete(offer, Texts.offer("m=audio 4000 RTP/AVP 0"), protection)))
                .isEqualTo("the phone answers without DTLS, which we offered");
        assertThat(Texts.why(OfferAnswer.complete(offer, chromium(), protection)))
                .contains("a=setup:actpass");
    }

    @Test
    void whatWeTellIsNewEachTimeAndLongEnough() {
        List<IceDtls> two = List.of(fresh(1), fresh(2));
        assertThat(two.get(0).isSameIce(two.get(1))).isFalse();
        assertThat(two).allMatch(i -> i.ufrag().length() >= 4 && i.pwd().length() >= 22); // RFC 8839 §5.4
        assertThat(two.toString()).doesNotContain(two.get(0).pwd());
    }
}
