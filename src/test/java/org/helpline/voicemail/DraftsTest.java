package org.helpline.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that a crash left in the middle of a word. */
class DraftsTest {

    private static final Duration LEAST = Duration.ofSeconds(1);

    @TempDir
    private Path folder;

    private Drafts drafts() {
        return new Drafts(folder);
    }

    private static Message message() {
        return new Message(
                "c-1",
                Optional.of(new QueueName("support")),
                "c",
                Instant.parse("2026-11-22T10:00:00Z"),
                Duration.ZERO,
                0,
                new Personal("+905321234567"),
                new Personal("Ada"),
                "100",
                "",
                "tr",
                List.of(new Message.Answer("Order", new Personal("4711"))),
                Message.State.NEW,
                "",
                List.of());
    }

    /** A file as the recorder leaves it: lengths of zero, then so many milliseconds of a loud tone, then of silence. */
    private void part(int loudMillis, int silentMillis) throws IOException {
        ByteBuffer wav =
                ByteBuffer.allocate(44 + 16 * (loudMillis + silentMillis) + 1).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(0);
        for (int i = 0; i < 8 * loudMillis; i++) {
            wav.putShort((short) (8_000 * Math.sin(i / 3.0)));
        }
        Files.write(folder.resolve("c-1.wav.part"), wav.array()); // with half a sample more than it should have
    }

    private ByteBuffer sound() throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve("c-1.wav"))).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void whatWasSaidIsMendedAndMarkedAsCutShort() throws IOException {
        drafts().begin(message(), LEAST);
        part(2_000, 500);
        Message cut = drafts().mend().getFirst();
        assertThat(cut.length()).isEqualTo(Duration.ofMillis(2_500));
        assertThat(cut.box()).contains(new QueueName("support"));
        assertThat(cut.call()).isEqualTo("c");
        assertThat(cut.at()).isEqualTo(message().at());
        assertThat(cut.caller().value()).isEqualTo("+905321234567");
        assertThat(cut.callerName().value()).isEqualTo("Ada");
        assertThat(cut.language()).isEqualTo("tr");
        assertThat(cut.answers()).hasSize(2);
        assertThat(cut.answers().get(0).value().value()).isEqualTo("4711");
        assertThat(cut.answers().get(1).label()).isEqualTo("Cut short");
        assertThat(sound().limit()).isEqualTo(44 + 16 * 2_500);
        assertThat(sound().getInt(4)).isEqualTo(36 + 16 * 2_500);
        assertThat(sound().getInt(40)).isEqualTo(16 * 2_500);
    }

    @Test
    void theNoteIsItsOwnersAloneAndGoesWithTheDraft() throws IOException {
        drafts().begin(message(), LEAST);
        Path note = folder.resolve("c-1.note");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(note)))
                .isEqualTo("rw-------");
        Files.createFile(drafts().sound("c-1"));
        drafts().discard(drafts().sound("c-1"));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRecordingThatWasWholeButNotDecidedOnIsKept() throws IOException {
        drafts().begin(message(), LEAST);
        part(2_000, 0);
        drafts().mend(); // makes it whole
        assertThat(drafts().mend()).as("a crash in the midst of mending").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 900})
    void whoHasNotSpokenForLongEnoughHasLeftNothing(int spoken) throws IOException {
        drafts().begin(message(), LEAST);
        part(spoken, 3_000);
        assertThat(drafts().mend()).isEmpty();
        assertThat(folder.resolve("c-1.note")).doesNotExist();
    }

    @Test
    void whatNobodyWantsIsNotMended() throws IOException {
        drafts().begin(message(), LEAST);
        part(2_000, 0);
        drafts().over("c-1");
        assertThat(drafts().mend()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "{\"at\":\"yesterday\",\"call\":\"c\"}", "{\"at\":\"2026-11-22T10:00:00Z\"}"})
    void aNoteThatIsNoneKeepsNoServerFromStarting(String note) throws IOException {
        Files.writeString(folder.resolve("c-1.note"), note);
        part(2_000, 0);
        assertThat(drafts().mend()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RIFF", "this is no recording at all, however long it may be made to look"})
    void aFileThatIsNoSoundIsGivenUp(String content) throws IOException {
        drafts().begin(message(), LEAST);
        Files.writeString(folder.resolve("c-1.wav.part"), content);
        assertThat(drafts().mend()).isEmpty();
    }
}
