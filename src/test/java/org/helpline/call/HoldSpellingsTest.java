package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.sdp.Direction;
import org.helpline.sdp.NegotiatedAudio;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What phones and exchanges write into a re-INVITE, all through the leg: hold in every spelling, codecs, further media lines. */
class HoldSpellingsTest {

    private final LegBench bench = new LegBench();
    private int version = 10;

    /** Each is followed by a resume; held is whether we may still send. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;a=sendonly | RECVONLY",
                "c=IN IP4 192.0.2.50;t=0 0;a=sendonly;m=audio 30000 RTP/AVP 0 101 | RECVONLY",
                "c=IN IP4 192.0.2.50;t=0 0;a=inactive;m=audio 30000 RTP/AVP 0 101 | INACTIVE",
                "c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;a=inactive | INACTIVE",
                "c=IN IP4 192.0.2.50;t=0 0;a=sendrecv;m=audio 30000 RTP/AVP 0 101;a=sendonly | RECVONLY",
                "c=IN IP4 0.0.0.0;t=0 0;m=audio 30000 RTP/AVP 0 101 | RECVONLY",
                "t=0 0;m=audio 30000 RTP/AVP 0 101;c=IN IP4 0.0.0.0 | RECVONLY",
                "c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;c=IN IP4 0.0.0.0;a=sendonly | RECVONLY",
                "c=IN IP4 0.0.0.0;t=0 0;m=audio 30000 RTP/AVP 0 101;a=inactive | INACTIVE",
                "c=IN IP6 ::;t=0 0;m=audio 30000 RTP/AVP 0 101 | RECVONLY",
                "c=IN IP4 192.0.2.50;t=0 0;m=audio 0 RTP/AVP 0 101 | INACTIVE",
                "c=IN IP4 0.0.0.0;t=0 0;m=audio 0 RTP/AVP 0 101;a=inactive | INACTIVE",
            })
    @DisplayName("P50: a hold in whatever spelling keeps the call, and a resume brings the sound back")
    void aHoldKeepsTheCall(String lines, Direction ours) {
        FakeCaller call = bench.up();
        bench.leg().startMusic(Sounds.ringback());
        bench.caller.clear();
        call.reInvites(Optional.of(sdp(lines)));
        assertThat(LegBench.names(bench.caller)).containsExactly("Held");
        assertThat(agreements().getLast().direction()).isEqualTo(ours);
        call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;a=sendrecv")));
        assertThat(LegBench.names(bench.caller)).containsExactly("Held", "Resumed");
        assertThat(agreements().getLast().direction()).isEqualTo(Direction.SENDRECV);
        assertThat(agreements().getLast().remoteRtp().getPort()).isEqualTo(30_000);
        assertThat(bench.media.last().music()).isEqualTo("ringback"); // P55: it was never stopped
        assertThat(bench.leg().isUp()).isTrue();
        assertThat(call.said()).containsExactly("200", "200", "200");
    }

    @Test
    void aPeerThatWouldOnlyListenIsPlayedTo() {
        FakeCaller call = bench.up();
        bench.caller.clear();
        call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;a=recvonly")));
        assertThat(bench.caller).isEmpty();
        assertThat(agreements().getLast().direction()).isEqualTo(Direction.SENDONLY);
    }

    @Test
    @DisplayName("P55: a re-INVITE to another codec changes it under prompt and music, which go on")
    void theCodecChangesUnderTheMusic() {
        FakeCaller call = bench.up();
        bench.leg().startMusic(Sounds.ringback());
        bench.leg().play(1, List.of(Sounds.beep()));
        call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 8 101")));
        assertThat(agreements().getLast().codec().name()).isEqualTo("PCMA");
        assertThat(bench.media.last().isPlaying()).isTrue();
        assertThat(bench.media.last().music()).isEqualTo("ringback");
        call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 18")));
        assertThat(call.said()).containsExactly("200", "200", "488 re-INVITE Warning 305");
        assertThat(agreements().getLast().codec().name()).isEqualTo("PCMA"); // as it was: RFC 3261 §14.2
        assertThat(bench.leg().isUp()).isTrue();
    }

    @Test
    void aPayloadTypeMayMove() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(
                sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 96;a=rtpmap:96 telephone-event/8000")));
        assertThat(agreements().getLast().telephoneEvent()).hasValue(96);
    }

    /** Further lines are refused one by one, in their places. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "m=video 40000 RTP/AVP 96",
                "m=video 40000 RTP/AVP 96;m=application 5000 TCP/BFCP *;m=image 4000 udptl t38",
                "m=audio 40000 RTP/AVP 0;m=video 40002 RTP/AVP 96",
                "m=text 40000 RTP/AVP 98;m=message 7654 TCP/MSRP *;m=audio 0 RTP/AVP 0",
            })
    void furtherMediaLinesAreRefusedInTheirPlaces(String more) {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;" + more)));
        List<String> lines =
                call.lastSdp().lines().filter(l -> l.startsWith("m=")).toList();
        assertThat(lines).hasSize(2 + (int) more.chars().filter(c -> c == ';').count());
        assertThat(lines.getFirst()).startsWith("m=audio 2");
        assertThat(lines.subList(1, lines.size())).allMatch(l -> l.contains(" 0 "));
        assertThat(agreements().getLast().remoteRtp().getPort()).isEqualTo(30_000);
    }

    @Test
    void anOfferWithVeryManyLinesIsAnsweredOrRefusedButNeverKillsTheCall() {
        FakeCaller call = bench.up();
        for (int lines : new int[] {49, 50, 51, 200}) {
            String many = String.join(
                    ";",
                    IntStream.range(1, lines)
                            .mapToObj(i -> "m=video 0 RTP/AVP 96")
                            .toList());
            call.reInvites(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30000 RTP/AVP 0 101;" + many)));
            assertThat(bench.leg().isUp()).isTrue();
        }
        assertThat(call.said())
                .containsExactly("200", "200", "200", "488 re-INVITE Warning 399", "488 re-INVITE Warning 399");
    }

    @Test
    void aReInviteWithoutAnOfferGetsOneAndItsAckDecides() {
        FakeCaller call = bench.up();
        bench.caller.clear();
        call.reInvites(Optional.empty());
        assertThat(call.lastSdp()).contains("RTP/AVP 0 8 101");
        call.acksReInvite(Optional.of(sdp("c=IN IP4 192.0.2.50;t=0 0;m=audio 30010 RTP/AVP 8 101;a=sendonly")));
        assertThat(LegBench.names(bench.caller)).containsExactly("Held");
        assertThat(agreements().getLast().remoteRtp().getPort()).isEqualTo(30_010);
    }

    private List<NegotiatedAudio> agreements() {
        return bench.media.last().agreements();
    }

    private String sdp(String lines) {
        return "v=0\r\no=- 1 " + version++ + " IN IP4 192.0.2.50\r\ns=-\r\n" + lines.replace(";", "\r\n") + "\r\n";
    }
}
