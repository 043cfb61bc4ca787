package org.helpline.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.helpline.media.TestHouse.Phone;
import org.helpline.media.capture.RecorderEnd;
import org.helpline.media.capture.RecorderTerms;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a leg is sent, as a file: length, place and loudness of what was said. */
class RecordingTest {

    private static final short LOUD = 8_000;

    @TempDir
    Path folder;

    private final TestHouse house = new TestHouse();
    private final Phone phone = house.phone(4000);

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void whatWasSaidIsInTheFileAtItsPlace(AudioCodec codec) throws IOException {
        phone.agree(codec, Direction.SENDRECV);
        speak(codec, 5, (short) 0); // the source is known when the recording begins
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(codec, 50, LOUD);
        speak(codec, 50, (short) 0);
        stop();
        MediaEvent.Recorded told = told();
        assertThat(told.end()).isEqualTo(RecorderEnd.STOPPED);
        assertThat(told.length().toMillis()).isCloseTo(2_000, within(60L));
        assertThat(told.spoken().toMillis()).isCloseTo(1_000, within(60L));
        short[] pcm = samples(file);
        assertThat(pcm.length / 8).isEqualTo((int) told.length().toMillis());
        assertThat(loud(pcm, 100, 900)).isEqualTo(800);
        assertThat(loud(pcm, 1_100, 1_900)).isZero();
    }

    @Test
    void whatWasLostForLongFadesAndIsSilenceOfTheRightLength() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 25, LOUD);
        for (int i = 0; i < 25; i++) { // half a second is lost on the way
            phone.sequence++;
            phone.timestamp += 160;
            house.pass(20);
        }
        speak(AudioCodec.PCMU, 25, LOUD);
        stop();
        short[] pcm = samples(file);
        assertThat(pcm.length / 8).isCloseTo(1_500, within(60));
        assertThat(loud(pcm, 50, 530)).as("it goes on at first").isEqualTo(480);
        assertThat(loud(pcm, 570, 950)).isZero();
        assertThat(loud(pcm, 1_050, 1_450)).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {3_005, 3_010, 3_045})
    void endsWhenThePauseIsOverHoweverRarelyAQuietPhoneIsRead(int pause) throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        record(Duration.ofMinutes(1), Optional.of(Duration.ofMillis(pause)));
        house.pass(pause - 10);
        house.write();
        assertThat(phone.told(MediaEvent.Recorded.class)).isEmpty();
        house.pass(15);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.PAUSE);
    }

    @Test
    void packetsOutOfOrderGoToTheirPlaces() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 5, (short) 0);
        for (int pair = 0; pair < 20; pair++) { // each loud one before the quiet one that was sent before it
            int sequence = phone.sequence;
            int timestamp = phone.timestamp;
            phone.sequence = sequence + 1;
            phone.timestamp = timestamp + 160;
            send(AudioCodec.PCMU, LOUD);
            phone.sequence = sequence;
            phone.timestamp = timestamp;
            send(AudioCodec.PCMU, (short) 0);
            phone.sequence = sequence + 2;
            phone.timestamp = timestamp + 320;
            house.pass(40);
        }
        stop();
        short[] pcm = samples(file);
        int first = 0;
        while (Math.abs(pcm[first]) < 1_000) {
            first++;
        }
        for (int frame = 0; frame < 38; frame++) {
            int at = first + frame * 160;
            assertThat(Math.abs(pcm[at + 80]) > 1_000).as("frame " + frame).isEqualTo(frame % 2 == 0);
        }
    }

    @Test
    void aPhoneThatSendsNothingInItsPausesIsRecordedWithThem() throws IOException { // silence suppression
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 25, LOUD);
        phone.timestamp += 8 * 3_000; // the timestamp goes on, the sequence numbers do not: RFC 3551 §4.1
        house.pass(3_000);
        speak(AudioCodec.PCMU, 25, LOUD);
        house.pass(2_000);
        stop();
        short[] pcm = samples(file);
        assertThat(pcm.length / 8).isCloseTo(6_000, within(60));
        assertThat(loud(pcm, 600, 3_400)).isZero();
        assertThat(loud(pcm, 3_550, 3_950)).isEqualTo(400);
        assertThat(loud(pcm, 4_100, 5_900)).isZero();
    }

    @Test
    void aSourceThatStandsStillInItsPausesOrBeginsAnewIsPlacedByItsArrival() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 25, LOUD);
        house.pass(3_000); // and the timestamp stands still
        speak(AudioCodec.PCMU, 25, LOUD);
        phone.ssrc = 99; // as after a re-INVITE
        phone.timestamp = -1_000; // wraps within
        phone.sequence = 65_530;
        speak(AudioCodec.PCMU, 25, (short) 0);
        speak(AudioCodec.PCMU, 25, LOUD);
        stop();
        short[] pcm = samples(file);
        assertThat(pcm.length / 8).isCloseTo(5_000, within(60));
        assertThat(loud(pcm, 3_550, 3_950)).isEqualTo(400);
        assertThat(loud(pcm, 4_050, 4_450)).isZero();
        assertThat(loud(pcm, 4_550, 4_950)).isEqualTo(400);
    }

    @Test
    void keysAreNotInIt() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 25, LOUD);
        int at = phone.timestamp;
        for (int i = 1; i <= 10; i++) {
            phone.event(i == 1, at, 5, i == 10, 160 * i);
            phone.timestamp += 160;
            house.pass(20);
        }
        speak(AudioCodec.PCMU, 25, LOUD);
        stop();
        short[] pcm = samples(file);
        assertThat(phone.told(MediaEvent.DigitHeard.class)).hasSize(1);
        assertThat(loud(pcm, 550, 650)).isZero();
        assertThat(loud(pcm, 750, 1_100)).isEqualTo(350);
    }

    @Test
    void itEndsWhenNobodySpeaksAnyMoreAndLeavesLittleOfThePause() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.of(Duration.ofSeconds(4)));
        speak(AudioCodec.PCMU, 100, LOUD);
        speak(AudioCodec.PCMU, 190, (short) 40); // a line's noise
        house.write();
        assertThat(phone.told(MediaEvent.Recorded.class)).isEmpty();
        speak(AudioCodec.PCMU, 20, (short) 40);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.PAUSE);
        assertThat(told().spoken().toMillis()).isCloseTo(2_000, within(60L));
        assertThat(samples(file).length / 8).isCloseTo(2_500, within(60));
    }

    @Test
    void aLineThatHumsIsNotTakenForSpeech() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        record(Duration.ofMinutes(1), Optional.of(Duration.ofSeconds(3)));
        speak(AudioCodec.PCMU, 100, LOUD);
        speak(AudioCodec.PCMU, 160, (short) 250); // above what silence is on a good line
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.PAUSE);
    }

    @Test
    void whoSaysNothingIsToldSo() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        record(Duration.ofMinutes(1), Optional.of(Duration.ofSeconds(4)));
        house.pass(4_100); // not a packet
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.PAUSE);
        assertThat(told().spoken()).isZero();
    }

    @Test
    void itNeverGetsLongerThanItMay() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofSeconds(20), Optional.of(Duration.ofSeconds(4)));
        for (int i = 0; i < 22; i++) { // longer than the ring is
            speak(AudioCodec.PCMU, 50, LOUD);
            house.write();
        }
        assertThat(told().end()).isEqualTo(RecorderEnd.LONGEST);
        assertThat(told().trouble()).isEmpty();
        short[] pcm = samples(file);
        assertThat(pcm).hasSize(160_000);
        assertThat(loud(pcm, 50, 19_950)).isEqualTo(19_900);
    }

    @Test
    void onHoldItGoesOnInSilenceUntilItsLongest() {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        record(Duration.ofSeconds(3), Optional.empty());
        phone.agree(AudioCodec.PCMU, Direction.SENDONLY);
        house.pass(3_100);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.LONGEST);
    }

    @Test
    void aCallerWhoHangsUpIsKeptAndTheLegsLastEventComesAfterIt() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 50, LOUD);
        phone.leg.close();
        house.pass(20);
        assertThat(phone.told(MediaEvent.Closed.class)).isEmpty();
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.CLOSED);
        assertThat(phone.events.getLast()).isInstanceOf(MediaEvent.Closed.class);
        assertThat(samples(file).length / 8).isCloseTo(1_000, within(60));
    }

    @Test
    void aFolderThatCannotBeWrittenEndsTheRecordingAndNothingElse() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path blocked = Files.createFile(folder.resolve("a-file"));
        phone.leg.record(1, new RecorderTerms(blocked.resolve("m.wav"), Duration.ofMinutes(1), Optional.empty()));
        speak(AudioCodec.PCMU, 5, LOUD);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.FAILED);
        assertThat(told().trouble()).contains("m.wav cannot be written");
        speak(AudioCodec.PCMU, 5, LOUD);
        assertThat(house.engine.counts().received()).isEqualTo(10);
    }

    @Test
    void aFullDiskEndsTheRecordingAndNothingElse() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Files.createSymbolicLink(folder.resolve("m.wav.part"), Path.of("/dev/full"));
        record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 50, LOUD);
        house.write();
        speak(AudioCodec.PCMU, 50, LOUD);
        house.write();
        assertThat(told().end()).isEqualTo(RecorderEnd.FAILED);
        assertThat(folder.resolve("m.wav")).doesNotExist();
        assertThat(folder.resolve("m.wav.part")).doesNotExist();
        assertThat(house.engine.counts().received()).isEqualTo(100);
    }

    @Test
    void theFileIsItsOwnersAloneAndIsThereOnlyWhenItIsWhole() throws IOException {
        phone.agree(AudioCodec.PCMU, Direction.SENDRECV);
        Path file = record(Duration.ofMinutes(1), Optional.empty());
        speak(AudioCodec.PCMU, 50, LOUD);
        house.write();
        assertThat(file).doesNotExist();
        stop();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    private Path record(Duration longest, Optional<Duration> pause) {
        Path file = folder.resolve("m.wav");
        phone.leg.record(1, new RecorderTerms(file, longest, pause));
        house.pass(5);
        return file;
    }

    private void stop() {
        phone.leg.stopRecord();
        house.pass(20);
        house.write();
    }

    private MediaEvent.Recorded told() {
        assertThat(phone.told(MediaEvent.Recorded.class)).hasSize(1);
        return phone.told(MediaEvent.Recorded.class).getFirst();
    }

    /** Frames of 20 ms of a square wave, in time. */
    private void speak(AudioCodec codec, int frames, short loud) {
        for (int i = 0; i < frames; i++) {
            send(codec, loud);
            phone.timestamp += 160;
            house.pass(20);
        }
    }

    private void send(AudioCodec codec, short loud) {
        short[] pcm = new short[160];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = i % 8 < 4 ? loud : (short) -loud;
        }
        phone.send(phone.address, false, codec.payloadType(), phone.timestamp, G711.encode(codec, pcm));
    }

    private static short[] samples(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(4)).isEqualTo(bytes.limit() - 8);
        assertThat(bytes.getInt(24)).isEqualTo(8_000);
        assertThat(bytes.getInt(40)).isEqualTo(bytes.limit() - 44);
        short[] pcm = new short[(bytes.limit() - 44) / 2];
        bytes.position(44).asShortBuffer().get(pcm);
        return pcm;
    }

    /** How many of the milliseconds from {@code from} to {@code to} are loud. */
    private static int loud(short[] pcm, int from, int to) {
        int loud = 0;
        for (int ms = from; ms < to; ms++) {
            loud += Math.abs(pcm[ms * 8]) > 1_000 ? 1 : 0;
        }
        return loud;
    }
}
