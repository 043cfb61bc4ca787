package org.helpline.voicemail;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.core.Clock;
import org.helpline.store.Store;
import org.helpline.voicemail.Message.Letter;
import org.helpline.voicemail.Post.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The e-mails that are still to be sent. They lie in the store, so neither a crash nor a mail server that is away for a day loses one; a crash between the
 * server's word and ours sends one twice. Any thread; {@link #send} blocks, and one at a time does something.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final int AT_ONCE = 20;
    private static final int MOST_TRIES = 20; // some three days, all in all
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);

    private final Store store;
    private final Voicemail voicemail;
    private final Post post;
    private final ZoneId zone;
    private final Clock clock;
    private final AtomicBoolean isSending = new AtomicBoolean();

    /** Sends by {@code post}; times in e-mails are those of {@code zone}. */
    public Outbox(Store store, Voicemail voicemail, Post post, ZoneId zone, Clock clock) {
        this.store = store;
        this.voicemail = voicemail;
        this.post = post;
        this.zone = zone;
        this.clock = clock;
    }

    /** Sends what is due. Blocks for as long as the mail server takes. */
    public void send() {
        if (!isSending.compareAndSet(false, true)) {
            return;
        }
        try {
            Instant now = clock.now();
            List<Messages.Due> due = store.read(tx -> Messages.due(tx, now, AT_ONCE))
                    .toCompletableFuture()
                    .join()
                    .ifDone()
                    .orElse(List.of());
            due.forEach(this::send);
        } finally {
            isSending.set(false);
        }
    }

    private void send(Messages.Due due) {
        Optional<Message> message = voicemail
                .find(due.message())
                .toCompletableFuture()
                .join()
                .ifDone()
                .flatMap(m -> m);
        if (message.isPresent()) {
            Outcome outcome = Files.isRegularFile(voicemail.file(message.get()))
                    ? post.send(letter(message.get(), due.address()))
                    : new Outcome.NotNow("its recording is not there");
            note(due, outcome);
        }
    }

    private Post.Letter letter(Message m, String address) {
        String id = m.id() + "-" + Integer.toHexString(address.hashCode());
        return new Post.Letter(
                address, MailText.subject(m), MailText.body(m, zone), voicemail.file(m), m.id() + ".wav", id);
    }

    private void note(Messages.Due due, Outcome outcome) {
        Instant now = clock.now();
        int tries = due.tries() + 1;
        Letter next = switch (outcome) {
            case Outcome.Taken _ -> new Letter(due.address(), Letter.SENT, due.tries(), now, "");
            case Outcome.Refused(String why) -> new Letter(due.address(), Letter.GIVEN_UP, tries, now, why);
            case Outcome.NotNow(String why)
            when tries >= MOST_TRIES -> new Letter(due.address(), Letter.GIVEN_UP, tries, now, why);
            case Outcome.NotNow(String why) ->
                new Letter(due.address(), Letter.WAITING, tries, now.plus(pause(tries)), why);
        };
        switch (next.state()) {
            case Letter.SENT -> LOG.info("message={} e-mail sent", due.message());
            case Letter.GIVEN_UP -> LOG.error("message={} e-mail given up: {}", due.message(), next.trouble());
            default -> LOG.warn("message={} e-mail not sent, try {}: {}", due.message(), tries, next.trouble());
        }
        store.write(tx -> Messages.letter(tx, due, next)).toCompletableFuture().join();
    }

    /** 30 s, a minute, two … up to six hours. */
    static Duration pause(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 16));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
