package org.helpline.voicemail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.helpline.config.Secret;
import org.helpline.config.VoicemailSettings.Mail;
import org.helpline.config.VoicemailSettings.Security;
import org.helpline.core.ManualClock;
import org.helpline.voicemail.Post.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mails through a real mail server, in clear text and encrypted. */
class MailPostTest {

    private static final String FROM = "helpline@example.org";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:30:00Z"));
    private GreenMail server = new GreenMail(setup(ServerSetup.PROTOCOL_SMTP));

    private static ServerSetup setup(String protocol) {
        return new ServerSetup(0, "127.0.0.1", protocol).dynamicPort();
    }

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private void restartWith(String protocol) {
        server.stop();
        server = new GreenMail(setup(protocol));
        server.start();
    }

    private MailPost post(Security security, Optional<String> user, String password, Optional<SSLSocketFactory> trust) {
        int port = (security == Security.TLS ? server.getSmtps() : server.getSmtp()).getPort();
        Mail mail = new Mail(
                "127.0.0.1", port, security, user, user.map(_ -> new Secret(password)), FROM, Duration.ofSeconds(5));
        return new MailPost(mail, trust, clock);
    }

    /** Trusts this server's own certificate, whatever made it. */
    private static SSLSocketFactory trusting() throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        X509ExtendedTrustManager all = new TrustAll();
        context.init(null, new TrustManager[] {all}, null);
        return context.getSocketFactory();
    }

    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private Post.Letter letter(String to) throws Exception {
        Path wav = Files.write(folder.resolve("m.wav"), new byte[] {'R', 'I', 'F', 'F', 1, 2, 3});
        return new Post.Letter(
                to, "Message for support from +90532, 12 s", "From: +90532\nŞükrü\n", wav, "c-1.wav", "c-1-ab");
    }

    @Test
    void theRecordingIsAttachedAndTheTextIsPlain() throws Exception {
        Outcome outcome =
                post(Security.NONE, Optional.empty(), "", Optional.empty()).send(letter("support@example.org"));
        assertThat(outcome).isEqualTo(new Outcome.Taken());
        MimeMessage got = server.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("Message for support from +90532, 12 s");
        assertThat(got.getFrom()[0]).hasToString(FROM);
        assertThat(got.getAllRecipients()[0]).hasToString("support@example.org");
        assertThat(got.getMessageID()).isEqualTo("<c-1-ab@example.org>");
        assertThat(got.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        Multipart parts = (Multipart) got.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).isMimeType("text/plain")).isTrue();
        assertThat(parts.getBodyPart(0).getContent().toString()).contains("Şükrü");
        BodyPart sound = parts.getBodyPart(1);
        assertThat(sound.getFileName()).isEqualTo("c-1.wav");
        assertThat(sound.getContentType()).startsWith("audio/wav");
        assertThat(sound.getInputStream().readAllBytes()).isEqualTo(Files.readAllBytes(folder.resolve("m.wav")));
    }

    @Test
    void overTlsWithALogIn() throws Exception {
        restartWith(ServerSetup.PROTOCOL_SMTPS);
        server.setUser("helpline@example.org", "helpline", "right");
        Outcome sent = post(Security.TLS, Optional.of("helpline"), "right", Optional.of(trusting()))
                .send(letter("support@example.org"));
        assertThat(sent).isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aCertificateThatNobodyTrustsIsNotTaken() throws Exception {
        restartWith(ServerSetup.PROTOCOL_SMTPS);
        Outcome refused =
                post(Security.TLS, Optional.empty(), "", Optional.empty()).send(letter("support@example.org"));
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class, n -> assertThat(n.why()).containsIgnoringCase("cert"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void whereEncryptionIsRequiredNothingIsSentWithoutIt() throws Exception {
        Outcome refused = post(Security.STARTTLS, Optional.empty(), "", Optional.empty())
                .send(letter("support@example.org")); // this server does not offer it
        assertThat(refused)
                .isInstanceOfSatisfying(
                        Outcome.NotNow.class, n -> assertThat(n.why()).contains("STARTTLS"));
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerThatIsAwayMayTakeItLater() throws Exception {
        MailPost post = post(Security.NONE, Optional.empty(), "", Optional.empty());
        server.stop();
        assertThat(post.send(letter("support@example.org"))).isInstanceOf(Outcome.NotNow.class);
    }

    @Test
    void aPasswordIsInNoWordOfAFailure() throws Exception {
        restartWith(ServerSetup.PROTOCOL_SMTPS);
        server.setUser("helpline@example.org", "helpline", "right");
        Outcome refused = post(Security.TLS, Optional.of("helpline"), "hunter2", Optional.of(trusting()))
                .send(letter("support@example.org"));
        assertThat(refused).isInstanceOf(Outcome.NotNow.class);
        assertThat(refused.toString()).doesNotContain("hunter2");
    }

    @Test
    void textsOfAnySortAreOneSubject() throws Exception {
        Post.Letter plain = letter("support@example.org");
        Post.Letter odd = new Post.Letter(
                plain.to(), "Nachricht für şef", plain.body(), plain.attachment(), plain.fileName(), plain.id());
        post(Security.NONE, Optional.empty(), "", Optional.empty()).send(odd);
        MimeMessage got = server.getReceivedMessages()[0];
        assertThat(got.getSubject()).isEqualTo("Nachricht für şef");
        assertThat(got.getHeader("Subject")[0].getBytes(StandardCharsets.UTF_8).length)
                .isEqualTo(got.getHeader("Subject")[0].length());
    }
}
