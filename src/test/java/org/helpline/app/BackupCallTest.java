package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that is lost with all of its folders, and what a backup brings back on another machine. */
class BackupCallTest {

    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {voicemail: support, greeting: welcome, silence: 2s}
            """;

    @TempDir
    private Path folder;

    private Starting lost;
    private Starting found;
    private Path backup;

    @BeforeEach
    void start() throws IOException {
        lost = new Starting(Files.createDirectory(folder.resolve("lost")));
        found = new Starting(Files.createDirectory(folder.resolve("found")));
        backup = folder.resolve("backup.zip");
        lost.script("line", SCRIPT);
        found.script("line", SCRIPT);
    }

    @AfterEach
    void stop() {
        lost.close();
        found.close();
    }

    private static Path welcome(Starting house) {
        return house.scripts().resolve("line/prompts/en/welcome.wav");
    }

    /** A first version answers; then a prompt is recorded anew, and a caller leaves a message. */
    private byte[] lifeBeforeTheLoss() throws IOException {
        lost.stop(lost.mustStart());
        Files.copy(SAMPLE.resolve("digit@2.wav"), welcome(lost), StandardCopyOption.REPLACE_EXISTING);
        lost.script("extra", SCRIPT);
        Assembly.Running server = lost.mustStart();
        int port = server.server().edge().listening().getFirst().address().getPort();
        try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMU)) {
            phone.call("100")
                    .silent(300)
                    .press('5')
                    .untilTone(1_000, 20)
                    .speak(2_000, 440)
                    .hangUp();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> lost.command("voicemail").out().contains("support"));
        return sound(lost, "before.wav");
    }

    /** The recording of the only message, as a command gets it. */
    private byte[] sound(Starting house, String name) throws IOException {
        String id = house.command("voicemail", "list", "support").out().split(" ", 2)[0];
        Path saved = folder.resolve(name);
        assertThat(house.command("voicemail", "save", id, saved.toString()).err())
                .isEmpty();
        return Files.readAllBytes(saved);
    }

    @Test
    void messagesVersionsAndRecordedPromptsAreBackOnAnotherMachine() throws IOException {
        byte[] said = lifeBeforeTheLoss();
        Starting.Said made = lost.command("backup", backup.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.err()).contains("voicemail/: 1 file, ", "versions/: ", "scripts/: ");
        byte[] theirs = Files.readAllBytes(welcome(lost));
        byte[] ours = Files.readAllBytes(welcome(found));
        assertThat(theirs).isNotEqualTo(ours);
        String flow = SCRIPT + "# changed here since\n";
        Files.writeString(found.scripts().resolve("line/script.yaml"), flow);

        Starting.Said restored = found.command("restore", backup.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(welcome(found)).hasBinaryContent(theirs);
        assertThat(welcome(found).resolveSibling("welcome.wav.bak")).hasBinaryContent(ours);
        assertThat(found.scripts().resolve("line/script.yaml"))
                .as("what somebody writes is theirs")
                .hasContent(flow);
        assertThat(found.scripts().resolve("extra/script.yaml")).hasContent(SCRIPT);
        found.mustStart();
        assertThat(sound(found, "after.wav")).isEqualTo(said);
        assertThat(found.command("script", "versions", "line").out().lines())
                .as("two of before, and what is saved here")
                .hasSizeGreaterThanOrEqualTo(3);
        assertThat(found.command("script", "rollback", "line").code()).isZero();
        try (Stream<Path> left = Files.list(found.data())) {
            assertThat(left.filter(f -> f.toString().endsWith(".restoring"))).isEmpty();
        }
    }

    /** What two versions share is in the backup once. */
    @Test
    void equalRecordingsTakeTheirRoomOnce() throws IOException {
        lifeBeforeTheLoss();
        assertThat(lost.command("backup", backup.toString()).code()).isZero();
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            assertThat(zip.stream().filter(e -> e.getName().endsWith("/outage.wav")))
                    .hasSize(1);
        }
    }

    /** The folder that is there is moved aside, not mixed with what comes back. */
    @Test
    void whatWasThereIsKeptAside() throws IOException {
        byte[] said = lifeBeforeTheLoss();
        assertThat(lost.command("backup", backup.toString()).code()).isZero();
        lost.close();
        Starting.Said restored = lost.command("restore", backup.toString());
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(restored.out()).contains("voicemail.bak", "versions.bak").doesNotContain("welcome.wav.bak");
        assertThat(lost.data().resolve("voicemail.bak/support")).isNotEmptyDirectory();
        lost.mustStart();
        assertThat(sound(lost, "after.wav")).isEqualTo(said);
    }
}
