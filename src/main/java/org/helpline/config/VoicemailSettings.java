package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.helpline.core.QueueName;

/**
 * Settings of the messages that callers leave.
 *
 * @param folder where recordings lie
 * @param zone in which e-mails tell the time
 * @param boxes one for each queue
 * @param mail how e-mails leave the house; empty: none are sent
 */
public record VoicemailSettings(Path folder, ZoneId zone, List<Box> boxes, Optional<Mail> mail) {

    /**
     * A queue's box.
     *
     * @param mail who is sent each message
     * @param keep how long a message is kept
     * @param maxMessages that the box takes; {@code maxBytes} of them together
     */
    public record Box(QueueName queue, List<String> mail, Duration keep, int maxMessages, long maxBytes) {}

    /**
     * The mail server that we send by.
     *
     * @param user empty: the server asks for none
     * @param from the sender's address
     * @param timeout for each step of sending
     */
    public record Mail(
            String host,
            int port,
            Security security,
            Optional<String> user,
            Optional<Secret> password,
            String from,
            Duration timeout) {}

    /** How the way to the mail server is kept secret; none of them ever falls back to another. */
    public enum Security {
        /** In clear text at first, encrypted before anything is said (RFC 3207). */
        STARTTLS,
        /** Encrypted from the first byte (RFC 8314 §3.3). */
        TLS,
        /** Not at all: for a server on this machine. */
        NONE
    }

    /** The box of a queue; empty if there is no such queue. */
    public Optional<Box> box(QueueName queue) {
        return boxes.stream().filter(b -> b.queue().equals(queue)).findFirst();
    }
}
