package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What both sides say of Opus by fmtp, ptime and maxptime (RFC 7587 §6 and §7), both ways. */
class OpusOfferTest {

    private static final String LINE = "m=audio 4000 RTP/AVP 96";
    private static final String MAP = "a=rtpmap:96 opus/48000/2";

    private static Ours ours(boolean fec, boolean dtx) {
        Ours plain = Texts.ours(AudioCodec.OPUS, AudioCodec.PCMU);
        return new Ours(
                plain.rtp(),
                plain.codecs(),
                plain.wanted(),
                7,
                1,
                Protection.NONE,
                OpusTerms.asking(fec, dtx),
                PacketTime.USUAL);
    }

    private static String fmtp(SessionDescription ours) {
        return ours.encode()
                .lines()
                .filter(l -> l.startsWith("a=fmtp:") && l.contains("useinbandfec"))
                .findFirst()
                .orElseThrow();
    }

    /** Their fmtp, our settings, and what is done for them: bits a second, correction, pauses, their highest rate. */
    @ParameterizedTest
    @CsvSource({
        "'', yes, yes, 510000, false, false, 48000",
        "useinbandfec=1;usedtx=1, yes, yes, 510000, true, true, 48000",
        "useinbandfec=1;usedtx=1, no, yes, 510000, false, true, 48000",
        "useinbandfec=1;usedtx=1, yes, no, 510000, true, false, 48000",
        "useinbandfec=0;usedtx=0, yes, yes, 510000, false, false, 48000",
        "maxaveragebitrate=20000, yes, yes, 20000, false, false, 48000",
        "maxaveragebitrate=5999, yes, yes, 510000, false, false, 48000",
        "maxaveragebitrate=6000, yes, yes, 6000, false, false, 48000",
        "maxaveragebitrate=510001, yes, yes, 510000, false, false, 48000",
        "maxaveragebitrate=509999, yes, yes, 509999, false, false, 48000",
        "maxaveragebitrate=1, yes, yes, 510000, false, false, 48000",
        "maxaveragebitrate=x;useinbandfec=1, yes, yes, 510000, true, false, 48000",
        "maxplaybackrate=16000; sprop-maxcapturerate=16000, yes, yes, 510000, false, false, 16000",
        "maxplaybackrate=7999, yes, yes, 510000, false, false, 8000",
        "maxplaybackrate=96000, yes, yes, 510000, false, false, 48000",
        "stereo=1; sprop-stereo=1; cbr=1; useinbandfec=1, yes, yes, 510000, true, false, 48000",
        "' USEINBANDFEC = 1 ; UseDtx=1 ', yes, yes, 510000, true, true, 48000",
        "minptime=10;useinbandfec=1, yes, yes, 510000, true, false, 48000",
    })
    void whatTheyAskIsDoneAsFarAsTheSettingsSay(
            String theirs, String fec, String dtx, int bitrate, boolean corrects, boolean pauses, int rate) {
        OpusTerms done = new OpusTerms(bitrate, corrects, pauses, rate);
        Ours ours = ours(fec.equals("yes"), dtx.equals("yes"));
        String said = Texts.offer(LINE, MAP, "a=fmtp:96 " + theirs);
        assertThat(Texts.accepted(OfferAnswer.answer(said, ours))
                        .audio()
                        .allowedBy(ours.opus())
                        .opus())
                .isEqualTo(done);
        String answer = said.replace("96", "111");
        assertThat(Texts.accepted(OfferAnswer.complete(OfferAnswer.offer(ours), answer))
                        .audio()
                        .allowedBy(ours.opus())
                        .opus())
                .as("in an answer")
                .isEqualTo(done);
    }

    @ParameterizedTest
    @CsvSource({"yes, yes, 1, 1", "yes, no, 1, 0", "no, yes, 0, 1", "no, no, 0, 0"})
    void whatWeAskStandsInOurOfferAndInOurAnswer(String fec, String dtx, int useInbandFec, int useDtx) {
        Ours ours = ours(fec.equals("yes"), dtx.equals("yes"));
        String asked = " maxaveragebitrate=32000;useinbandfec=" + useInbandFec + ";usedtx=" + useDtx;
        assertThat(fmtp(OfferAnswer.offer(ours))).isEqualTo("a=fmtp:111" + asked);
        assertThat(fmtp(Texts.accepted(OfferAnswer.answer(Texts.offer(LINE, MAP), ours))
                        .answer()))
                .isEqualTo("a=fmtp:96" + asked);
    }

    /** What they want in a packet and the most that they take, how much we put into one, and the most that it is sent from elsewhere. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 20, 200",
        "10, 0, 10, 200",
        "20, 0, 20, 200",
        "40, 0, 40, 200",
        "60, 0, 60, 200",
        "3, 0, 20, 200",
        "120, 0, 20, 200",
        "60, 40, 20, 40",
        "0, 10, 10, 10",
        "20, 10, 10, 10",
        "0, 2, 20, 200",
        "0, 3, 5, 5",
        "0, 400, 20, 200",
        "40, 120, 40, 120",
        "10, 120, 10, 120",
    })
    void packetsAreAsLongAsTheyWantAndTake(int ptime, int maxptime, int millis, int mostMillis) {
        String offer = Texts.offer(LINE, MAP)
                + (ptime > 0 ? "a=ptime:" + ptime + "\r\n" : "")
                + (maxptime > 0 ? "a=maxptime:" + maxptime + "\r\n" : "");
        assertThat(Texts.accepted(OfferAnswer.answer(offer, ours(true, true)))
                        .audio()
                        .packetTime())
                .isEqualTo(new PacketTime(millis, mostMillis));
    }

    @Test
    void opusAtAnotherClockOrWithOneChannelIsNoOpus() {
        for (String map : List.of("opus/16000/2", "opus/48000", "opus/48000/1")) {
            assertThat(OfferAnswer.answer(Texts.offer(LINE, "a=rtpmap:96 " + map), ours(true, true)))
                    .isInstanceOf(OfferAnswer.Result.NotAcceptable.class);
        }
    }
}
