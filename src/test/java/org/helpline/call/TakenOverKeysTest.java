package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.SrtpKeys;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The keys of a caller's leg whose place another call takes (RFC 3891): they are that call's, and nobody knows those of before. */
class TakenOverKeysTest {

    private static final String FIRST = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj";
    private static final String SECOND = "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz";

    private final LegBench bench = new LegBench();

    private static Optional<String> offer(Optional<String> key) {
        String plain = Sdp.audio(30_000);
        return Optional.of(key.map(k -> plain.replace("RTP/AVP", "RTP/SAVP")
                        + "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + k + "\r\n")
                .orElse(plain));
    }

    private NegotiatedAudio agreed() {
        return bench.media.legs().getFirst().agreements().getLast();
    }

    private CallerLeg up(Optional<String> key) {
        FakeCaller call = bench.invite(offer(key));
        CallerLeg leg = bench.leg();
        leg.answer();
        call.ack();
        bench.loop.run();
        return leg;
    }

    private static String ours(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=crypto:"))
                .map(line -> line.substring(line.indexOf("inline:") + 7).replaceAll("\\|.*", ""))
                .findFirst()
                .orElse("none");
    }

    @Test
    void theNewCallsKeysAreItsOwnBothWays() {
        CallerLeg leg = up(Optional.of(FIRST));
        SrtpKeys before = agreed().srtp().orElseThrow();
        FakeCaller second = bench.invite(offer(Optional.of(SECOND)));
        assertThat(leg.replacedBy(bench.leg())).isEmpty();
        SrtpKeys after = agreed().srtp().orElseThrow();
        assertThat(after.theirs()).isNotEqualTo(before.theirs());
        assertThat(after.ours()).as("who left knows the old one").isNotEqualTo(before.ours());
        assertThat(ours(second.lastSdp())).isNotEqualTo("none").isNotEqualTo(SECOND);
        assertThat(leg.isUp()).isTrue();
    }

    @DisplayName("P51: a call that is encrypted is not taken over by one in the clear")
    @Test
    void anEncryptedCallStaysEncrypted() {
        CallerLeg leg = up(Optional.of(FIRST));
        SrtpKeys before = agreed().srtp().orElseThrow();
        FakeCaller second = bench.invite(offer(Optional.empty()));
        assertThat(leg.replacedBy(bench.leg()))
                .hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(488));
        assertThat(second.said()).last().asString().startsWith("488");
        assertThat(agreed().srtp()).hasValue(before);
        assertThat(leg.isUp()).isTrue();
    }

    @Test
    void aPlainCallMayBecomeASecretOne() {
        CallerLeg leg = up(Optional.empty());
        assertThat(agreed().srtp()).isEmpty();
        FakeCaller second = bench.invite(offer(Optional.of(SECOND)));
        assertThat(leg.replacedBy(bench.leg())).isEmpty();
        assertThat(agreed().srtp()).isPresent();
        assertThat(ours(second.lastSdp())).isNotEqualTo("none");
    }

    /** No key of the call before answers an INVITE without an offer either. */
    @Test
    void aDelayedOfferBringsFreshKeys() {
        CallerLeg leg = up(Optional.of(FIRST));
        SrtpKeys before = agreed().srtp().orElseThrow();
        FakeCaller second = bench.invite(Optional.empty());
        assertThat(leg.replacedBy(bench.leg())).isEmpty();
        assertThat(second.lastSdp()).contains("RTP/SAVP");
        second.ack(offer(Optional.of(SECOND)));
        bench.loop.run();
        assertThat(agreed().srtp().orElseThrow().ours()).isNotEqualTo(before.ours());
    }
}
