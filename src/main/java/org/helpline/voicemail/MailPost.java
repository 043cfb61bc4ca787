package org.helpline.voicemail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.helpline.config.Secret;
import org.helpline.config.VoicemailSettings.Mail;
import org.helpline.config.VoicemailSettings.Security;
import org.helpline.core.Clock;

/**
 * E-mails by SMTP. Encryption is required where the settings say so, and the server's name must fit its certificate. Blocks; any thread, each call with
 * a connection of its own.
 */
public final class MailPost implements Post {

    private static final int PERMANENT = 500;
    private static final int NO_SUCH_BOX = 550;

    private final Mail mail;
    private final Session session;
    private final Clock clock;

    /**
     * By this server.
     *
     * @param trust makes encrypted connections; empty: as this machine trusts
     */
    public MailPost(Mail mail, Optional<SSLSocketFactory> trust, Clock clock) {
        this.mail = mail;
        this.clock = clock;
        this.session = Session.getInstance(properties(mail, trust));
    }

    private static Properties properties(Mail mail, Optional<SSLSocketFactory> trust) {
        Properties p = new Properties();
        String millis = Long.toString(mail.timeout().toMillis());
        p.put("mail.smtp.host", mail.host());
        p.put("mail.smtp.port", Integer.toString(mail.port()));
        p.put("mail.smtp.connectiontimeout", millis);
        p.put("mail.smtp.timeout", millis);
        p.put("mail.smtp.writetimeout", millis);
        p.put("mail.smtp.auth", Boolean.toString(mail.user().isPresent()));
        p.put("mail.smtp.from", mail.from());
        p.put("mail.smtp.ssl.checkserveridentity", "true");
        p.put("mail.smtp.ssl.enable", Boolean.toString(mail.security() == Security.TLS));
        p.put("mail.smtp.starttls.enable", Boolean.toString(mail.security() == Security.STARTTLS));
        p.put("mail.smtp.starttls.required", Boolean.toString(mail.security() == Security.STARTTLS));
        trust.ifPresent(t -> p.put("mail.smtp.ssl.socketFactory", t));
        return p;
    }

    @Override
    public Outcome send(Letter letter) {
        try (Transport transport = session.getTransport("smtp")) {
            MimeMessage message = message(letter);
            transport.connect(
                    mail.host(),
                    mail.port(),
                    mail.user().orElse(null),
                    mail.password().map(Secret::value).orElse(null));
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Taken();
        } catch (AuthenticationFailedException e) {
            return new Outcome.NotNow(
                    "the mail server does not let us in: " + words(e)); // somebody may mend the settings
        } catch (SendFailedException e) {
            return code(e) >= PERMANENT ? new Outcome.Refused(words(e)) : new Outcome.NotNow(words(e));
        } catch (MessagingException | IOException e) {
            return new Outcome.NotNow(words(e));
        }
    }

    private MimeMessage message(Letter letter) throws MessagingException, IOException {
        MimeMessage message = new Named(session, "<" + letter.id() + "@" + domain(mail.from()) + ">");
        message.setFrom(new InternetAddress(mail.from()));
        message.setRecipient(RecipientType.TO, new InternetAddress(letter.to()));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.now()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834 §5: no vacation notices back
        MimeBodyPart body = new MimeBodyPart();
        body.setText(letter.body(), StandardCharsets.UTF_8.name());
        MimeBodyPart sound = new MimeBodyPart();
        sound.attachFile(letter.attachment().toFile(), type(letter.fileName()), "base64");
        sound.setFileName(letter.fileName());
        sound.setDisposition(Part.ATTACHMENT);
        message.setContent(new MimeMultipart(body, sound));
        return message;
    }

    private static String type(String fileName) {
        return switch (fileName.substring(fileName.lastIndexOf('.') + 1)) {
            case "wav" -> "audio/wav";
            case "csv" -> "text/csv; charset=utf-8";
            case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
            default -> "application/octet-stream";
        };
    }

    /** A message whose id stays the same from try to try, so that a server that took it once can tell. */
    private static final class Named extends MimeMessage {

        private final String id;

        Named(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private static int code(Exception e) {
        return switch (e) {
            case SMTPAddressFailedException a -> a.getReturnCode();
            case SMTPSendFailedException s -> s.getReturnCode();
            case SendFailedException s when s.getNextException() != null -> code(s.getNextException());
            case SendFailedException s when s.getInvalidAddresses() != null -> NO_SUCH_BOX;
            default -> 0;
        };
    }

    /** The cause in one line: what the server said, as a rule. */
    private static String words(Exception e) {
        Throwable deepest = e;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String text = String.valueOf(deepest.getMessage());
        return MailText.plain(text.equals("null") ? deepest.getClass().getSimpleName() : text);
    }
}
