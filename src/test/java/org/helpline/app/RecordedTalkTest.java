package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A talk over real SIP and RTP that is recorded, encrypted: from the announcement to the last byte of it, with what the command does meanwhile. */
class RecordedTalkTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration SAID = Duration.ofSeconds(1);
    private static final int CALLER = 400;
    private static final int AGENT = 1_000;
    private static final int FRAME = 160;

    @TempDir
    private Path folder;

    private AnnasHouse house;
    private Starting starting;

    @BeforeEach
    void talk() throws Exception {
        house = new AnnasHouse(folder, AnnasHouse.SUPPORT);
        starting = house.starting;
        house.start("queues.support.record=on", "recordings.format=wav", "recordings.keep-free-megabytes=0");
        house.talk();
        starting.storyWith("is recorded from now on");
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void eachIsOnTheirChannelThePauseIsSilentAndTheRecordKnowsTheFile() throws Exception {
        says(house.kim, CALLER, house.annasPhone);
        says(house.annasPhone, AGENT, house.kim);
        house.does(new Command.PauseRecording(true));
        says(house.kim, CALLER, house.annasPhone); // the number of a card
        house.does(new Command.PauseRecording(false));
        says(house.kim, CALLER, house.annasPhone);
        String id = hangsUp();
        Path sealed = onlyFile();
        assertThat(starting.command("calls", "show", "last").out())
                .containsSubsequence(
                        "both hear that the call is recorded",
                        "is recorded from now on as " + id + ", by queue support",
                        "anna pauses the recording",
                        "anna lets the recording go on",
                        "the recording " + id + " is kept as " + recordings().relativize(sealed),
                        sha256(Files.readAllBytes(sealed)));

        Path out = folder.resolve("out.wav");
        Starting.Said said = starting.command("recordings", "export", id, out.toString());
        assertThat(said.out()).contains("Saved as " + out, sha256(Files.readAllBytes(out)));
        byte[] wav = Files.readAllBytes(out);
        assertThat(frames(wav, 0, CALLER))
                .as("the caller, left: two of three seconds")
                .isBetween(60, 125);
        assertThat(frames(wav, 1, AGENT)).as("the agent, right").isBetween(30, 65);
        assertThat(frames(wav, 0, AGENT)).isZero();
        assertThat(frames(wav, 1, CALLER)).isZero();
    }

    @Test
    void theCommandListsChecksAndDeletesIt() throws Exception {
        says(house.kim, CALLER, house.annasPhone);
        String id = hangsUp();
        assertThat(starting.command("recordings").out()).contains(id, "support", "kept", "anna");
        assertThat(starting.command("recordings", "list", "billing").out())
                .contains("There are no recordings of the queue billing.");
        assertThat(starting.command("recordings", "check").out()).contains("1 of 1 are as they were written.");
        Path there = Files.writeString(folder.resolve("there"), "mine");
        assertThat(starting.command("recordings", "export", id, there.toString()))
                .satisfies(s -> assertThat(s.code()).isEqualTo(1))
                .satisfies(s -> assertThat(s.err()).contains("is there already"));
        assertThat(there).hasContent("mine");

        Path sealed = onlyFile();
        byte[] bytes = Files.readAllBytes(sealed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(sealed, bytes);
        assertThat(starting.command("recordings", "check", id))
                .satisfies(s -> assertThat(s.code()).isEqualTo(1))
                .satisfies(s -> assertThat(s.err()).contains(id + ": its file was changed after it was written"));

        assertThat(starting.command("recordings", "delete", "nothing").err()).contains("There is no recording nothing");
        assertThat(starting.command("recordings", "delete", id).out()).contains(id + " is deleted.");
        assertThat(files()).isEmpty();
        assertThat(starting.command("recordings").out()).contains("There are no recordings.");
        starting.storyWith("the recording " + id + " is deleted (by hand) by command");
        String key = starting.command("recordings", "new-key").out();
        assertThat(key).startsWith("New recordings have the key ");
        assertThat(starting.command("recordings", "play").code()).isEqualTo(2);
    }

    @Test
    void whoIsForgottenLeavesNoByteOfIt() throws Exception {
        says(house.kim, CALLER, house.annasPhone);
        String id = hangsUp();
        byte[] sealed = Files.readAllBytes(onlyFile());
        Path out = folder.resolve("out.wav");
        starting.command("recordings", "export", id, out.toString());
        String encrypted = latin(Arrays.copyOfRange(sealed, 100, 164));
        String head = latin(Arrays.copyOfRange(sealed, 12, 28)); // the salt of its key
        assertThat(frames(Files.readAllBytes(out), 0, CALLER))
                .as("it was there")
                .isPositive();
        assertThat(starting.everyByte()).contains(encrypted, head);
        Starting.Said said = starting.command("forget", AnnasHouse.KIM);
        assertThat(said.code()).as(said.out()).isZero();
        assertThat(files()).isEmpty();
        assertThat(starting.everyByte()).doesNotContain(encrypted, head);
    }

    // ----

    /** Says a second of a tone; returns when all of it has come to the other. */
    private static void says(StagePhone who, int hertz, StagePhone other) {
        long before = other.heard();
        who.speak(SAID, hertz);
        await().atMost(PATIENCE).until(() -> !who.isSpeaking());
        await().atMost(PATIENCE).until(() -> other.heard() > before + 2 * SAID.toMillis() / 20);
    }

    /** Ends the call, and waits until its recording is there. @return its id */
    private String hangsUp() throws IOException {
        house.kim.hangUp();
        String story = starting.storyWith(" is kept as ");
        return story.replaceFirst("(?s).*the recording (\\S+) is kept as.*", "$1");
    }

    private Path recordings() {
        return starting.data().resolve("recordings");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(recordings())) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private Path onlyFile() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().toString()).endsWith(".wav.sealed");
        return files.getFirst();
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** In how many frames of 20 ms this tone is the most of what that channel has. */
    private static int frames(byte[] wav, int channel, int hertz) {
        ByteBuffer samples = ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN);
        int frames = (wav.length - 44) / 4;
        int found = 0;
        for (int at = 0; at + FRAME <= frames; at += FRAME) {
            double re = 0;
            double im = 0;
            double all = 1;
            for (int i = 0; i < FRAME; i++) {
                double sample = samples.getShort(44 + 4 * (at + i) + 2 * channel);
                re += sample * Math.cos(2 * Math.PI * hertz * i / 8_000);
                im += sample * Math.sin(2 * Math.PI * hertz * i / 8_000);
                all += sample * sample;
            }
            boolean isLoud = all / FRAME > 500_000;
            found += isLoud && 2 * (re * re + im * im) / FRAME / all > 0.6 ? 1 : 0;
        }
        return found;
    }
}
