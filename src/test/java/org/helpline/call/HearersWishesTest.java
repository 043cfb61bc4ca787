package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller says of the sound that it takes is said to whoever is rung for it: two phones with one codec hear each other's very packets. */
class HearersWishesTest {

    private static final String OPUS = "m=audio 30000 RTP/AVP 96 101";
    private static final String PCMA = "m=audio 30000 RTP/AVP 8 101";

    private static String sdp(String line, String... more) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.50\r\ns=-\r\nc=IN IP4 192.0.2.50\r\nt=0 0\r\n" + line
                + "\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:101 telephone-event/8000\r\n"
                + (more.length == 0 ? "" : String.join("\r\n", more) + "\r\n");
    }

    private static LegBench bench() {
        LegBench bench = FirstCodecTest.bench("PCMU PCMA G722 OPUS");
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        return bench;
    }

    private static FakeCaller calls(LegBench bench, String sdp) {
        FakeCaller call = bench.invite(Optional.of(sdp));
        assertThat(bench.leg().answer()).isEmpty();
        call.ack();
        return call;
    }

    private static String fmtp(String sdp) {
        return sdp.lines()
                .filter(l -> l.startsWith("a=fmtp:") && l.contains("useinbandfec"))
                .map(l -> l.substring(l.indexOf(' ') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** What the caller asks of Opus, and what is asked of the agent's phone. */
    @ParameterizedTest
    @CsvSource({
        "useinbandfec=1;usedtx=1, maxaveragebitrate=32000;useinbandfec=1;usedtx=1",
        "maxaveragebitrate=20000;useinbandfec=1, maxaveragebitrate=20000;useinbandfec=1;usedtx=0",
        "maxaveragebitrate=64000;usedtx=1, maxaveragebitrate=32000;useinbandfec=0;usedtx=1",
        "maxplaybackrate=16000;stereo=1, maxaveragebitrate=32000;useinbandfec=0;usedtx=0;maxplaybackrate=16000"
    })
    void whatTheCallerAsksOfOpusIsAskedOfTheAgentsPhone(String callers, String asked) {
        LegBench bench = bench();
        FakeCaller call = calls(bench, sdp(OPUS, "a=fmtp:96 " + callers));
        assertThat(fmtp(call.lastSdp())).as("of the caller nobody asks it yet").startsWith("maxaveragebitrate=32000;");
        bench.ringAgain();
        assertThat(fmtp(bench.phone(0).offer())).isEqualTo(asked);
        bench.ringsNumber("+4930123456");
        assertThat(fmtp(bench.phone(1).offer())).isEqualTo(asked);
    }

    /** The caller's ptime and maxptime, and the agent's. */
    @ParameterizedTest
    @CsvSource({"0, 0, 20, 0", "60, 0, 20, 0", "40, 40, 20, 40", "20, 20, 20, 20", "10, 10, 10, 10"})
    void noLongerPacketsThanTheCallerTakesAreAskedFor(int ptime, int maxptime, int asked, int most) {
        LegBench bench = bench();
        String[] says = {"a=ptime:" + ptime, "a=maxptime:" + maxptime};
        calls(bench, sdp(PCMA, ptime == 0 ? new String[0] : says));
        bench.ringAgain();
        assertThat(bench.phone(0).offer().lines().filter(l -> l.contains("ptime:")))
                .containsExactly(
                        most == 0
                                ? new String[] {"a=ptime:" + asked}
                                : new String[] {"a=ptime:" + asked, "a=maxptime:" + most});
    }

    @Test
    void whoCallsToTakeACallIsAskedTheSame() {
        LegBench bench = bench();
        calls(bench, sdp(OPUS, "a=fmtp:96 maxaveragebitrate=20000", "a=maxptime:40"));
        CallerLeg waiting = bench.leg();
        FakeCaller agent = bench.invite(Optional.of(sdp(OPUS)));
        CallerLeg phone = bench.leg();
        bench.takes(phone, waiting);
        assertThat(phone.answer()).isEmpty();
        assertThat(fmtp(agent.lastSdp())).startsWith("maxaveragebitrate=20000;");
        assertThat(agent.lastSdp()).contains("a=maxptime:40\r\n");
    }

    @Test
    void aCallerInAnotherCodecAsksNothingOfOpus() {
        LegBench bench = FirstCodecTest.bench("OPUS PCMA");
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        calls(bench, sdp(PCMA, "a=fmtp:96 maxaveragebitrate=20000"));
        bench.ringAgain();
        assertThat(fmtp(bench.phone(0).offer())).isEqualTo("maxaveragebitrate=32000;useinbandfec=1;usedtx=1");
    }
}
