package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes out when nothing comes in. */
class SilenceTest {

    private static final int NOISE_TYPE = 13;

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);

    private void connect() {
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        agent.agree(AudioCodec.PCMA, Direction.SENDRECV);
        caller.leg.bridge(agent.leg);
        house.pass(5);
    }

    private void talk(int frames) {
        for (int i = 0; i < frames; i++) {
            caller.speak(AudioCodec.PCMU, 0x30);
            house.pass(20);
        }
    }

    private static double loudness(Packet p, AudioCodec codec) {
        double squares = 0;
        for (short sample : G711.decode(codec, p.payload())) {
            squares += sample * sample;
        }
        return Math.sqrt(squares / p.payload().length);
    }

    private static void isOneStream(List<Packet> heard) {
        for (int i = 1; i < heard.size(); i++) {
            Packet before = heard.get(i - 1);
            assertThat(heard.get(i).sequence()).isEqualTo((before.sequence() + 1) & 0xffff);
            assertThat(heard.get(i).timestamp() - before.timestamp()).isGreaterThanOrEqualTo(160);
        }
    }

    @Test
    void theNoiseOfASilentPhoneIsHeardAsSoundByOneThatKnowsNoNoise() {
        connect();
        talk(10);
        caller.send(caller.address, false, NOISE_TYPE, caller.timestamp, new byte[] {40});
        house.pass(1_000);
        caller.timestamp += 8_000;
        talk(10);
        List<Packet> heard = agent.heard();
        isOneStream(heard);
        assertThat(heard).allMatch(p -> p.type() == AudioCodec.PCMA.payloadType());
        List<Packet> noise = heard.subList(10, heard.size() - 10);
        assertThat(noise).hasSizeBetween(49, 51).allMatch(p -> p.payload().length == 160);
        assertThat(noise)
                .allSatisfy(p -> assertThat(loudness(p, AudioCodec.PCMA)).isBetween(270.0, 390.0));
        assertThat(heard.getLast().payload())
                .containsOnly(G711.transcode(AudioCodec.PCMU, AudioCodec.PCMA, (byte) 0x30));
    }

    @Test
    void noNoiseOfAPhoneThatIsMutedOrWasLetGo() {
        connect();
        talk(10);
        caller.leg.mute(true);
        house.pass(5);
        caller.send(caller.address, false, NOISE_TYPE, caller.timestamp, new byte[] {40});
        house.pass(200);
        assertThat(agent.heard()).hasSize(10);
        caller.leg.mute(false);
        house.pass(5);
        caller.send(caller.address, false, NOISE_TYPE, caller.timestamp, new byte[] {40});
        house.pass(200);
        int sent = agent.heard().size();
        assertThat(sent).isGreaterThan(15);
        caller.leg.unbridge();
        house.pass(200);
        assertThat(agent.heard()).hasSize(sent);
    }

    @Test
    void aKeyInTheNoiseIsOnePress() {
        connect();
        talk(10);
        caller.send(caller.address, false, NOISE_TYPE, caller.timestamp, new byte[] {50});
        house.pass(100);
        int at = caller.timestamp + 800;
        for (int i = 1; i <= 5; i++) {
            caller.event(i == 1, at, 7, i == 5, 160 * i);
            house.pass(20);
        }
        List<Packet> events = agent.heard().stream()
                .filter(p -> p.type() == TestHouse.EVENT_TYPE)
                .toList();
        assertThat(events).hasSize(5);
        assertThat(events.stream().map(Packet::timestamp).distinct()).hasSize(1);
        assertThat(caller.told(MediaEvent.DigitHeard.class)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Direction.class)
    void whoHearsNothingFromUsIsToldThatWeAreThere(Direction direction) {
        caller.agree(AudioCodec.PCMU, direction, 20, OptionalInt.empty());
        house.pass(60_000);
        List<Packet> heard = caller.heard();
        assertThat(heard).hasSize(direction.sends() ? 3 : 0);
        assertThat(heard).allSatisfy(p -> {
            assertThat(p.payload()).hasSize(160).containsOnly(0xff);
            assertThat(p.marker()).isTrue();
        });
    }

    @Test
    void whoIsSentSomethingAnywayIsNot() {
        connect();
        talk(2_000);
        assertThat(agent.heard()).hasSize(2_000);
        assertThat(caller.heard()).as("to whom nobody speaks").hasSize(2);
    }

    @Test
    void oneThatHasConfirmedNothingIsNotToldEither() {
        caller.agree(AudioCodec.PCMU, Direction.SENDRECV);
        caller.leg.awaitConfirmation();
        house.pass(60_000);
        assertThat(caller.heard()).isEmpty();
    }
}
