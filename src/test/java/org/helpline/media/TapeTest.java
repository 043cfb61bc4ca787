package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.capture.RecorderEnd;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.capture.TapeTerms;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Conversations in two channels: who is in which, when, and when nobody is. */
class TapeTest {

    private static final short LOUD = 8_000;
    private static final short QUIET = 4_000;

    private final TestHouse house = new TestHouse();
    private final Phone caller = house.phone(4000);
    private final Phone agent = house.phoneBeside(caller, 6000);
    private final Phone third = house.phoneBeside(caller, 8000);
    private final Kept kept = new Kept();

    /** A disk in memory. */
    private static final class Kept implements SoundSink {
        final List<short[]> frames = new ArrayList<>();
        long room = Long.MAX_VALUE;
        long counted = -1;
        boolean broken;

        @Override
        public void open() {}

        @Override
        public void append(ByteBuffer samples) throws IOException {
            ByteBuffer little = samples.order(ByteOrder.LITTLE_ENDIAN);
            while (little.hasRemaining()) {
                if (frames.size() >= room) {
                    throw new IOException("No space left on device");
                }
                frames.add(new short[] {little.getShort(), little.getShort()});
            }
        }

        @Override
        public void finish(long count) {
            counted = count;
        }

        @Override
        public long breakOff() {
            broken = true;
            return frames.size();
        }

        @Override
        public String name() {
            return "the tape";
        }

        /** How many of the milliseconds from {@code from} to {@code to} somebody is heard at that loudness, give or take a quarter. */
        int heard(int channel, int from, int to, int loud) {
            int heard = 0;
            for (int ms = from; ms < to; ms++) {
                heard += Math.abs(Math.abs(frames.get(8 * ms)[channel]) - loud) < loud / 4 ? 1 : 0;
            }
            return heard;
        }

        boolean isSilent(int channel, int from, int to) {
            return frames.subList(8 * from, 8 * to).stream().allMatch(f -> Math.abs(f[channel]) < 20);
        }
    }

    @BeforeEach
    void agree() {
        for (Phone phone : List.of(caller, agent, third)) {
            phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void eachIsInAChannelOfTheirOwn(AudioCodec codec) {
        agent.agree(codec, Direction.SENDRECV);
        caller.leg.bridge(agent.leg);
        begin();
        for (int i = 0; i < 50; i++) {
            say(caller, AudioCodec.PCMU, LOUD);
            say(agent, codec, i < 25 ? QUIET : 0);
            house.pass(20);
        }
        stop(RecorderEnd.STOPPED);
        assertThat(kept.counted / 8).isCloseTo(1_000, within(60L));
        assertThat(kept.heard(0, 50, 950, LOUD)).isEqualTo(900);
        assertThat(kept.heard(1, 50, 450, QUIET)).isEqualTo(400);
        assertThat(kept.isSilent(1, 560, 950)).isTrue();
    }

    @Test
    void whatWasLostForLongIsSilenceOfItsLengthInItsChannelAlone() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        for (int i = 0; i < 25; i++) {
            say(agent, AudioCodec.PCMU, QUIET);
            skip(caller);
            house.pass(20);
        }
        talk(25);
        stop(RecorderEnd.STOPPED);
        assertThat(kept.heard(0, 50, 450, LOUD)).isEqualTo(400);
        assertThat(kept.isSilent(0, 560, 950)).isTrue();
        assertThat(kept.heard(0, 1_050, 1_450, LOUD)).isEqualTo(400);
        assertThat(kept.heard(1, 50, 1_450, QUIET)).isEqualTo(1_400);
    }

    @Test
    void whatNobodyOfTheOtherSideHearsIsNotInIt() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        caller.leg.unbridge(); // hold
        talk(25);
        agent.leg.bridge(third.leg); // asks somebody meanwhile
        third.leg.on(tape);
        talk(25);
        caller.leg.bridge(agent.leg);
        agent.leg.mute(true);
        talk(25);
        agent.leg.mute(false);
        talk(25);
        stop(RecorderEnd.STOPPED);
        assertThat(kept.counted / 8).isCloseTo(2_500, within(60L));
        assertThat(kept.heard(0, 50, 450, LOUD)).isEqualTo(400);
        assertThat(kept.heard(1, 50, 450, QUIET)).isEqualTo(400);
        assertThat(kept.isSilent(0, 560, 1_450)).isTrue();
        assertThat(kept.isSilent(1, 560, 1_950)).isTrue();
        assertThat(kept.heard(0, 1_600, 2_450, LOUD)).isEqualTo(850);
        assertThat(kept.heard(1, 2_100, 2_450, QUIET)).isEqualTo(350);
    }

    @Test
    void whatIsKeptBackForAMomentIsNotFilledWithWhatWasSaidBefore() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        agent.leg.mute(true);
        caller.leg.pauseTape(true);
        talk(5);
        caller.leg.pauseTape(false);
        agent.leg.mute(false);
        talk(25);
        agent.leg.mute(true);
        talk(5);
        agent.leg.mute(false);
        talk(25);
        stop(RecorderEnd.STOPPED);
        for (int channel = 0; channel < 2; channel++) {
            assertThat(kept.isSilent(channel, 520, 580)).isTrue();
        }
        assertThat(kept.isSilent(1, 1_120, 1_180)).isTrue();
        assertThat(kept.heard(0, 620, 1_600, LOUD)).isEqualTo(980);
    }

    @Test
    void aPauseIsSilenceOfItsTrueLengthInBothChannels() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        caller.leg.pauseTape(true);
        talk(100);
        caller.leg.pauseTape(false);
        talk(25);
        stop(RecorderEnd.STOPPED);
        assertThat(kept.counted / 8).isCloseTo(3_000, within(60L));
        for (int channel = 0; channel < 2; channel++) {
            assertThat(kept.isSilent(channel, 520, 2_500)).isTrue();
            assertThat(kept.heard(channel, 2_560, 2_950, channel == 0 ? LOUD : QUIET))
                    .isEqualTo(390);
        }
    }

    @Test
    void whoTakesTheCallerOverIsHeardInTheSecondChannelToo() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        agent.leg.close();
        caller.leg.bridge(third.leg);
        third.leg.on(tape);
        for (int i = 0; i < 25; i++) {
            say(third, AudioCodec.PCMU, LOUD);
            house.pass(20);
        }
        stop(RecorderEnd.STOPPED);
        assertThat(kept.heard(1, 50, 450, QUIET)).isEqualTo(400);
        assertThat(kept.heard(1, 560, 950, LOUD)).isEqualTo(390);
    }

    @Test
    void ofThreeTheTwoWhoAreNotTheCallerAreHeardTogether() {
        MediaMix mix = house.engine.mix(caller.leg);
        for (Phone phone : List.of(caller, agent, third)) {
            phone.leg.mix(mix, MixPart.FULL);
        }
        begin();
        third.leg.on(tape);
        for (int i = 0; i < 50; i++) {
            say(caller, AudioCodec.PCMU, i < 25 ? (short) 0 : QUIET);
            say(agent, AudioCodec.PCMU, QUIET);
            say(third, AudioCodec.PCMU, QUIET);
            house.pass(20);
        }
        stop(RecorderEnd.STOPPED);
        assertThat(kept.isSilent(0, 50, 450)).isTrue();
        assertThat(kept.heard(0, 560, 950, QUIET)).isEqualTo(390);
        assertThat(kept.heard(1, 60, 940, 2 * QUIET)).isGreaterThan(800);
    }

    @Test
    void whoWhispersToTheAgentIsNotInIt() {
        MediaMix mix = house.engine.mix(caller.leg);
        caller.leg.mix(mix, MixPart.FULL);
        agent.leg.mix(mix, MixPart.FULL);
        third.leg.mix(mix, new MixPart(new MixPart.Voice.ToOne(agent.leg), 1));
        begin();
        third.leg.on(tape);
        for (int i = 0; i < 25; i++) {
            say(third, AudioCodec.PCMU, LOUD);
            house.pass(20);
        }
        stop(RecorderEnd.STOPPED);
        assertThat(kept.isSilent(0, 0, 450)).isTrue();
        assertThat(kept.isSilent(1, 0, 450)).isTrue();
    }

    @Test
    void aFullDiskEndsTheRecordingAndNothingElse() {
        kept.room = 8_000;
        caller.leg.bridge(agent.leg);
        begin();
        talk(100);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.FAILED);
        assertThat(told().trouble()).isEqualTo("the tape cannot be written: the disk is full");
        assertThat(told().length()).as("what is left of it").isEqualTo(Duration.ofSeconds(1));
        assertThat(kept.broken).isTrue();
        int before = agent.heard().size();
        talk(25);
        assertThat(agent.heard().size() - before).isGreaterThan(20);
        assertThat(caller.told(MediaEvent.Recorded.class)).hasSize(1);
    }

    @Test
    void aDiskThatStandsStillEndsTheRecordingAndWhatWasHeardIsKept() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(500); // ten seconds, of which nothing is written
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.FAILED);
        assertThat(told().trouble()).contains("too slow");
        assertThat(kept.counted / 8).isBetween(8_000L, 8_400L);
        assertThat(kept.heard(0, 50, 7_000, LOUD)).isEqualTo(6_950);
        int before = agent.heard().size();
        talk(25);
        assertThat(agent.heard().size() - before).isGreaterThan(20);
    }

    @Test
    void aPhoneWhoseClockIsSlowStaysInItHoweverLongTheCallIs() {
        caller.leg.bridge(agent.leg);
        begin();
        for (int i = 0; i < 1_500; i++) { // of each 20 ms it tells 19: 1.5 s behind at the end
            say(caller, AudioCodec.PCMU, LOUD);
            caller.timestamp -= 8;
            house.pass(20);
            if (i % 50 == 0) {
                house.write();
            }
        }
        stop(RecorderEnd.STOPPED);
        int end = (int) (kept.counted / 8);
        assertThat(kept.heard(0, 50, end - 300, LOUD)).isGreaterThan((end - 350) * 9 / 10);
    }

    @Test
    void itEndsWithTheCallersLegAndItsLastEventComesAfterIt() {
        caller.leg.bridge(agent.leg);
        begin();
        talk(25);
        caller.leg.close();
        house.pass(20);
        assertThat(caller.told(MediaEvent.Closed.class)).isEmpty();
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.CLOSED);
        assertThat(caller.events.getLast()).isInstanceOf(MediaEvent.Closed.class);
        assertThat(kept.counted / 8).isCloseTo(500, within(60L));
    }

    private org.helpline.media.capture.Tape tape =
            new org.helpline.media.capture.Tape(new TapeTerms(kept, Duration.ofHours(1)));

    private void begin() {
        talkQuietly();
        tape = caller.leg.tape(5, new TapeTerms(kept, Duration.ofHours(1)));
        agent.leg.on(tape);
        house.pass(5);
    }

    /** So that the sources are known. */
    private void talkQuietly() {
        for (int i = 0; i < 5; i++) {
            for (Phone phone : List.of(caller, agent, third)) {
                say(phone, AudioCodec.PCMU, (short) 0);
            }
            house.pass(20);
        }
    }

    /** Both speak for as many frames of 20 ms, and the third one too. */
    private void talk(int frames) {
        for (int i = 0; i < frames; i++) {
            say(caller, AudioCodec.PCMU, LOUD);
            say(agent, AudioCodec.PCMU, QUIET);
            say(third, AudioCodec.PCMU, LOUD);
            house.pass(20);
        }
    }

    private void stop(RecorderEnd why) {
        caller.leg.stopTape();
        house.pass(20);
        house.write();
        assertThat(told().end()).isEqualTo(why);
        assertThat(told().trouble()).isEmpty();
    }

    private MediaEvent.Recorded told() {
        assertThat(caller.told(MediaEvent.Recorded.class)).hasSize(1);
        return caller.told(MediaEvent.Recorded.class).getFirst();
    }

    private static void skip(Phone phone) {
        phone.sequence++;
        phone.timestamp += 160;
    }

    private static void say(Phone phone, AudioCodec codec, int loud) {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) (i % 8 < 4 ? loud : -loud);
        }
        phone.send(phone.address, false, codec.payloadType(), phone.timestamp, G711.encode(codec, pcm));
        phone.timestamp += 160;
    }
}
