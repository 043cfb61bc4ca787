package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.core.AgentId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whose rule counts for a leg, and what becomes of a call that does not fit it. */
class SoundSecurityTest {

    private static final List<String> SUITES = List.of("AES_CM_128_HMAC_SHA1_80");
    private static final MediaSecurity USUAL = new MediaSecurity(Srtp.OPTIONAL, SUITES);
    private static final MediaSecurity STRICT = new MediaSecurity(Srtp.REQUIRED, List.of("AEAD_AES_128_GCM"));
    private static final MediaSecurity PLAIN = new MediaSecurity(Srtp.REFUSED, SUITES);
    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");
    private static final String KEY =
            "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r\n";

    private final SoundSecurity security =
            new SoundSecurity(USUAL, Map.of(ANNA, Srtp.REQUIRED), Map.of("strict", STRICT, "plain", PLAIN));

    @Test
    void aCallOfATrunkIsAsSecretAsTheTrunkSays() {
        assertThat(security.ofArrival(Optional.of("strict"))).isEqualTo(STRICT);
        assertThat(security.ofArrival(Optional.of("plain"))).isEqualTo(PLAIN);
        assertThat(security.ofArrival(Optional.of("gone meanwhile"))).isEqualTo(USUAL);
        assertThat(security.ofArrival(Optional.empty())).isEqualTo(USUAL);
    }

    @Test
    void anAgentsPhoneIsAsSecretAsTheAgentsSectionSaysElseAsTheServer() {
        assertThat(security.ofPhone(ANNA).srtp()).isEqualTo(Srtp.REQUIRED);
        assertThat(security.ofPhone(ANNA).suites()).isEqualTo(SUITES);
        assertThat(security.ofPhone(BEN)).isEqualTo(USUAL);
    }

    @Test
    void byATrunkItsOwnRuleCountsAndTheAgentMayBeStricter() {
        assertThat(security.byTrunk(BEN, PLAIN)).isEqualTo(PLAIN);
        assertThat(security.byTrunk(BEN, STRICT)).isEqualTo(STRICT);
        assertThat(security.byTrunk(ANNA, PLAIN)).isEqualTo(new MediaSecurity(Srtp.REQUIRED, SUITES));
        assertThat(security.byTrunk(ANNA, STRICT)).isEqualTo(STRICT);
    }

    @Test
    @DisplayName("P51: a call in the clear where encryption is required is refused with 488, a Warning and a sentence")
    void aCallInTheClearIsRefusedWhereEncryptionIsRequired() {
        LegBench bench = new LegBench(SoundSecurity.same(new MediaSecurity(Srtp.REQUIRED, SUITES)));
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        assertThat(bench.leg().answer()).hasValueSatisfying(r -> {
            assertThat(r.status()).isEqualTo(488);
            assertThat(r.sentence()).contains("offers audio only in the clear", "srtp = required");
        });
        assertThat(call.said()).containsExactly("488 Not Acceptable Here, Warning 302");
        assertThat(bench.media.open()).isEmpty();
    }

    @Test
    void anEncryptedCallIsAnsweredUnderAKeyAndSaysSo() {
        LegBench bench = new LegBench(SoundSecurity.same(USUAL));
        FakeCaller call = bench.invite(Optional.of(encrypted()));
        assertThat(bench.leg().answer()).isEmpty();
        assertThat(call.lastSdp()).contains("RTP/SAVP", "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:");
        assertThat(bench.caller)
                .containsExactly(
                        new LegEvent.Answered("PCMU encrypted by AES_CM_128_HMAC_SHA1_80", "192.0.2.50:30000"));
        assertThat(bench.media.legs().getFirst().agreements().getFirst().srtp()).isPresent();
    }

    @Test
    @DisplayName("P51: an agent's phone that answers in the clear to an encrypted offer is hung up, not heard")
    void aPhoneThatAnswersInTheClearThoughItMustNotIsHungUp() {
        LegBench bench = new LegBench(new SoundSecurity(USUAL, Map.of(ANNA, Srtp.REQUIRED), Map.of()));
        bench.rings(1);
        FakePhone phone = bench.edge.called().getFirst();
        assertThat(phone.offer()).contains("RTP/SAVP", "a=crypto:1 ");
        phone.answers(Optional.of(Sdp.audio(40_000)));
        bench.loop.run();
        assertThat(bench.ring).noneMatch(r -> r.startsWith("answered"));
        assertThat(bench.media.legs().getLast().agreements()).isEmpty();
    }

    private static String encrypted() {
        return Sdp.audio(30_000).replace("RTP/AVP", "RTP/SAVP") + KEY;
    }
}
