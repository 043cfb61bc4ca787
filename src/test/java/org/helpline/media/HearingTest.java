package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalInt;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a leg makes of what it is sent: digits, the source, silence, reports. */
class HearingTest {

    private final TestHouse house = new TestHouse();
    private final Phone phone = house.phone(4000);

    @Test
    void aDigitIsToldOnceWhenItsFirstPacketComes() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.event(true, 800, 7, false, 160);
        house.pass(20);
        assertThat(phone.told(MediaEvent.DigitHeard.class)).containsExactly(new MediaEvent.DigitHeard(Digit.SEVEN));
        for (int i = 2; i < 9; i++) {
            phone.event(false, 800, 7, i == 8, 160 * i);
            house.pass(20);
        }
        assertThat(phone.told(MediaEvent.DigitHeard.class)).hasSize(1);
    }

    /** P12: in the sound only where no telephone-event was agreed, and not while two talk. */
    @ParameterizedTest
    @CsvSource({"false, false, 1", "true, false, 0", "false, true, 0"})
    void aKeyInTheSoundIsHeardFromAPhoneThatKnowsNoOtherWay(boolean events, boolean talks, int keys) {
        OptionalInt agreed = events ? OptionalInt.of(101) : OptionalInt.empty();
        phone.agree(AudioCodec.PCMA, Direction.SENDRECV, 20, agreed);
        if (talks) {
            Phone other = house.phone(4002);
            other.agree(AudioCodec.PCMA, Direction.SENDRECV);
            phone.leg.bridge(other.leg);
        }
        for (int from = 0; from < 5 * 160; from += 160) {
            short[] pcm = new short[160];
            for (int i = 0; i < 160; i++) {
                double at = 2 * Math.PI * (from + i) / 8_000;
                pcm[i] = (short) (5_000 * Math.sin(770 * at) + 5_000 * Math.sin(1_477 * at));
            }
            phone.send(phone.address, false, AudioCodec.PCMA.payloadType(), from, G711.encode(AudioCodec.PCMA, pcm));
            house.pass(20);
        }
        assertThat(phone.told(MediaEvent.DigitHeard.class))
                .hasSize(keys)
                .allMatch(new MediaEvent.DigitHeard(Digit.SIX, true)::equals);
    }

    @Test
    void aDigitUnderANumberThatWeNamedIsHeardToo() { // P13: the peer answers 101 with its own 96
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.send(phone.address, true, 96, 800, new byte[] {3, 10, 0, (byte) 160});
        house.pass(20);
        assertThat(phone.told(MediaEvent.DigitHeard.class)).containsExactly(new MediaEvent.DigitHeard(Digit.THREE));
    }

    @Test
    void aDigitWeSendIsTenPacketsAndSilencesTheMusicMeanwhile() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        house.pass(40);
        phone.leg.sendDigit(Digit.FIVE);
        house.pass(400);
        List<Packet> heard = phone.heard();
        assertThat(heard.stream().map(Packet::type).toList()).startsWith(0, 0).endsWith(0, 0);
        List<Packet> events =
                heard.stream().filter(p -> p.type() == TestHouse.EVENT_TYPE).toList();
        assertThat(events)
                .hasSize(10)
                .extracting(Packet::timestamp)
                .containsOnly(events.getFirst().timestamp());
        assertThat(events.stream().filter(Packet::marker)).containsExactly(events.getFirst());
        assertThat(events.getLast().payload()).containsExactly(5, 0x8a, 5, 0);
        for (int i = 1; i < heard.size(); i++) {
            assertThat((heard.get(i).sequence() - heard.get(i - 1).sequence()) & 0xffff)
                    .isEqualTo(1);
        }
    }

    @Test
    void aStrangerBeforeTheCallerGetsNoneOfTheCallersAudio() { // advisories: rtp_bleed_early
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        for (int i = 0; i < 60; i++) {
            phone.speak(TestHouse.at("203.0.113.66", 9), AudioCodec.PCMU, 0);
            house.pass(20);
        }
        assertThat(phone.heard()).isNotEmpty().allMatch(p -> p.to().equals(phone.address));
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(20);
        assertThat(phone.told(MediaEvent.Latched.class)).containsExactly(new MediaEvent.Latched(phone.address));
    }

    @Test
    void sendingFollowsALatchedSource() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        var natted = TestHouse.at("198.51.100.7", 40_000);
        phone.speak(natted, AudioCodec.PCMU, 0);
        phone.speak(natted, AudioCodec.PCMU, 0);
        house.pass(60);
        assertThat(phone.heard().getLast().to()).isEqualTo(natted);
        assertThat(phone.told(MediaEvent.Latched.class)).containsExactly(new MediaEvent.Latched(natted));
    }

    @Test
    void unknownPayloadTypesDoNotLatch() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.send(phone.address, false, 3, 0, new byte[33]);
        house.pass(20);
        assertThat(phone.events).isEmpty();
        assertThat(house.engine.counts().received()).isZero();
    }

    @Test
    void aFloodOfOnePortIsReadAFewPacketsATick() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        for (int i = 0; i < 1_000; i++) {
            phone.speak(AudioCodec.PCMU, 0);
        }
        house.pass(20);
        assertThat(house.engine.counts().received()).isBetween(1L, 32L);
    }

    @Test
    void silenceIsToldOnceAndAgainAfterSpeech() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(29_900);
        assertThat(phone.told(MediaEvent.Silent.class)).isEmpty();
        house.pass(10_000);
        assertThat(phone.told(MediaEvent.Silent.class))
                .hasSize(1)
                .allMatch(s -> s.silence().compareTo(TestHouse.SILENCE) >= 0);
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(29_000);
        assertThat(phone.told(MediaEvent.Silent.class)).hasSize(1);
        house.pass(2_000);
        assertThat(phone.told(MediaEvent.Silent.class)).hasSize(2);
    }

    @Test
    void silenceCountsFromTheAnswerNotFromTheRinging() { // P55
        house.pass(60_000);
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(29_000);
        assertThat(phone.told(MediaEvent.Silent.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Direction.class,
            names = {"SENDONLY", "RECVONLY", "INACTIVE"})
    void silenceIsNotToldOnHoldAndCountsFromItsEnd(Direction hold) {
        phone.agree(AudioCodec.PCMU, hold);
        house.pass(100_000);
        assertThat(phone.told(MediaEvent.Silent.class)).isEmpty();
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(29_000);
        assertThat(phone.told(MediaEvent.Silent.class)).isEmpty();
        house.pass(2_000);
        assertThat(phone.told(MediaEvent.Silent.class)).hasSize(1);
    }

    @Test
    void aSessionRefreshDoesNotHideSilence() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(20_000);
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(11_000);
        assertThat(phone.told(MediaEvent.Silent.class)).hasSize(1);
    }

    @Test
    void rtcpAndStrangersDoNotBreakSilence() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        for (int i = 0; i < 31; i++) {
            phone.wire.rtcpIn.add(new FakePorts.Datagram(report(200), TestHouse.at("198.51.100.7", 4001)));
            phone.sequence += 2; // never in order, so never believed
            phone.speak(TestHouse.at("198.51.100.99", 1), AudioCodec.PCMA, 0);
            house.pass(1_000);
        }
        assertThat(phone.told(MediaEvent.Latched.class)).isEmpty();
        assertThat(phone.told(MediaEvent.Silent.class)).hasSize(1);
    }

    @Test
    void lossAndJitterAreToldAtTheEnd() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        for (int i = 0; i < 100; i++) {
            if (i % 10 == 3) {
                phone.sequence++;
                phone.timestamp += 160;
            } else {
                phone.speak(AudioCodec.PCMU, 0);
            }
            house.pass(20);
        }
        phone.leg.close();
        house.pass(5);
        MediaEvent.Closed closed = (MediaEvent.Closed) phone.events.getLast();
        assertThat(closed.received()).isEqualTo(90);
        assertThat(closed.lost()).isEqualTo(10);
        assertThat(closed.jitterMillis()).isBetween(0.0, 1.0);
    }

    @Test
    void reportsGoOutAboutEveryFiveSeconds() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.startMusic(TestHouse.counting("music", 100 * 160));
        for (int i = 0; i < 60; i++) {
            phone.speak(AudioCodec.PCMU, 0);
            house.pass(1_000);
        }
        assertThat(phone.wire.rtcpOut).hasSizeBetween(8, 30);
        FakePorts.Datagram last = phone.wire.rtcpOut.getLast();
        assertThat(last.address()).isEqualTo(TestHouse.at("198.51.100.7", 4001));
        ByteBuffer b = ByteBuffer.wrap(last.bytes());
        assertThat(b.get(0)).isEqualTo((byte) 0x81);
        assertThat(b.get(1)).isEqualTo((byte) 200);
        assertThat(b.getInt(4)).isEqualTo(phone.heard().getFirst().ssrc());
        assertThat(b.getInt(28)).isEqualTo(phone.ssrc);
    }

    @Test
    void aLegThatOnlyListensSendsReceiverReports() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(10_000);
        assertThat(phone.wire.rtcpOut).isNotEmpty().allMatch(d -> d.bytes()[1] == (byte) 201);
    }

    @Test
    void aLegThatNeverSpokeNorHeardSendsNoReports() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(14_000); // before it says that it is there
        assertThat(phone.wire.rtcpOut).isEmpty();
    }

    @Test
    void reportsFollowTheCallersOwnReportsAndNoStrangers() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(20);
        phone.wire.rtcpIn.add(new FakePorts.Datagram(report(201), TestHouse.at("198.51.100.7", 4999)));
        house.pass(1_000);
        phone.wire.rtcpIn.add(new FakePorts.Datagram(report(201), TestHouse.at("203.0.113.66", 4001)));
        house.pass(20_000);
        assertThat(phone.wire.rtcpOut.getLast().address()).isEqualTo(TestHouse.at("198.51.100.7", 4999));
    }

    @Test
    void aByeByRtcpEndsNothing() { // advisories: rtcp_inject
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(20);
        for (String host : List.of("198.51.100.7", "203.0.113.66")) {
            phone.wire.rtcpIn.add(new FakePorts.Datagram(report(203), TestHouse.at(host, 4001)));
            phone.wire.rtcpIn.add(new FakePorts.Datagram(report(200), TestHouse.at(host, 4001)));
            phone.wire.rtcpIn.add(new FakePorts.Datagram(new byte[] {1, 2, 3}, TestHouse.at(host, 4001)));
            phone.wire.rtpIn.add(new FakePorts.Datagram(report(203), TestHouse.at(host, 4000)));
            house.pass(2_000);
        }
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(60);
        assertThat(house.engine.counts().received()).isEqualTo(2);
        assertThat(house.engine.counts().legs()).isEqualTo(1);
    }

    @Test
    void aPhoneThatWasSilentForLongIsHeardWithinThreeFramesAndThenEveryFrame() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        house.pass(5_000);
        phone.speak(AudioCodec.PCMU, 0);
        house.pass(60);
        assertThat(house.engine.counts().received()).isEqualTo(1);
        for (int i = 2; i < 20; i++) {
            phone.speak(AudioCodec.PCMU, 0);
            house.pass(20);
            assertThat(house.engine.counts().received()).isEqualTo(i);
        }
    }

    private static byte[] report(int type) {
        return ByteBuffer.allocate(8)
                .put((byte) 0x80)
                .put((byte) type)
                .putShort((short) 1)
                .putInt(4711)
                .array();
    }

    @Test
    void goodByeIsSaidByRtcpAtTheEnd() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        phone.leg.play(1, List.of(TestHouse.counting("hello", 160)));
        house.pass(40);
        phone.leg.close();
        house.pass(5);
        byte[] last = phone.wire.rtcpOut.getLast().bytes();
        assertThat(last[last.length - 7]).isEqualTo((byte) 203);
    }
}
