package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.helpline.core.Digit;
import org.helpline.media.MixPart.Voice;
import org.helpline.media.TestHouse.Packet;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the members of a mix hear, sample by sample. The tones' periods divide a tick, so that they lie alike in every frame. */
class MixTest {

    private static final int FRAMES = 20;

    /** What is on its way when something changes: the margin for late packets and the frame that is being heard. */
    private static final int ON_ITS_WAY = 4;

    private static final short[] LOW = tone(200, 6_000);
    private static final short[] HIGH = tone(1_000, 4_000);
    private static final short[] THIRD = tone(400, 5_000);
    private static final short[] NOTHING = new short[160];

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);
    private final Phone third = house.phoneBeside(caller, 8000);
    private final List<Phone> all = List.of(caller, agent, third);
    private final MediaMix mix = house.engine.mix(caller.leg);

    private static short[] tone(int hertz, int amplitude) {
        return tone(hertz, amplitude, 160);
    }

    private static short[] tone(int hertz, int amplitude, int samples) {
        short[] pcm = new short[samples];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / 8_000));
        }
        return pcm;
    }

    private static short[] constant(int value) {
        short[] pcm = new short[160];
        Arrays.fill(pcm, (short) value);
        return pcm;
    }

    /** What all of them are together after they have come in this codec. */
    private static short[] sum(AudioCodec codec, short[]... voices) {
        short[] sum = new short[160];
        for (int i = 0; i < sum.length; i++) {
            int s = 0;
            for (short[] voice : voices) {
                s += G711.decode(codec, G711.encode(codec, voice[i]));
            }
            sum[i] = (short) Math.clamp(s, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return sum;
    }

    private void mixed(AudioCodec codec) {
        all.forEach(p -> p.agree(codec, Direction.SENDRECV));
        all.forEach(p -> p.leg.mix(mix, MixPart.FULL));
        house.pass(20);
    }

    private static void say(Phone phone, AudioCodec codec, short[] pcm) {
        phone.send(phone.address, false, codec.payloadType(), phone.timestamp, G711.encode(codec, pcm));
        phone.timestamp += 160;
    }

    /** Lets all three speak for some frames. */
    private void talk(AudioCodec codec, int frames) {
        for (int i = 0; i < frames; i++) {
            say(caller, codec, LOW);
            say(agent, codec, HIGH);
            say(third, codec, THIRD);
            house.pass(20);
        }
    }

    private static byte[] last(Phone phone) {
        return phone.heard().getLast().payload();
    }

    private static byte[] encoded(AudioCodec codec, short[]... voices) {
        return G711.encode(codec, sum(codec, voices));
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void eachHearsTheSumOfAllOthers(AudioCodec codec) {
        mixed(codec);
        talk(codec, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(codec, HIGH, THIRD));
        assertThat(last(agent)).isEqualTo(encoded(codec, LOW, THIRD));
        assertThat(last(third)).isEqualTo(encoded(codec, LOW, HIGH));
        // not one sample too early or too late, once they have begun
        List<Packet> heard = third.heard();
        int begun = 0;
        while (!Arrays.equals(heard.get(begun).payload(), encoded(codec, LOW, HIGH))) {
            begun++;
        }
        assertThat(begun).isLessThanOrEqualTo(ON_ITS_WAY);
        assertThat(heard.subList(begun, heard.size()))
                .allMatch(p -> Arrays.equals(p.payload(), encoded(codec, LOW, HIGH)));
    }

    @Test
    void whatIsHeardIsOneStreamWithoutAGap() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        List<Packet> heard = caller.heard();
        assertThat(heard).hasSize(FRAMES + 1);
        for (int i = 1; i < heard.size(); i++) {
            Packet p = heard.get(i);
            assertThat(p.sequence()).isEqualTo((heard.getFirst().sequence() + i) & 0xffff);
            assertThat(p.timestamp()).isEqualTo(heard.getFirst().timestamp() + 160 * i);
            assertThat(p.marker()).isFalse();
            assertThat(p.payload()).hasSize(160);
        }
        assertThat(heard.getFirst().marker()).isTrue();
    }

    @Test
    void eachSpeaksAndHearsItsOwnLaw() {
        mixed(AudioCodec.PCMU);
        agent.agree(AudioCodec.PCMA, Direction.SENDRECV);
        for (int i = 0; i < FRAMES; i++) {
            say(caller, AudioCodec.PCMU, LOW);
            say(agent, AudioCodec.PCMA, HIGH);
            house.pass(20);
        }
        short[] low = sum(AudioCodec.PCMU, LOW);
        short[] high = sum(AudioCodec.PCMA, HIGH);
        assertThat(last(agent)).isEqualTo(G711.encode(AudioCodec.PCMA, low));
        assertThat(last(caller)).isEqualTo(G711.encode(AudioCodec.PCMU, high));
        short[] both = new short[160];
        for (int i = 0; i < both.length; i++) {
            both[i] = (short) (low[i] + high[i]);
        }
        assertThat(last(third)).isEqualTo(G711.encode(AudioCodec.PCMU, both));
    }

    @ParameterizedTest
    @ValueSource(ints = {30_000, -30_000})
    void whatIsTooLoudIsAsLoudAsItCanBe(int level) {
        mixed(AudioCodec.PCMA);
        for (int i = 0; i < FRAMES; i++) {
            say(caller, AudioCodec.PCMA, constant(level));
            say(agent, AudioCodec.PCMA, constant(level));
            say(third, AudioCodec.PCMA, constant(level > 0 ? -3_000 : 3_000));
            house.pass(20);
        }
        int most = level > 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        assertThat(last(third)).containsOnly(G711.encode(AudioCodec.PCMA, (short) most));
        assertThat(last(caller))
                .as("a sum is cut once, at the end")
                .isEqualTo(encoded(AudioCodec.PCMA, constant(level), constant(level > 0 ? -3_000 : 3_000)));
    }

    @ParameterizedTest
    @CsvSource({"0.5, 500", "2, 2000", "0, 0", "16, 16000", "1, 1000"})
    void eachIsAsLoudAsIsWished(double gain, int heard) {
        mixed(AudioCodec.PCMA);
        caller.leg.mix(mix, new MixPart(new Voice.ToAll(), gain));
        for (int i = 0; i < FRAMES; i++) {
            say(caller, AudioCodec.PCMA, constant(1_000));
            say(agent, AudioCodec.PCMA, constant(200));
            house.pass(20);
        }
        short one = G711.decode(AudioCodec.PCMA, G711.encode(AudioCodec.PCMA, (short) 1_000));
        short other = G711.decode(AudioCodec.PCMA, G711.encode(AudioCodec.PCMA, (short) 200));
        assertThat((double) one * gain).isBetween(heard * 0.95, heard * 1.05 + 1);
        assertThat(last(third)).containsOnly(G711.encode(AudioCodec.PCMA, (short) (Math.round(one * gain) + other)));
        assertThat(last(agent)).containsOnly(G711.encode(AudioCodec.PCMA, (short) Math.round(one * gain)));
    }

    @Test
    void gainsThatAreNoneAreRefused() {
        for (double gain : new double[] {-0.1, 16.1, Double.NaN}) {
            assertThatThrownBy(() -> new MixPart(new Voice.ToAll(), gain)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whoSaysNothingHearsTheOthersAndTakesNothingAway() {
        mixed(AudioCodec.PCMU);
        for (int i = 0; i < FRAMES; i++) {
            say(caller, AudioCodec.PCMU, LOW);
            house.pass(20);
        }
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW));
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW));
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, NOTHING));
        house.pass(140);
        assertThat(last(agent)).as("nobody speaks any more").isEqualTo(encoded(AudioCodec.PCMU, NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unbridge", "close"})
    void whoLeavesIsGoneAtOnceAndTheOthersGoOn(String how) {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        if (how.equals("close")) {
            third.leg.close();
        } else {
            third.leg.unbridge();
        }
        house.pass(20);
        int heardByThird = third.heard().size();
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(third.heard()).hasSize(heardByThird);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH));
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW));
        // what was on its way is not heard either: two frames after the last word nothing is left of it
        byte[] withThird = encoded(AudioCodec.PCMU, HIGH, THIRD);
        assertThat(caller.heard()
                        .subList(caller.heard().size() - FRAMES, caller.heard().size()))
                .noneMatch(p -> Arrays.equals(p.payload(), withThird));
    }

    @Test
    void whoComesLaterHearsAndIsHeard() {
        all.forEach(p -> p.agree(AudioCodec.PCMU, Direction.SENDRECV));
        caller.leg.mix(mix, MixPart.FULL);
        agent.leg.mix(mix, MixPart.FULL);
        house.pass(20);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(third.heard()).isEmpty();
        third.leg.mix(mix, MixPart.FULL);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
    }

    @Test
    void whoIsHeldHearsNothingButTheirMusicAndIsNotHeard() {
        mixed(AudioCodec.PCMU);
        third.leg.mix(mix, MixPart.HELD);
        house.pass(5);
        int before = third.heard().size();
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(third.heard()).hasSize(before);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH));
        third.leg.startMusic(TestHouse.counting("music", 8_000));
        talk(AudioCodec.PCMU, 3);
        assertThat(last(third)).containsOnly(last(third)[0]).isNotEqualTo(encoded(AudioCodec.PCMU, NOTHING));
        third.leg.stopMusic();
        third.leg.mix(mix, MixPart.FULL);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
    }

    @Test
    void aPhoneThatHoldsUsIsNotHeardWithItsMusic() {
        mixed(AudioCodec.PCMU);
        third.agree(AudioCodec.PCMU, Direction.RECVONLY);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH));
        third.agree(AudioCodec.PCMU, Direction.SENDRECV);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
    }

    @Test
    void whoIsMutedIsNotHeardAndHears() {
        mixed(AudioCodec.PCMU);
        third.leg.mute(true);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH));
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
    }

    @Test
    void listenWhisperAndBargeAreSwitchedWhileTheyTalk() {
        mixed(AudioCodec.PCMU);
        byte[] agentAlone = encoded(AudioCodec.PCMU, HIGH);
        third.leg.mix(mix, MixPart.LISTENING);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(agentAlone);
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW));
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        int silent = caller.heard().size();

        third.leg.mix(mix, new MixPart(new Voice.ToOne(agent.leg)));
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW, THIRD));
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        assertThat(caller.heard().subList(silent, caller.heard().size()))
                .as("of a whisper the caller hears not one sample")
                .allMatch(p -> Arrays.equals(p.payload(), agentAlone));

        third.leg.mix(mix, MixPart.FULL);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW, THIRD));

        third.leg.mix(mix, MixPart.LISTENING);
        talk(AudioCodec.PCMU, 2);
        assertThat(last(caller)).as("at once").isEqualTo(agentAlone);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
    }

    @Test
    void aWhisperEndsWithWhomItWasForAndBeginsWhenTheyAreBack() {
        mixed(AudioCodec.PCMU);
        third.leg.mix(mix, new MixPart(new Voice.ToOne(agent.leg)));
        talk(AudioCodec.PCMU, FRAMES);
        agent.leg.unbridge();
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, NOTHING));
        agent.leg.mix(mix, MixPart.FULL);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH));
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, LOW, THIRD));
    }

    @Test
    void aBridgeTakesBothOutOfTheMix() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        caller.leg.bridge(third.leg);
        house.pass(20);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).isEqualTo(G711.encode(AudioCodec.PCMU, THIRD));
        assertThat(last(third)).isEqualTo(G711.encode(AudioCodec.PCMU, LOW));
        assertThat(last(agent)).isEqualTo(encoded(AudioCodec.PCMU, NOTHING));
        caller.leg.mix(mix, MixPart.FULL);
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(caller)).as("and a mix ends a bridge").isEqualTo(encoded(AudioCodec.PCMU, HIGH));
    }

    @Test
    void aPromptIsHeardInsteadByWhomItIsFor() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        caller.leg.play(1, List.of(TestHouse.counting("prompt", 160 * 5)));
        talk(AudioCodec.PCMU, 2);
        assertThat(last(caller)).containsOnly(1);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        talk(AudioCodec.PCMU, 10);
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
    }

    @ParameterizedTest
    @CsvSource({"10, 80", "30, 240", "40, 320", "60, 480"})
    void framesAreAsLongAsThePhoneWants(int millis, int samples) {
        mixed(AudioCodec.PCMU);
        third.agree(AudioCodec.PCMU, Direction.SENDRECV, millis, OptionalInt.empty());
        talk(AudioCodec.PCMU, FRAMES);
        byte[] period = encoded(AudioCodec.PCMU, LOW, HIGH);
        byte[] frame = last(third);
        assertThat(frame).hasSize(samples);
        for (int i = 0; i < samples; i++) {
            assertThat(frame[i]).isEqualTo(period[i % 40]);
        }
    }

    @Test
    void aKeyIsPassedOnToAllOthersWhoTakeEvents() {
        mixed(AudioCodec.PCMU);
        third.agree(AudioCodec.PCMU, Direction.SENDRECV, 20, OptionalInt.empty());
        talk(AudioCodec.PCMU, FRAMES);
        int at = caller.timestamp;
        for (int i = 1; i <= 5; i++) {
            caller.event(i == 1, at, 7, i == 5, 160 * i);
            house.pass(20);
        }
        List<Packet> events = agent.heard().stream()
                .filter(p -> p.type() == TestHouse.EVENT_TYPE)
                .toList();
        assertThat(events)
                .hasSize(5)
                .allMatch(p -> p.payload()[0] == 7
                        && p.timestamp() == events.getFirst().timestamp());
        assertThat(events.getFirst().marker()).isTrue();
        assertThat(events.getLast().payload()).isEqualTo(new byte[] {7, (byte) 0x8a, 3, 32});
        assertThat(third.heard()).noneMatch(p -> p.type() == TestHouse.EVENT_TYPE);
        assertThat(caller.heard()).noneMatch(p -> p.type() == TestHouse.EVENT_TYPE);
        assertThat(caller.told(MediaEvent.DigitHeard.class))
                .extracting(MediaEvent.DigitHeard::digit)
                .containsExactly(Digit.ofSymbol('7').orElseThrow());
        List<Integer> numbers = agent.heard().stream().map(Packet::sequence).toList();
        assertThat(numbers).doesNotHaveDuplicates();
    }

    @Test
    void keysOfAWhispererReachTheAgentAlone() {
        mixed(AudioCodec.PCMU);
        third.leg.mix(mix, new MixPart(new Voice.ToOne(agent.leg)));
        talk(AudioCodec.PCMU, 2);
        third.event(true, third.timestamp, 3, true, 160);
        house.pass(20);
        assertThat(agent.heard()).anyMatch(p -> p.type() == TestHouse.EVENT_TYPE);
        assertThat(caller.heard()).noneMatch(p -> p.type() == TestHouse.EVENT_TYPE);
    }

    @Test
    void packetsThatComeInDisorderAreHeardInOrder() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        int heardBefore = third.heard().size();
        for (int i = 0; i < FRAMES; i++) {
            int at = caller.timestamp + 160 * (i % 2 == 0 ? i + 1 : i - 1);
            int number = caller.sequence + (i % 2 == 0 ? 1 : -1);
            int next = caller.sequence + 1;
            caller.sequence = number & 0xffff;
            caller.send(caller.address, false, 0, at, G711.encode(AudioCodec.PCMU, LOW));
            caller.sequence = next;
            say(agent, AudioCodec.PCMU, HIGH);
            house.pass(20);
        }
        List<Packet> heard = third.heard();
        assertThat(heard.subList(heardBefore + ON_ITS_WAY, heard.size()))
                .allMatch(p -> Arrays.equals(p.payload(), encoded(AudioCodec.PCMU, LOW, HIGH)));
    }

    @Test
    void aLostPacketIsFilledWithWhatWasHeardBefore() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        int before = third.heard().size();
        caller.sequence++;
        caller.timestamp += 160;
        say(agent, AudioCodec.PCMU, HIGH);
        say(third, AudioCodec.PCMU, THIRD);
        house.pass(20);
        talk(AudioCodec.PCMU, FRAMES);
        short[] both = sum(AudioCodec.PCMU, LOW, HIGH);
        for (Packet p : third.heard().subList(before, third.heard().size())) {
            short[] heard = G711.decode(AudioCodec.PCMU, p.payload());
            for (int i = 0; i < 160; i++) {
                assertThat((double) heard[i]).isCloseTo(both[i], within(2_000.0)); // a fade by a fifth
            }
        }
    }

    @Test
    void thePhoneMayChangeItsCodecAndItsFramesAsItLikes() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        int before = third.heard().size();
        for (int i = 0; i < FRAMES; i++) {
            if (i < FRAMES / 2) {
                say(caller, AudioCodec.PCMA, LOW);
            } else {
                for (int half = 0; half < 2; half++) {
                    caller.send(
                            caller.address,
                            false,
                            8,
                            caller.timestamp,
                            G711.encode(AudioCodec.PCMA, tone(200, 6_000, 80)));
                    caller.timestamp += 80;
                }
            }
            say(agent, AudioCodec.PCMU, HIGH);
            house.pass(20);
        }
        List<Packet> heard = third.heard();
        assertThat(heard).hasSize(before + FRAMES);
        short[] both = sum(AudioCodec.PCMA, LOW);
        short[] high = sum(AudioCodec.PCMU, HIGH);
        for (int i = 0; i < both.length; i++) {
            both[i] += high[i];
        }
        assertThat(heard.subList(before + ON_ITS_WAY, heard.size()))
                .allMatch(p -> Arrays.equals(p.payload(), G711.encode(AudioCodec.PCMU, both)));
    }

    @Test
    void theNoiseOfASilentPhoneIsHeard() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        caller.send(caller.address, false, 13, caller.timestamp, new byte[] {40});
        for (int i = 0; i < FRAMES; i++) {
            say(agent, AudioCodec.PCMU, NOTHING);
            house.pass(20);
        }
        short[] heard = G711.decode(AudioCodec.PCMU, last(third));
        double squares = 0;
        for (short sample : heard) {
            squares += sample * sample;
        }
        assertThat(Math.sqrt(squares / heard.length)).isBetween(260.0, 400.0);
        caller.timestamp += 160 * FRAMES;
        talk(AudioCodec.PCMU, FRAMES);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
    }

    @Test
    void aStallOfTheLoopIsCaughtUpWith() {
        mixed(AudioCodec.PCMU);
        talk(AudioCodec.PCMU, FRAMES);
        house.clock.move(Duration.ofMillis(500));
        house.pass(100);
        talk(AudioCodec.PCMU, 2 * FRAMES);
        assertThat(last(third)).isEqualTo(encoded(AudioCodec.PCMU, LOW, HIGH));
        assertThat(last(caller)).isEqualTo(encoded(AudioCodec.PCMU, HIGH, THIRD));
    }

    @Test
    void aMixOfThirtyTwoAndNoMore() {
        List<Phone> many = new ArrayList<>();
        for (int i = 0; i <= MediaMix.MOST; i++) {
            Phone p = i == 0 ? caller : house.phoneBeside(caller, 10_000 + 2 * i);
            p.agree(AudioCodec.PCMA, Direction.SENDRECV);
            p.leg.mix(mix, MixPart.FULL);
            many.add(p);
        }
        for (int f = 0; f < FRAMES; f++) {
            for (int i = 0; i < many.size(); i++) {
                say(many.get(i), AudioCodec.PCMA, constant(16 * (i + 1)));
            }
            house.pass(20);
        }
        int sum = 0;
        for (int i = 0; i < MediaMix.MOST; i++) {
            sum += said(i);
        }
        for (int i = 0; i < MediaMix.MOST; i++) {
            assertThat(last(many.get(i))).containsOnly(G711.encode(AudioCodec.PCMA, (short) (sum - said(i))));
        }
        assertThat(many.getLast().heard()).isEmpty();
        many.getFirst().leg.close();
        many.getLast().leg.mix(mix, MixPart.FULL);
        house.pass(20);
        assertThat(many.getLast().heard()).as("a place is free").isNotEmpty();
    }

    private static int said(int member) {
        return G711.decode(AudioCodec.PCMA, G711.encode(AudioCodec.PCMA, (short) (16 * (member + 1))));
    }

    @Test
    void legsOfAnotherLoopHaveToBeBroughtFirst() {
        TickedEngine two = TickedEngine.unstarted(TestHouse.SETTINGS, house.clock, new Random(1), new FakePorts(), 2);
        MediaLeg one = two.open(house.owner, TestHouse.ip("192.0.2.1"), Optional.empty(), _ -> {})
                .orElseThrow();
        MediaLeg other = two.open(house.owner, TestHouse.ip("192.0.2.1"), Optional.empty(), _ -> {})
                .orElseThrow();
        assertThat(two.areBeside(one, other)).isFalse();
        MediaMix ofOne = two.mix(one);
        one.mix(ofOne, MixPart.FULL);
        assertThatThrownBy(() -> other.mix(ofOne, MixPart.FULL)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> house.engine.mix(one)).isInstanceOf(IllegalArgumentException.class);
    }
}
