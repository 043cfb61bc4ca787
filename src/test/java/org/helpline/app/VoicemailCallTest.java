package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages of callers over real SIP and RTP: to the box, to a mail server, to the command line. */
class VoicemailCallTest {

    private static final int BEEP = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - {voicemail: support, greeting: welcome, silence: 2s}
            """;

    @TempDir
    private Path folder;

    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());
    private Starting starting;

    @BeforeEach
    void start() throws IOException {
        mail.start();
        starting = new Starting(folder);
        starting.script("line", SCRIPT);
    }

    @AfterEach
    void stop() {
        starting.close();
        mail.stop();
    }

    private Assembly.Running server() {
        return starting.mustStart(
                "mail.host=127.0.0.1",
                "mail.port=" + mail.getSmtp().getPort(),
                "mail.security=none",
                "mail.from=helpline@example.org",
                "voicemail.support.mail=support@example.org",
                "voicemail.zone=Europe/Istanbul");
    }

    private static int port(Assembly.Running server) {
        return server.server().edge().listening().stream()
                .filter(l -> l.transport().equalsIgnoreCase("udp"))
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    private List<Path> recordings() throws IOException {
        Path box = starting.data().resolve("voicemail/support");
        if (!Files.isDirectory(box)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(box)) {
            return files.toList();
        }
    }

    private Path recording() {
        await().atMost(PATIENCE).until(() -> !recordings().isEmpty());
        try {
            return recordings().getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AudioCodec.class,
            names = {"PCMU", "PCMA"})
    void whatACallerSaysAfterTheToneIsInTheBoxAndInTheMail(AudioCodec codec) throws Exception {
        Assembly.Running server = server();
        try (SpeakingPhone phone = new SpeakingPhone(port(server), codec)) {
            phone.call("100")
                    .silent(300)
                    .press('5') // no need to hear the greeting
                    .untilTone(BEEP, 20)
                    .speak(3_000, 440)
                    .untilBye(20);
        }
        short[] pcm = samples(recording());
        assertThat(firstLoud(pcm))
                .as("samples of silence before the first word")
                .isLessThan(8 * 2_000);
        List<Double> spoken = levelsOf(440, pcm);
        assertThat(spoken)
                .as("tenths of a second of speech")
                .hasSizeBetween(25, 32); // a busy machine's phone may stop short
        assertThat(spoken.stream().sorted().toList().get(spoken.size() / 2)).isBetween(5_400.0, 5_900.0); // 8000 / √2
        await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length == 1);
        MimeMessage got = mail.getReceivedMessages()[0];
        assertThat(got.getSubject()).contains("support", "+905321234567");
        Multipart parts = (Multipart) got.getContent();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Europe/Istanbul");
        assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(Files.readAllBytes(recording()));
    }

    @Test
    void whoHangsUpHasLeftAMessageAndTheCommandLineListsPlaysSavesAndDeletesIt() throws Exception {
        Assembly.Running server = server();
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMU)) {
            phone.call("100")
                    .silent(300)
                    .press('5')
                    .untilTone(BEEP, 20)
                    .speak(2_000, 440)
                    .hangUp();
        }
        Path recording = recording();
        await().atMost(PATIENCE)
                .until(() -> starting.command("voicemail").out().contains("e-mail to support@example.org sent"));
        Starting.Said list = starting.command("voicemail", "list", "support");
        assertThat(list.out()).contains("+905321234567", "support", "2 s", "new");
        String id = list.out().split(" ", 2)[0];
        Path saved = folder.resolve("saved.wav");
        assertThat(starting.command("voicemail", "save", id, saved.toString()).code())
                .isZero();
        assertThat(saved).hasSameBinaryContentAs(recording);
        assertThat(starting.command("voicemail", "save", id, saved.toString()).code())
                .as("nothing is overwritten")
                .isEqualTo(1);
        assertThat(starting.command("voicemail", "done", id.substring(0, id.length() - 1))
                        .out())
                .contains("is done");
        assertThat(starting.command("voicemail").out()).contains("done by operator");
        assertThat(starting.command("calls", "show", "last").out()).contains("left a message of", "for support");
        assertThat(starting.command("voicemail", "delete", id).code()).isZero();
        assertThat(recording).doesNotExist();
        assertThat(starting.command("voicemail", "delete", id).code()).isEqualTo(1);
        assertThat(starting.command("voicemail", "nonsense").code()).isEqualTo(2);
    }

    @Test
    void whoSaysNothingLeavesNothing() throws Exception {
        Assembly.Running server = server();
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMU)) {
            phone.call("100")
                    .silent(300)
                    .press('5')
                    .untilTone(BEEP, 20)
                    .silent(300)
                    .hangUp();
        }
        await().atMost(PATIENCE)
                .until(() -> starting.command("calls", "show", "last").out().contains("the call ends"));
        assertThat(recordings()).isEmpty();
        assertThat(starting.command("voicemail").out()).contains("There are no messages");
        await().atMost(PATIENCE).until(() -> isEmpty(starting.data().resolve("voicemail/drafts")));
    }

    @Test
    void whoIsForgottenHasLeftNoMessage() throws Exception {
        Assembly.Running server = server();
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMU)) {
            phone.call("100")
                    .silent(300)
                    .press('5')
                    .untilTone(BEEP, 5)
                    .speak(2_000, 440)
                    .hangUp();
        }
        Path recording = recording();
        assertThat(starting.command("forget", "0532 123 45 68").out()).doesNotContain("message");
        assertThat(recording).exists();
        Starting.Said said = starting.command("forget", "+90 532 123 45 67");
        assertThat(said.out()).contains("Forgotten").contains("1 message was deleted, with the recording.");
        assertThat(said.out()).contains("files of the data folder", "the number stands in none of them.");
        assertThat(recording).doesNotExist();
        assertThat(starting.command("voicemail").out()).contains("There are no messages");
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private static short[] samples(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        short[] pcm = new short[(bytes.limit() - 44) / 2];
        bytes.position(44).asShortBuffer().get(pcm);
        return pcm;
    }

    private static int firstLoud(short[] pcm) {
        int at = 0;
        while (Math.abs(pcm[at]) < 2_000) {
            at++;
        }
        return at;
    }

    /** The root mean square of each tenth of a second that is this tone, by Goertzel's share of its energy. */
    private static List<Double> levelsOf(double hertz, short[] pcm) {
        List<Double> levels = new ArrayList<>();
        for (int from = 0; from + 800 <= pcm.length; from += 800) {
            double re = 0;
            double im = 0;
            double all = 1;
            for (int i = 0; i < 800; i++) {
                re += pcm[from + i] * Math.cos(2 * Math.PI * hertz * i / 8_000);
                im += pcm[from + i] * Math.sin(2 * Math.PI * hertz * i / 8_000);
                all += (double) pcm[from + i] * pcm[from + i];
            }
            if (2 * (re * re + im * im) / 800 / all > 0.9 && all / 800 > 1_000_000) {
                levels.add(Math.sqrt(all / 800));
            }
        }
        return levels;
    }
}
