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
        await().atMost(Duration.ofSeconds(10)).until(() -> !recordings().isEmpty());
        try {
            return recordings().getFirst();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource(AudioCodec.class)
    void whatACallerSaysAfterTheToneIsInTheBoxAndInTheMail(AudioCodec codec) throws Exception {
        Assembly.Running server = server();
        try (SpeakingPhone phone = new SpeakingPhone(port(server), codec)) {
            phone.call("100")
                    .silent(300)
                    .press('5') // no need to hear the greeting
                    .untilTone(BEEP, 5)
                    .speak(3_000, 440)
                    .untilBye(8);
        }
        short[] pcm = samples(recording());
        assertThat(pcm.length / 8).isBetween(3_000, 4_500);
        int begin = firstLoud(pcm);
        assertThat(begin).as("silence before the first word").isLessThan(8 * 600);
        int loud = lastLoud(pcm) - begin;
        assertThat(loud / 8).as("milliseconds of speech").isBetween(2_900, 3_100);
        assertThat(frequency(pcm, begin, loud)).isBetween(435.0, 445.0);
        assertThat(rms(pcm, begin + 800, loud - 1_600)).isBetween(5_400.0, 5_900.0); // 8000 / √2
        await().atMost(Duration.ofSeconds(10)).until(() -> mail.getReceivedMessages().length == 1);
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
                    .untilTone(BEEP, 5)
                    .speak(2_000, 440)
                    .hangUp();
        }
        Path recording = recording();
        await().atMost(Duration.ofSeconds(10))
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
                    .untilTone(BEEP, 5)
                    .silent(300)
                    .hangUp();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> starting.command("calls", "show", "last").out().contains("the call ends"));
        assertThat(recordings()).isEmpty();
        assertThat(starting.command("voicemail").out()).contains("There are no messages");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> isEmpty(starting.data().resolve("voicemail/drafts")));
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

    private static int lastLoud(short[] pcm) {
        int at = pcm.length - 1;
        while (Math.abs(pcm[at]) < 2_000) {
            at--;
        }
        return at;
    }

    private static double frequency(short[] pcm, int from, int length) {
        int rising = 0;
        for (int i = from + 1; i < from + length; i++) {
            rising += pcm[i - 1] < 0 && pcm[i] >= 0 ? 1 : 0;
        }
        return rising * 8_000.0 / length;
    }

    private static double rms(short[] pcm, int from, int length) {
        double squares = 0;
        for (int i = from; i < from + length; i++) {
            squares += pcm[i] * pcm[i];
        }
        return Math.sqrt(squares / length);
    }
}
