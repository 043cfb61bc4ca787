package org.helpline.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfferAnswerTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"baresip", "linphone", "zoiper", "cisco", "carrier", "sipp", "asterisk-hold", "snom-srtp-twice"})
    void answersWhatPhonesOfferAsTheGoldenFilesSay(String phone) {
        var accepted = Texts.accepted(OfferAnswer.answer(Texts.file(phone + ".sdp"), Texts.ours()));
        assertThat(accepted.answer().encode())
                .isEqualTo(Texts.file(phone + ".answer.sdp").replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource({
        // phone, RTP address, RTCP port, codec, its number, telephone-event, ours, ms
        "baresip, 192.168.1.20, 21894, 21895, PCMU, 0, 101, SENDRECV, 20",
        "linphone, 2001:db8:0:0:0:0:0:17, 7078, 49843, PCMU, 0, 100, SENDRECV, 20",
        "zoiper, 203.0.113.9, 42148, 42149, PCMU, 0, 101, SENDRECV, 20",
        "cisco, 10.20.30.40, 31564, 31565, PCMU, 0, 101, SENDRECV, 20",
        "carrier, 198.51.100.8, 16722, 16723, PCMA, 8, 101, SENDRECV, 30",
        "sipp, 127.0.0.1, 6000, 6001, PCMU, 0, -1, SENDRECV, 20",
        "asterisk-hold, 192.0.2.50, 12640, 12641, PCMU, 0, 101, RECVONLY, 20",
        "snom-srtp-twice, 192.0.2.77, 57006, 57007, PCMU, 0, 101, SENDRECV, 20",
    })
    void agreesWithPhonesOn(
            String phone, String host, int rtp, int rtcp, String codec, int pt, int te, Direction ours, int millis) {
        NegotiatedAudio audio = Texts.accepted(OfferAnswer.answer(Texts.file(phone + ".sdp"), Texts.ours()))
                .audio();
        assertThat(audio.remoteRtp().getAddress().getHostAddress()).isEqualTo(host);
        assertThat(audio.remoteRtp().getPort()).isEqualTo(rtp);
        assertThat(audio.remoteRtcp().getPort()).isEqualTo(rtcp);
        assertThat(audio.codec()).isEqualTo(AudioCodec.valueOf(codec));
        assertThat(audio.payloadType()).isEqualTo(pt);
        assertThat(audio.telephoneEvent()).isEqualTo(te < 0 ? OptionalInt.empty() : OptionalInt.of(te));
        assertThat(audio.direction()).isEqualTo(ours);
        assertThat(audio.packetTime().millis()).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 4000 RTP/AVP 18 96~a=rtpmap:96 opus/48000/2~a=rtpmap:18 G729/8000"
                        + "| the caller offers only G729 and opus; Helpline speaks PCMU and PCMA",
                "m=audio 4000 RTP/AVP 18 101~a=rtpmap:101 telephone-event/8000"
                        + "| the caller offers only G729; Helpline speaks PCMU and PCMA",
                "m=audio 4000 RTP/AVP 96~a=rtpmap:96 PCMU/16000"
                        + "| the caller offers only PCMU at 16000 Hz; Helpline speaks PCMU and PCMA",
                "m=audio 4000 RTP/AVP 99" + "| the caller offers only payload type 99; Helpline speaks PCMU and PCMA",
                "m=audio 4000 RTP/AVP 0~a=rtpmap:0 iLBC/8000"
                        + "| the caller offers only iLBC; Helpline speaks PCMU and PCMA",
                "m=audio 4000 RTP/SAVP 0"
                        + "| the caller offers audio only encrypted (RTP/SAVP), and encryption is switched off here for it"
                        + " (srtp = no): set srtp = optional, or switch SRTP off in the phone or trunk",
                "m=audio 4000 UDP/TLS/RTP/SAVPF 0"
                        + "| the caller offers audio only encrypted as UDP/TLS/RTP/SAVPF; Helpline encrypts by RTP/SAVP"
                        + " with keys in SDP (SDES), and by DTLS-SRTP with ICE as browsers do, so switch the phone or"
                        + " trunk to one of them",
                "m=audio 4000 TCP/RTP/AVP 0"
                        + "| the caller offers audio only as TCP/RTP/AVP; Helpline speaks RTP/AVP and RTP/SAVP",
                "m=video 4000 RTP/AVP 31~m=message 5 TCP/MSRP *"
                        + "| the caller offers no audio, only video and message",
                "a=sendrecv | the caller offers no audio",
                "m=audio 0 RTP/AVP 0 | the caller offers audio with port 0, which means switched off",
                "m=audio 4000 RTP/AVP 0~c=IN IP4 pc33.example.com"
                        + "| the caller offers a c= line without an IP address; host names are not looked up",
                "m=audio 4000 RTP/AVP 0~c=IN IP4 224.2.1.1/127"
                        + "| the caller offers a multicast or broadcast address; Helpline sends to one host only",
            })
    void saysInASentenceWhyACallIsRefused(String lines, String why) {
        assertThat(Texts.why(OfferAnswer.answer(Texts.offer(lines.replace("~", "\r\n")), Texts.ours())))
                .isEqualTo(why);
    }

    @Test
    void encryptionHasASentenceOfItsOwn() {
        assertThat(Texts.why(OfferAnswer.answer(Texts.file("webrtc.sdp"), Texts.ours())))
                .contains("only encrypted as UDP/TLS/RTP/SAVPF");
    }

    /** All spellings of hold and of no hold, and what is left for us to do (RFC 3264 §6.1, §8.4). */
    @ParameterizedTest
    @CsvSource({
        // session attribute, media attribute, address, what we want, our direction
        "-, -, 192.0.2.9, SENDRECV, SENDRECV",
        "-, sendrecv, 192.0.2.9, SENDRECV, SENDRECV",
        "-, sendonly, 192.0.2.9, SENDRECV, RECVONLY",
        "-, recvonly, 192.0.2.9, SENDRECV, SENDONLY",
        "-, inactive, 192.0.2.9, SENDRECV, INACTIVE",
        "sendonly, -, 192.0.2.9, SENDRECV, RECVONLY",
        "inactive, -, 192.0.2.9, SENDRECV, INACTIVE",
        "sendonly, sendrecv, 192.0.2.9, SENDRECV, SENDRECV",
        "-, SendOnly, 192.0.2.9, SENDRECV, RECVONLY",
        "-, -, 0.0.0.0, SENDRECV, RECVONLY",
        "-, sendrecv, 0.0.0.0, SENDRECV, RECVONLY",
        "-, sendonly, 0.0.0.0, SENDRECV, RECVONLY",
        "-, inactive, 0.0.0.0, SENDRECV, INACTIVE",
        "-, recvonly, 0.0.0.0, SENDRECV, INACTIVE",
        "-, sendrecv, 192.0.2.9, SENDONLY, SENDONLY",
        "-, sendrecv, 192.0.2.9, INACTIVE, INACTIVE",
        "-, sendonly, 192.0.2.9, SENDONLY, INACTIVE",
        "-, recvonly, 192.0.2.9, SENDONLY, SENDONLY",
        "-, recvonly, 192.0.2.9, RECVONLY, INACTIVE",
    })
    void understandsEverySpellingOfHold(
            String session, String media, String address, Direction wanted, Direction ours) {
        String offer = Texts.offer(
                session.equals("-") ? "a=tool:x" : "a=" + session,
                "m=audio 4000 RTP/AVP 0",
                "c=IN IP4 " + address,
                media.equals("-") ? "a=tool:x" : "a=" + media);
        var accepted = Texts.accepted(OfferAnswer.answer(offer, Texts.ours().wanting(wanted)));
        assertThat(accepted.audio().direction()).isEqualTo(ours);
        assertThat(accepted.answer().encode()).contains("\r\na=" + ours.attribute() + "\r\n");
    }

    /** FIELD P50: a hold by port 0 or by address must not drop a call that lives. */
    @Test
    void aStreamSwitchedOffWithinACallIsAHold() {
        NegotiatedAudio before = Texts.accepted(OfferAnswer.answer(Texts.file("sipp.sdp"), Texts.ours()))
                .audio();
        var held = Texts.accepted(OfferAnswer.reanswer(
                Texts.offer("m=audio 0 RTP/AVP 0", "m=video 0 RTP/AVP 31"),
                Texts.ours().next(),
                before));
        assertThat(held.audio().direction()).isEqualTo(Direction.INACTIVE);
        assertThat(held.audio().remoteRtp()).isEqualTo(before.remoteRtp());
        assertThat(held.answer().media()).extracting(MediaDescription::port).containsExactly(0, 0);
        assertThat(held.answer().origin().sessionId()).isEqualTo("7");
        assertThat(held.answer().origin().version()).isEqualTo("2");
    }

    /** FIELD P55: a re-INVITE that lists the codecs in another order does not change the codec under playing music. */
    @Test
    void keepsTheCodecInUseWhenOfferedAnew() {
        NegotiatedAudio before = Texts.accepted(OfferAnswer.answer(Texts.offer("m=audio 4000 RTP/AVP 8"), Texts.ours()))
                .audio();
        NegotiatedAudio after = Texts.accepted(OfferAnswer.reanswer(
                        Texts.offer("m=audio 4000 RTP/AVP 0 8"), Texts.ours().next(), before))
                .audio();
        assertThat(after.codec()).isEqualTo(AudioCodec.PCMA);
    }

    @Test
    void changesTheCodecWhenTheOneInUseIsOfferedNoMore() {
        NegotiatedAudio before = Texts.accepted(OfferAnswer.answer(Texts.offer("m=audio 4000 RTP/AVP 8"), Texts.ours()))
                .audio();
        NegotiatedAudio after = Texts.accepted(OfferAnswer.reanswer(
                        Texts.offer("m=audio 4000 RTP/AVP 0"), Texts.ours().next(), before))
                .audio();
        assertThat(after.codec()).isEqualTo(AudioCodec.PCMU);
    }

    @ParameterizedTest
    @CsvSource({"PCMU PCMA, PCMU", "PCMA PCMU, PCMA", "PCMA, PCMA"})
    void ourOrderOfPreferenceDecides(String preference, AudioCodec codec) {
        AudioCodec[] codecs = java.util.Arrays.stream(preference.split(" ", -1))
                .map(AudioCodec::valueOf)
                .toArray(AudioCodec[]::new);
        assertThat(Texts.accepted(OfferAnswer.answer(Texts.offer("m=audio 4000 RTP/AVP 0 8"), Texts.ours(codecs)))
                        .audio()
                        .codec())
                .isEqualTo(codec);
    }

    @ParameterizedTest
    @CsvSource({
        "a=ptime:20, 20",
        "a=ptime:30, 30",
        "a=ptime:10, 10",
        "a=ptime:60, 60",
        "a=ptime:17, 20",
        "a=ptime:2000, 20",
        "a=ptime:20.0, 20",
        "a=maxptime:10, 10",
        "a=maxptime:15, 10",
        "a=maxptime:0, 20",
        "a=maxptime:5, 5",
        "a=maxptime:3, 5",
        "a=maxptime:2, 20",
        "a=maxptime:200, 20",
        "a=ptime:x, 20",
        "a=ptime, 20",
    })
    void sendsPacketsAsLongAsThePeerWishes(String attribute, int millis) {
        assertThat(Texts.accepted(OfferAnswer.answer(Texts.offer("m=audio 4000 RTP/AVP 0", attribute), Texts.ours()))
                        .audio()
                        .packetTime()
                        .millis())
                .isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "a=rtcp:53020, 192.0.2.9, 53020",
        "a=rtcp:53020 IN IP4 192.0.2.77, 192.0.2.77, 53020",
        "a=rtcp:53020 in ip6 2001:db8::1, 2001:db8:0:0:0:0:0:1, 53020",
        "a=rtcp:53020 IN IP4 224.0.0.1, 192.0.2.9, 53020",
        "a=rtcp:99999, 192.0.2.9, 4001",
        "a=rtcp:x, 192.0.2.9, 4001",
    })
    void findsRtcpWhereThePeerSays(String attribute, String host, int port) {
        InetSocketAddress rtcp = Texts.accepted(
                        OfferAnswer.answer(Texts.offer("m=audio 4000 RTP/AVP 0", attribute), Texts.ours()))
                .audio()
                .remoteRtcp();
        assertThat(rtcp.getAddress().getHostAddress()).isEqualTo(host);
        assertThat(rtcp.getPort()).isEqualTo(port);
    }

    @Test
    void offersAllOurCodecsAndTheKeys() {
        assertThat(OfferAnswer.offer(Texts.ours(AudioCodec.PCMA, AudioCodec.PCMU))
                        .encode())
                .isEqualTo(Texts.file("our-offer.sdp").replace("\n", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 4000 RTP/AVP 0 101 | PCMU | 101 | SENDRECV",
                "m=audio 4000 RTP/AVP 8 0~a=sendonly | PCMA | -1 | RECVONLY",
                "m=audio 4000 RTP/AVP 8 96~a=rtpmap:96 telephone-event/8000 | PCMA | 96 | SENDRECV",
                "m=audio 4000 RTP/AVP 18 8 | PCMA | -1 | SENDRECV",
                "m=audio 4000 RTP/AVP 0~c=IN IP4 0.0.0.0 | PCMU | -1 | RECVONLY",
            })
    void takesAnswersAsPhonesWriteThem(String lines, AudioCodec codec, int events, Direction direction) {
        SessionDescription offered = OfferAnswer.offer(Texts.ours());
        NegotiatedAudio audio = Texts.accepted(OfferAnswer.complete(offered, Texts.offer(lines.replace("~", "\r\n"))))
                .audio();
        assertThat(audio.codec()).isEqualTo(codec);
        assertThat(audio.telephoneEvent()).isEqualTo(events < 0 ? OptionalInt.empty() : OptionalInt.of(events));
        assertThat(audio.direction()).isEqualTo(direction);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m=audio 4000 RTP/AVP 18 | the phone answers with only G729, which we did not offer; we offered PCMU",
                "m=audio 4000 RTP/AVP 8 | the phone answers with only PCMA, which we did not offer; we offered PCMU",
                "m=audio 0 RTP/AVP 0 | the phone answers with audio with port 0, which means switched off",
                "m=audio 4000 RTP/AVP 0~m=audio 4002 RTP/AVP 0 | the phone answers 2 media lines to our 1",
            })
    void saysWhyAnAnswerCannotBeUsed(String lines, String why) {
        SessionDescription offered = OfferAnswer.offer(Texts.ours(AudioCodec.PCMU));
        assertThat(Texts.why(OfferAnswer.complete(offered, Texts.offer(lines.replace("~", "\r\n")))))
                .isEqualTo(why);
    }

    @Test
    void whatIsNotSdpIsNotAcceptable() {
        assertThat(Texts.why(OfferAnswer.answer("<xml/>", Texts.ours())))
                .isEqualTo("the session description of the offer cannot be read: it does not begin with v=0");
    }

    /** Two of us, each with its own settings, always come to the same view. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void bothEndsAgree(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Ours caller = any(random, 40000);
            Ours callee = any(random, 50000);
            SessionDescription offer = OfferAnswer.offer(caller);
            OfferAnswer.Result answered = OfferAnswer.answer(Texts.read(offer.encode()), callee);
            if (Collections.disjoint(caller.codecs(), callee.codecs())) {
                assertThat(answered).isInstanceOf(OfferAnswer.Result.NotAcceptable.class);
                continue;
            }
            var there = Texts.accepted(answered);
            var here = Texts.accepted(
                    OfferAnswer.complete(offer, Texts.read(there.answer().encode())));
            assertThat(here.audio().codec())
                    .as("seed %d round %d", seed, round)
                    .isEqualTo(there.audio().codec());
            assertThat(here.audio().direction())
                    .isEqualTo(there.audio().direction().mirrored());
            assertThat(here.audio().payloadType()).isEqualTo(there.audio().payloadType());
            assertThat(here.audio().telephoneEvent()).isEqualTo(there.audio().telephoneEvent());
            assertThat(here.audio().remoteRtp()).isEqualTo(callee.rtp());
            assertThat(there.audio().remoteRtp()).isEqualTo(caller.rtp());
            assertThat(here.audio().remoteRtcp().getPort())
                    .isEqualTo(callee.rtp().getPort() + 1);
        }
    }

    private static Ours any(Random random, int port) {
        List<AudioCodec> codecs = new ArrayList<>(List.of(AudioCodec.values()));
        Collections.shuffle(codecs, random);
        Direction[] all = Direction.values();
        InetSocketAddress rtp = new InetSocketAddress(
                java.net.InetAddress.ofLiteral(random.nextBoolean() ? "192.0.2.3" : "2001:db8::3"),
                port + 2 * random.nextInt(1000));
        return new Ours(
                rtp,
                codecs.subList(0, 1 + random.nextInt(2)),
                all[random.nextInt(all.length)],
                random.nextLong(1L << 40),
                1);
    }
}
