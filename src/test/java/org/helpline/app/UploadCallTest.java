package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.sdp.AudioCodec;
import org.helpline.speech.WavBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that a supervisor uploads at the desk is what the next caller hears, over real SIP and RTP. */
class UploadCallTest {

    private static final int HERTZ = 700;

    @TempDir
    private Path folder;

    @Test
    void theNextCallerHearsWhatASupervisorHasUploaded() throws Exception {
        try (Starting starting = new Starting(folder)) {
            Path prompt = starting.scripts().resolve("line/prompts/en/welcome.wav");
            byte[] before = Files.readAllBytes(prompt);
            Assembly.Running server = starting.mustStart();
            try (DeskClient desk = DeskClient.of(starting, server, "admin")) {
                HttpResponse<String> answer =
                        desk.post("api/prompts/sound?script=line&language=en&prompt=welcome", tone());
                assertThat(answer.body()).isEqualTo("{\"remark\":\"\"}");
            }
            assertThat(prompt).hasBinaryContent(tone());
            assertThat(prompt.resolveSibling("old")).isDirectoryContaining(f -> bytes(f).length == before.length);
            assertThat(starting.data().resolve("uploads")).isEmptyDirectory();
            try (SpeakingPhone phone = new SpeakingPhone(StudioCallTest.port(server), AudioCodec.PCMA)) {
                phone.call("100").untilTone(HERTZ, 5).untilBye(10);
            }
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> starting.command("calls", "show", "last").out().contains("the call ends"));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Two seconds. */
    private static byte[] tone() {
        byte[] pcm = new byte[2 * 2 * 8_000];
        for (int i = 0; i < pcm.length / 2; i++) {
            int sample = (int) (12_000 * Math.sin(2 * Math.PI * HERTZ * i / 8_000));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return WavBytes.of(pcm, 8_000);
    }
}
