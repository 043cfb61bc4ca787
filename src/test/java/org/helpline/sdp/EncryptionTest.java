package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.helpline.sdp.SrtpSuite.AEAD_AES_128_GCM;
import static org.helpline.sdp.SrtpSuite.AES_CM_128_HMAC_SHA1_32;
import static org.helpline.sdp.SrtpSuite.AES_CM_128_HMAC_SHA1_80;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.helpline.sdp.Protection.Policy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in session descriptions (RFC 4568): what is offered, answered and refused, by each policy. */
class EncryptionTest {

    private static final String KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
    private static final String OTHER_KEY = "PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR";
    private static final String GCM_KEY = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJQ==";

    private final Random random = new Random(4568);

    private Ours ours(Policy policy, SrtpSuite... suites) {
        List<SrtpSuite> spoken = suites.length == 0 ? List.of(SrtpSuite.values()) : List.of(suites);
        return Texts.ours().protecting(Protection.fresh(policy, spoken, random));
    }

    private static String offer(String protocol, String... crypto) {
        return Texts.offer("m=audio 4000 " + protocol + " 0 8", String.join("\r\n", crypto));
    }

    private static String line(int tag, SrtpSuite suite, String key) {
        return "a=crypto:" + tag + " " + suite + " inline:" + key;
    }

    @ParameterizedTest
    @CsvSource({
        // P51: the whole table of who wants what
        // ours, their profile, with a key, what comes of it
        "REFUSED, RTP/AVP, false, clear",
        "REFUSED, RTP/AVP, true, clear",
        "REFUSED, RTP/SAVP, true, 302",
        "OPTIONAL, RTP/AVP, false, clear",
        "OPTIONAL, RTP/AVP, true, encrypted",
        "OPTIONAL, RTP/SAVP, true, encrypted",
        "OPTIONAL, RTP/SAVP, false, 306",
        "REQUIRED, RTP/AVP, false, 302",
        "REQUIRED, RTP/AVP, true, encrypted",
        "REQUIRED, RTP/SAVP, true, encrypted",
        "REQUIRED, RTP/SAVP, false, 306",
        "KEPT, RTP/AVP, false, 302",
        "KEPT, RTP/SAVP, true, encrypted",
    })
    void anOfferIsEncryptedInTheClearOrRefusedAsThePolicySays(
            Policy policy, String protocol, boolean key, String then) {
        String offer = key ? offer(protocol, line(3, AES_CM_128_HMAC_SHA1_80, KEY)) : offer(protocol);
        OfferAnswer.Result result = OfferAnswer.answer(offer, ours(policy));
        String came = switch (result) {
            case OfferAnswer.Result.NotAcceptable n -> Integer.toString(n.warning());
            case OfferAnswer.Result.Accepted a -> a.audio().srtp().isPresent() ? "encrypted" : "clear";
        };
        assertThat(came).isEqualTo(then);
        if (result instanceof OfferAnswer.Result.Accepted a) {
            assertThat(a.answer().encode()).contains("m=audio 40000 " + protocol + " 0\r\n");
            assertThat(a.answer().encode().contains("a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:"))
                    .isEqualTo(then.equals("encrypted"));
        }
    }

    @Test
    @DisplayName("P51: a mismatch of SRTP suites says what each side speaks")
    void aMismatchOfSuitesNamesBothSides() {
        String offer = offer("RTP/SAVP", "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:" + KEY + KEY);
        assertThat(Texts.why(OfferAnswer.answer(offer, ours(Policy.OPTIONAL, AES_CM_128_HMAC_SHA1_80))))
                .isEqualTo("the caller offers audio encrypted only by AES_256_CM_HMAC_SHA1_80; Helpline speaks"
                        + " AES_CM_128_HMAC_SHA1_80 here");
    }

    @Test
    @DisplayName("P51: plain audio where encryption is required says how to mend it")
    void plainAudioWhereEncryptionIsRequiredIsRefusedWithAWord() {
        assertThat(Texts.why(OfferAnswer.answer(offer("RTP/AVP"), ours(Policy.REQUIRED))))
                .contains("only in the clear", "required here (srtp = required)", "switch SRTP on");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "inline:" + KEY + "|2^20|1:32 ~ 32",
                "inline:" + KEY + "|1048576 ~ 0",
                "inline:" + KEY + "|2^31|1:4 WSH=64 ~ 4",
                "inline:" + KEY + " -NOTHING=7 KDR=0 ~ 0",
                "INLINE:" + KEY + " ~ 0",
                "inline:" + KEY + "; ~ -1",
                "inline:" + KEY + ";inline:" + OTHER_KEY + " ~ -1",
                "inline:" + KEY + " UNENCRYPTED_SRTP ~ -1",
                "inline:" + KEY + " UNENCRYPTED_SRTCP ~ -1",
                "inline:" + KEY + " UNAUTHENTICATED_SRTP ~ -1",
                "inline:" + KEY + " FEC_ORDER=FEC_SRTP ~ -1",
                "inline:" + KEY + " KDR=24 ~ -1",
                "inline:" + KEY + "|2^20|1:129 ~ -1",
                "inline:AAAA ~ -1",
                "inline:" + KEY + "AAAA ~ -1",
                "inline:!!! ~ -1",
                "uri:https://example.com/key ~ -1",
            })
    void keysOfAllShapesAreReadOrRefused(String parameters, int mkiBytes) {
        OfferAnswer.Result result = OfferAnswer.answer(
                offer("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 " + parameters), ours(Policy.OPTIONAL));
        if (mkiBytes < 0) {
            assertThat(Texts.why(result))
                    .startsWith("the caller offers audio with ")
                    .doesNotContain("d0Rm");
        } else {
            SrtpKey theirs = Texts.accepted(result).audio().srtp().orElseThrow().theirs();
            assertThat(theirs.mkiBytes()).isEqualTo(mkiBytes);
            assertThat(theirs.master()).startsWith(Base64.getDecoder().decode("d0Rm"));
        }
    }

    @Test
    void theFirstLineOfTheOfferThatWeSpeakIsTaken() {
        String offer = offer(
                "RTP/SAVP",
                "a=crypto:1 AES_256_CM_HMAC_SHA1_80 inline:" + KEY + KEY,
                line(2, AEAD_AES_128_GCM, GCM_KEY),
                line(3, AES_CM_128_HMAC_SHA1_80, KEY));
        var accepted = Texts.accepted(OfferAnswer.answer(offer, ours(Policy.OPTIONAL)));
        assertThat(accepted.answer().encode()).contains("a=crypto:2 AEAD_AES_128_GCM inline:");
        assertThat(accepted.audio().srtp().orElseThrow().suite()).isEqualTo(AEAD_AES_128_GCM);
    }

    @Test
    void aPhoneThatOffersBothWaysIsTakenEncrypted() {
        var accepted = Texts.accepted(OfferAnswer.answer(Texts.file("snom-srtp-twice.sdp"), ours(Policy.OPTIONAL)));
        assertThat(accepted.audio().srtp()).isPresent();
        assertThat(accepted.answer().encode()).contains("m=audio 40000 RTP/SAVP 0", "m=audio 0 RTP/AVP");
    }

    @ParameterizedTest
    @EnumSource(SrtpSuite.class)
    void offerAndAnswerEndWithTheSameTwoKeys(SrtpSuite suite) {
        Ours caller = ours(Policy.REQUIRED);
        SessionDescription offer = OfferAnswer.offer(caller);
        assertThat(offer.encode()).contains("RTP/SAVP", "a=crypto:1 ", "a=crypto:2 ", "a=crypto:3 ");
        var there = Texts.accepted(OfferAnswer.answer(Texts.read(offer.encode()), ours(Policy.OPTIONAL, suite)));
        var here = Texts.accepted(OfferAnswer.complete(offer, there.answer(), caller.protection()));
        SrtpKeys ours = here.audio().srtp().orElseThrow();
        SrtpKeys theirs = there.audio().srtp().orElseThrow();
        assertThat(ours.suite()).isEqualTo(suite);
        assertThat(ours.ours()).isEqualTo(theirs.theirs());
        assertThat(ours.theirs()).isEqualTo(theirs.ours()).isNotEqualTo(ours.ours());
    }

    @Test
    @DisplayName("P51: a plain answer to an encrypted offer is no answer")
    void aPlainAnswerToAnEncryptedOfferIsRefused() {
        Ours caller = ours(Policy.REQUIRED);
        SessionDescription offer = OfferAnswer.offer(caller);
        assertThat(Texts.why(OfferAnswer.complete(offer, offer("RTP/AVP"), caller.protection())))
                .startsWith("the phone answers with audio only in the clear (RTP/AVP)");
    }

    @Test
    void anEncryptedAnswerToAPlainOfferIsRefused() {
        Ours caller = ours(Policy.OPTIONAL);
        SessionDescription offer = OfferAnswer.offer(caller);
        assertThat(offer.encode()).doesNotContain("crypto", "SAVP");
        String answer = offer("RTP/SAVP", line(1, AES_CM_128_HMAC_SHA1_80, KEY));
        assertThat(Texts.why(OfferAnswer.complete(offer, answer, caller.protection())))
                .startsWith("the phone answers with audio only encrypted");
    }

    @Test
    void anAnswerWithASuiteThatWasNotOfferedIsRefused() {
        Ours caller = ours(Policy.REQUIRED, AES_CM_128_HMAC_SHA1_80);
        String answer = offer("RTP/SAVP", line(1, AES_CM_128_HMAC_SHA1_32, KEY));
        assertThat(Texts.why(OfferAnswer.complete(OfferAnswer.offer(caller), answer, caller.protection())))
                .contains("encrypted only by AES_CM_128_HMAC_SHA1_32");
    }

    @ParameterizedTest
    @CsvSource({
        // the same key and address keep our key; a new one of either makes us take a new one
        KEY + ", 192.0.2.9, true",
        KEY + ", 0.0.0.0, true",
        OTHER_KEY + ", 192.0.2.9, false",
        KEY + ", 192.0.2.10, false",
    })
    void ourKeyStaysAsLongAsTheirsDoes(String key, String address, boolean stays) {
        String first = offer("RTP/SAVP", line(1, AES_CM_128_HMAC_SHA1_80, KEY));
        NegotiatedAudio before =
                Texts.accepted(OfferAnswer.answer(first, ours(Policy.OPTIONAL))).audio();
        String next =
                Texts.offer("m=audio 4000 RTP/SAVP 0", "c=IN IP4 " + address, line(1, AES_CM_128_HMAC_SHA1_80, key));
        NegotiatedAudio after = Texts.accepted(OfferAnswer.reanswer(next, ours(Policy.KEPT), before))
                .audio();
        assertThat(after.srtp()
                        .orElseThrow()
                        .ours()
                        .equals(before.srtp().orElseThrow().ours()))
                .isEqualTo(stays);
    }

    @Test
    @DisplayName("P51: an encrypted call is not put into the clear by a later offer")
    void anEncryptedCallIsNotPutIntoTheClear() {
        String first = offer("RTP/SAVP", line(1, AES_CM_128_HMAC_SHA1_80, KEY));
        NegotiatedAudio before =
                Texts.accepted(OfferAnswer.answer(first, ours(Policy.OPTIONAL))).audio();
        assertThat(Texts.why(OfferAnswer.reanswer(offer("RTP/AVP"), ours(Policy.KEPT), before)))
                .contains("this call is encrypted and stays so");
    }

    @Test
    void nothingThatIsLoggedShowsAKey() {
        String first = offer("RTP/SAVP", line(1, AES_CM_128_HMAC_SHA1_80, KEY));
        NegotiatedAudio audio =
                Texts.accepted(OfferAnswer.answer(first, ours(Policy.OPTIONAL))).audio();
        assertThat(audio.toString()).contains("AES_CM_128_HMAC_SHA1_80 key").doesNotContain("d0Rm");
    }
}
