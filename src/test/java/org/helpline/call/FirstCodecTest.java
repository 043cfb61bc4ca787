package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one side of a call speaks is offered first to the other, and kept as long as it is offered, so that nothing need be transcoded. */
class FirstCodecTest {

    private static final String ALL = "PCMU PCMA G722 OPUS";
    private static final String MAPS = "a=rtpmap:96 opus/48000/2\r\na=rtpmap:97 telephone-event/48000\r\n";

    static LegBench bench(String setting) {
        return new LegBench(Arrays.asList(setting.split(" ", -1)));
    }

    /** Of a phone with these formats; 96 is Opus, 97 and 101 are keys. */
    private static String sdp(String formats) {
        return Sdp.audio(30_000, formats, "sendrecv") + MAPS;
    }

    private static FakeCaller calls(LegBench bench, String formats) {
        FakeCaller call = bench.invite(Optional.of(sdp(formats)));
        assertThat(bench.leg().answer()).isEmpty();
        call.ack();
        return call;
    }

    private static String formats(String sdp) {
        return sdp.lines()
                .filter(l -> l.startsWith("m=audio"))
                .map(l -> l.substring(l.indexOf("RTP/AVP") + 8))
                .findFirst()
                .orElseThrow();
    }

    /** The setting, what the caller offers, what it is answered, and what an agent's phone and a number outside are offered then. */
    @ParameterizedTest
    @CsvSource({
        "PCMU PCMA, 0 8 101, 0 101, 0 8 101",
        "PCMU PCMA, 8 101, 8 101, 8 0 101",
        "PCMU, 0 8 101, 0 101, 0 101",
        "PCMU PCMA G722 OPUS, 96 97 9 8 101, 8 101, 8 0 101",
        "PCMU PCMA G722 OPUS, 9 101, 9 101, 9 0 8 101",
        "PCMU PCMA G722 OPUS, 96 97, 96 97, 111 0 8 101 110",
        "OPUS G722 PCMA PCMU, 0 101, 0 101, 0 111 9 8 101 110",
        "OPUS G722 PCMA PCMU, 0 8 9 96 97 101, 96 97, 111 9 8 0 101 110",
        "G722 PCMA, 8 9 101, 9 101, 9 8 101",
        "G722 PCMA, 8 101, 8 101, 8 9 101",
        "OPUS, 96 97 0, 96 97, 111 101 110",
        "OPUS G722, 9 101, 9 101, 9 111 101 110",
        "G722 PCMU OPUS, 0 101, 0 101, 0 9 101",
    })
    void whatTheCallerSpeaksIsOfferedFirst(String setting, String offered, String answered, String offer) {
        LegBench bench = bench(setting);
        FakeCaller call = calls(bench, offered);
        assertThat(formats(call.lastSdp())).isEqualTo(answered);
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        bench.ringAgain();
        assertThat(formats(bench.phone(0).offer())).isEqualTo(offer);
        bench.ringsNumber("+4930123456");
        assertThat(formats(bench.phone(1).offer())).isEqualTo(offer);
    }

    @Test
    void whoIsRungWithACallerWhoHasAgreedToNothingIsOfferedAsTheSettingSays() {
        LegBench bench = bench(ALL);
        bench.invite(Optional.of(sdp("96 97")));
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        bench.ringAgain();
        assertThat(formats(bench.phone(0).offer())).isEqualTo("0 8 101");
    }

    @Test
    void anotherAnswerIsTakenAllTheSame() {
        LegBench bench = bench(ALL);
        calls(bench, "96 97");
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        bench.ringAgain();
        bench.phone(0).answers(Optional.of(sdp("8 101")));
        assertThat(bench.ring).containsExactly("answered");
        assertThat(bench.phones).contains(new LegEvent.Answered("PCMA", "192.0.2.50:30000"));
    }

    @Test
    void whoCallsToTakeACallIsAnsweredWithWhatItsCallerSpeaks() {
        LegBench bench = bench(ALL);
        calls(bench, "9 101");
        CallerLeg waiting = bench.leg();
        FakeCaller agent = bench.invite(Optional.of(sdp("0 8 9 96 97 101")));
        CallerLeg phone = bench.leg();
        bench.takes(phone, waiting);
        assertThat(phone.answer()).isEmpty();
        assertThat(formats(agent.lastSdp())).isEqualTo("9 101");
    }

    @Test
    void whatIsInUseStandsFirstInOurLaterOffers() {
        LegBench bench = bench(ALL);
        FakeCaller call = calls(bench, "96 97");
        call.reInvites(Optional.empty());
        assertThat(formats(call.lastSdp())).isEqualTo("111 0 8 101 110");
    }
}
