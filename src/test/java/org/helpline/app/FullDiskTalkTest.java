package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.helpline.app.stage.Staging;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.recording.Disk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full costs a recording and no call: over real SIP and RTP, to the end of the call, and what is told of it. */
class FullDiskTalkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SAID = Duration.ofSeconds(1);
    private static final int HERTZ = 400;
    private static final long PACKETS = 40;

    @TempDir
    private Path folder;

    private AnnasHouse house;

    /** It has room when it is asked, and refuses what is written then: another program was faster. */
    private static final class Full implements Disk {
        private volatile boolean isFull = true;

        @Override
        public FileChannel make(Path file) throws IOException {
            FileChannel real = Disk.super.make(file);
            if (!isFull) {
                return real;
            }
            real.close();
            return FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
        }
    }

    private final Full disk = new Full();

    /** There is less than is to stay free. */
    private static final Disk ALMOST_FULL = new Disk() {
        @Override
        public long free(Path file) {
            return 900_000_000;
        }
    };

    @BeforeEach
    void open() throws IOException {
        house = new AnnasHouse(folder, AnnasHouse.SUPPORT);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private void talkOn(Disk disk, String... sets) throws IOException, InterruptedException {
        Staging staging = new Staging() {
            @Override
            public Disk recordings() {
                return disk;
            }
        };
        String[] all = Stream.concat(Stream.of("queues.support.record=on", "recordings.announce=no"), Stream.of(sets))
                .toArray(String[]::new);
        house.start(staging, all);
        house.talk();
    }

    @Test
    void whenItIsFullInTheMiddleOfATalkTheRecordingEndsAndTheTalkGoesOn() throws Exception {
        talkOn(disk, "recordings.keep-free-megabytes=0");
        house.starting.storyWith("cannot be written: the disk is full");
        theyHearEachOther();
        assertThat(house.annasDesk().call().orElseThrow().hand().taped().phase())
                .isEmpty();
        house.does(new Command.Hold());
        house.does(new Command.Resume());
        theyHearEachOther();
        house.kim.hangUp();
        assertThat(house.starting.storyWith("the call ends"))
                .containsSubsequence(
                        "is recorded from now on as", "the recording ", "the disk is full", "the call ends")
                .contains("the call ends, served, by the caller");
        brokenOff(1);
        await().atMost(PATIENCE)
                .until(() -> house.starting.command("recordings").out().contains("There are no recordings."));
        assertThat(files()).as("nothing is left that would be tried again").isZero();
    }

    @Test
    void whereLessThanIsToStayFreeNothingIsRecordedAndTheTalkGoesOn() throws Exception {
        talkOn(ALMOST_FULL);
        house.starting.storyWith("the disk has 900 MB left, and recordings.keep-free-megabytes keeps 1000 free");
        theyHearEachOther();
        house.kim.hangUp();
        assertThat(house.starting.storyWith("the call ends")).contains("the call ends, served, by the caller");
        brokenOff(1);
        await().atMost(PATIENCE).until(() -> files() == 0);
    }

    @Test
    void onceThereIsRoomAgainTheNextTalkIsRecorded() throws Exception {
        talkOn(disk, "recordings.keep-free-megabytes=0");
        house.starting.storyWith("cannot be written: the disk is full");
        house.kim.hangUp();
        house.starting.storyWith("the call ends");
        disk.isFull = false;
        try (StagePhone again = new StagePhone(AnnasHouse.KIM, house.sip)) {
            again.call("100");
            house.annaAnswers();
            hears(again, house.annasPhone);
            again.hangUp();
            house.starting.storyWith(" is kept as ");
        }
        brokenOff(1);
        assertThat(files()).isEqualTo(1);
    }

    // ----

    private void theyHearEachOther() {
        hears(house.kim, house.annasPhone);
        hears(house.annasPhone, house.kim);
    }

    private static void hears(StagePhone who, StagePhone other) {
        long before = other.heard();
        who.speak(SAID, HERTZ);
        await().atMost(PATIENCE).until(() -> other.heard() >= before + PACKETS);
    }

    /** What the operator sees: as many have failed since the start. */
    private void brokenOff(int count) {
        try (DeskClient desk = DeskClient.of(house.starting, house.running(), "admin")) {
            assertThat(desk.get("metrics").body()).contains("helpline_recordings_broken_off_total " + count + ".0");
        }
    }

    private long files() throws IOException {
        Path recordings = house.starting.data().resolve("recordings");
        try (Stream<Path> all = Files.walk(recordings)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
