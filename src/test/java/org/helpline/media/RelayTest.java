package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.helpline.core.Digit;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What two bridged phones hear of each other. */
class RelayTest {

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);

    @BeforeEach
    void connect() {
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.leg.bridge(agent.leg);
        house.pass(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 32767, 32768, 65530, 65535})
    void audioPassesWithinOneTickUnderOurOwnNumbers(int start) {
        caller.sequence = start;
        for (int i = 0; i < 50; i++) {
            caller.speak(AudioCodec.PCMU, i);
            house.pass(5);
            assertThat(agent.heard()).hasSize(i + 1);
            house.pass(15);
        }
        List<Packet> heard = agent.heard();
        assertThat(heard).allMatch(p -> p.to().equals(agent.address) && p.ssrc() != caller.ssrc);
        for (int i = 0; i < 50; i++) {
            assertThat(heard.get(i).payload()).hasSize(160).containsOnly(i);
            assertThat(heard.get(i).sequence()).isEqualTo((heard.getFirst().sequence() + i) & 0xffff);
            assertThat(heard.get(i).timestamp()).isEqualTo(heard.getFirst().timestamp() + 160 * i);
        }
        assertThat(house.engine.counts().relayed()).isEqualTo(50);
    }

    @Test
    void whoIsMutedIsPassedOnAsSilenceWithoutAGapAndHearsTheOther() {
        agent.agree(AudioCodec.PCMA, Direction.SENDRECV);
        for (int i = 0; i < 30; i++) {
            caller.leg.mute(i >= 10 && i < 20);
            caller.speak(AudioCodec.PCMU, 7);
            agent.speak(AudioCodec.PCMA, 9);
            house.pass(20);
        }
        List<Packet> heard = agent.heard();
        assertThat(heard).hasSize(30);
        for (int i = 0; i < 30; i++) {
            boolean silent = i >= 10 && i < 20;
            assertThat(heard.get(i).payload()[0] == (byte) 0xd5).isEqualTo(silent);
            assertThat(heard.get(i).sequence()).isEqualTo((heard.getFirst().sequence() + i) & 0xffff);
        }
        assertThat(caller.heard()).hasSize(30);
    }

    /** A read that finds nothing costs as much as one that does: there is one of each for a packet. */
    @Test
    void aPacketThatIsPassedOnTakesTwoReads() {
        for (int i = 0; i < 10; i++) {
            caller.speak(AudioCodec.PCMU, i);
            house.pass(20);
        }
        int before = caller.wire.reads;
        for (int i = 0; i < 100; i++) {
            caller.speak(AudioCodec.PCMU, i);
            house.pass(20);
        }
        assertThat(caller.wire.reads - before).isBetween(200, 202);
        assertThat(agent.heard()).hasSize(110);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 15})
    void packetsThatComeTogetherArePassedOnWithinAFrame(int together) {
        for (int i = 0; i < 200; i++) {
            caller.speak(AudioCodec.PCMU, i);
            house.pass(20 + 5 * (i % 3));
        }
        int before = agent.heard().size();
        for (int i = 0; i < together; i++) {
            caller.speak(AudioCodec.PCMU, i);
        }
        house.pass(20);
        assertThat(agent.heard()).hasSize(before + together);
        assertThat(before).isEqualTo(200);
    }

    @Test
    void bothWaysAtOnce() {
        caller.speak(AudioCodec.PCMU, 1);
        agent.speak(AudioCodec.PCMU, 2);
        house.pass(5);
        assertThat(agent.heard()).singleElement().matches(p -> p.payload()[0] == 1);
        assertThat(caller.heard()).singleElement().matches(p -> p.payload()[0] == 2);
    }

    @Test
    void earlyMediaIsHeardOneWayUntilTheBridge() {
        caller.leg.hear(agent.leg);
        house.pass(5);
        caller.speak(AudioCodec.PCMU, 1);
        agent.speak(AudioCodec.PCMU, 2);
        house.pass(5);
        assertThat(caller.heard()).singleElement().matches(p -> p.payload()[0] == 2);
        house.pass(100);
        assertThat(agent.heard()).isEmpty();
        caller.leg.bridge(agent.leg);
        house.pass(5);
        caller.speak(AudioCodec.PCMU, 3);
        agent.speak(AudioCodec.PCMU, 4);
        house.pass(5);
        assertThat(agent.heard()).singleElement().matches(p -> p.payload()[0] == 3);
        assertThat(caller.heard()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unbridged", "other closed", "another bridge"})
    void earlyMediaEnds(String how) {
        Phone third = house.phoneBeside(caller, 8000);
        third.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.leg.hear(agent.leg);
        house.pass(5);
        switch (how) {
            case "unbridged" -> caller.leg.unbridge();
            case "other closed" -> agent.leg.close();
            default -> caller.leg.bridge(third.leg);
        }
        house.pass(5);
        agent.speak(AudioCodec.PCMU, 2);
        house.pass(5);
        assertThat(caller.heard()).isEmpty();
        caller.leg.bridge(third.leg);
        house.pass(5);
        third.speak(AudioCodec.PCMU, 7);
        house.pass(5);
        assertThat(caller.heard()).singleElement().matches(p -> p.payload()[0] == 7);
    }

    @Test
    void lossAndReorderingStayVisible() {
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        caller.sequence += 2; // two are lost
        caller.timestamp += 320;
        caller.speak(AudioCodec.PCMU, 2);
        house.pass(20);
        List<Packet> heard = agent.heard();
        assertThat((heard.get(1).sequence() - heard.get(0).sequence()) & 0xffff).isEqualTo(3);
        assertThat(heard.get(1).timestamp() - heard.get(0).timestamp()).isEqualTo(480);
    }

    @Test
    void differentCodecsAreTranscoded() {
        agent.agree(AudioCodec.PCMA, Direction.SENDRECV);
        caller.speak(AudioCodec.PCMU, 0xff);
        agent.speak(AudioCodec.PCMA, 0xd5);
        house.pass(5);
        assertThat(agent.heard()).singleElement().matches(p -> p.type() == 8 && p.payload()[0] == (byte) 0xd5);
        assertThat(caller.heard()).singleElement().matches(p -> p.type() == 0 && p.payload()[0] == (byte) 0xfe);
    }

    @Test
    void digitsPassUnderTheOtherLegsNumberAndAreTold() {
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV, 20, OptionalInt.of(96));
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        int at = caller.timestamp;
        caller.event(true, at, 5, false, 160);
        house.pass(20);
        caller.event(false, at, 5, true, 320);
        caller.event(false, at, 5, true, 320);
        house.pass(20);
        List<Packet> events = agent.heard().stream().filter(p -> p.type() == 96).toList();
        assertThat(events).hasSize(3);
        assertThat(events)
                .extracting(Packet::timestamp)
                .containsOnly(events.getFirst().timestamp());
        assertThat(events.get(0).marker()).isTrue();
        assertThat(events.get(2).payload()).containsExactly(5, 0x8a, 1, 0x40);
        assertThat(caller.told(MediaEvent.DigitHeard.class)).containsExactly(new MediaEvent.DigitHeard(Digit.FIVE));
    }

    @Test
    void digitsUnderAnSsrcOfTheirOwnAreOnePressAmongTheAudio() {
        int at = 123_456;
        for (int i = 0; i < 12; i++) {
            caller.ssrc = 77;
            caller.sequence = 1_000 + i;
            caller.speak(AudioCodec.PCMU, 1);
            house.pass(10);
            if (i > 1) {
                caller.ssrc = 88;
                caller.sequence = 50 + i;
                caller.event(i == 2, at, 5, i > 8, 160 * i);
            }
            house.pass(10);
        }
        assertThat(caller.told(MediaEvent.DigitHeard.class)).hasSize(1);
        List<Packet> heard = agent.heard();
        List<Packet> events =
                heard.stream().filter(p -> p.type() == TestHouse.EVENT_TYPE).toList();
        assertThat(events).hasSize(10);
        assertThat(events)
                .extracting(Packet::timestamp)
                .containsOnly(events.getFirst().timestamp());
        assertThat(heard).hasSize(22);
        for (int i = 1; i < heard.size(); i++) {
            assertThat((heard.get(i).sequence() - heard.get(i - 1).sequence()) & 0xffff)
                    .isEqualTo(1);
        }
        caller.leg.close();
        house.pass(5);
        assertThat(((MediaEvent.Closed) caller.events.getLast()).lost()).isZero();
    }

    @Test
    void digitsDoNotPassToAPhoneThatHasNoEvents() {
        agent.agree(AudioCodec.PCMU, Direction.SENDRECV, 20, OptionalInt.empty());
        caller.event(true, 800, 5, false, 160);
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
        assertThat(caller.told(MediaEvent.DigitHeard.class)).hasSize(1);
    }

    @Test
    void aPhoneOnHoldIsNotSentTo() {
        agent.agree(AudioCodec.PCMU, Direction.RECVONLY);
        caller.speak(AudioCodec.PCMU, 1);
        agent.speak(AudioCodec.PCMU, 2);
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
        assertThat(caller.heard()).hasSize(1);
    }

    @Test
    void aPhoneThatWeHoldIsNotHeard() {
        caller.agree(AudioCodec.PCMU, Direction.SENDONLY);
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
    }

    @Test
    void whatPlaysTowardsALegHasPriorityAndNumbersStayInOrder() {
        for (int i = 0; i < 3; i++) {
            caller.speak(AudioCodec.PCMU, 100);
            house.pass(20);
        }
        agent.leg.play(1, List.of(TestHouse.counting("whisper", 3 * 160)));
        for (int i = 0; i < 6; i++) {
            caller.speak(AudioCodec.PCMU, 100);
            house.pass(20);
        }
        List<Packet> heard = agent.heard();
        assertThat(heard.stream().map(p -> (int) p.payload()[0]).toList())
                .startsWith(100, 100, 100)
                .containsSequence(0, 1, 2)
                .endsWith(100, 100);
        for (int i = 1; i < heard.size(); i++) {
            assertThat((heard.get(i).sequence() - heard.get(i - 1).sequence()) & 0xffff)
                    .isEqualTo(1);
            assertThat(heard.get(i).timestamp() - heard.get(i - 1).timestamp()).isPositive();
        }
        assertThat(heard.stream().filter(Packet::marker))
                .as("each change of source")
                .hasSize(3);
    }

    @Test
    void aDigitThatWeSendSuppressesTheRelay() {
        agent.leg.sendDigit(Digit.NINE);
        for (int i = 0; i < 20; i++) {
            caller.speak(AudioCodec.PCMU, 1);
            house.pass(20);
        }
        List<Integer> types = agent.heard().stream().map(Packet::type).toList();
        int first = types.indexOf(TestHouse.EVENT_TYPE);
        assertThat(types.subList(first, first + 10)).containsOnly(TestHouse.EVENT_TYPE);
        assertThat(types.getLast()).isZero();
    }

    @Test
    void anotherSourceBehindTheSamePhoneGoesOnInOneStream() {
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        caller.ssrc = 99;
        caller.sequence = 40_000;
        caller.timestamp = -5;
        caller.speak(AudioCodec.PCMU, 2);
        house.pass(20);
        caller.speak(AudioCodec.PCMU, 3);
        house.pass(20);
        List<Packet> heard = agent.heard();
        assertThat(heard)
                .hasSize(3)
                .extracting(Packet::ssrc)
                .containsOnly(heard.getFirst().ssrc());
        assertThat((heard.get(1).sequence() - heard.get(0).sequence()) & 0xffff).isEqualTo(1);
        assertThat(heard.get(1).timestamp() - heard.get(0).timestamp()).isBetween(160, 200);
        assertThat(heard.get(1).marker()).isTrue();
        assertThat(heard.get(2).marker()).isFalse();
    }

    @Test
    void aStrangersAudioIsNotRelayed() {
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        caller.speak(TestHouse.at("203.0.113.9", 4000), AudioCodec.PCMU, 66);
        house.pass(20);
        assertThat(agent.heard()).hasSize(1);
        assertThat(house.engine.counts().strangers()).isEqualTo(1);
    }

    @Test
    void unbridgingAndClosingEndTheRelay() {
        agent.leg.unbridge();
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
        caller.leg.bridge(agent.leg);
        house.pass(5);
        agent.leg.close();
        caller.speak(AudioCodec.PCMU, 1);
        house.pass(20);
        assertThat(agent.heard()).isEmpty();
        assertThat(agent.wire.closed).isTrue();
    }

    @Test
    void aThirdPhoneTakesThePlaceOfTheSecond() {
        Phone third = house.phoneBeside(caller, 8000);
        third.agree(AudioCodec.PCMU, Direction.SENDRECV);
        third.leg.bridge(caller.leg);
        house.pass(5);
        caller.speak(AudioCodec.PCMU, 1);
        agent.speak(AudioCodec.PCMU, 2);
        house.pass(20);
        assertThat(third.heard()).hasSize(1);
        assertThat(agent.heard()).isEmpty();
        assertThat(caller.heard()).isEmpty();
    }

    @Test
    void legsThatWereNotOpenedBesideEachOtherAreRefused() {
        assertThatThrownBy(() -> caller.leg.bridge(caller.leg)).isInstanceOf(IllegalArgumentException.class);
        Phone elsewhere = new TestHouse().phone(1);
        assertThatThrownBy(() -> caller.leg.bridge(elsewhere.leg)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void contributingSourcesAndExtensionsAreLeftOut() {
        caller.speak(AudioCodec.PCMU, 1);
        byte[] plain = caller.wire.rtpIn.poll().bytes();
        byte[] extended = new byte[plain.length + 12];
        System.arraycopy(plain, 0, extended, 0, 12);
        extended[0] = (byte) 0x91; // an extension and one contributing source
        extended[19] = 1; // of one word
        Arrays.fill(extended, 24, extended.length, (byte) 9);
        caller.wire.rtpIn.add(new FakePorts.Datagram(extended, caller.address));
        house.pass(5);
        assertThat(agent.heard())
                .singleElement()
                .satisfies(p -> assertThat(p.payload()).hasSize(160).containsOnly(9));
    }
}
