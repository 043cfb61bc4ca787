package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;

/** What the hallway asks of those who keep what callers have said; app joins them. Any thread; nothing here blocks. */
public interface MessageBoxes {

    /** Nobody keeps anything: every box is full. */
    MessageBoxes NONE = new MessageBoxes() {
        @Override
        public boolean isFull(QueueName queue) {
            return true;
        }

        @Override
        public Path draft(InteractionId call, long number) {
            return Path.of("/dev/null/nothing.wav");
        }

        @Override
        public void begin(Said soFar, Duration least) {}

        @Override
        public void reject(Path draft) {}

        @Override
        public void keep(Said said) {}

        @Override
        public void discard(Path draft) {}
    };

    /** Whether the queue's box takes no more messages. */
    boolean isFull(QueueName queue);

    /** Where a call's recording of this number is written while the caller speaks. */
    Path draft(InteractionId call, long number);

    /**
     * A recording begins that would be kept if the caller hung up: a server that is killed meanwhile keeps it at its next start. It ends by
     * {@link #keep}, {@link #discard} or {@link #reject}.
     *
     * @param soFar without a length
     * @param least what is shorter, up to the end of the last speech, is nothing
     */
    void begin(Said soFar, Duration least);

    /** A recording that has begun is not wanted any more; its file goes when the call is over. */
    void reject(Path draft);

    /** Takes over a recording that is to be kept. */
    void keep(Said said);

    /** Forgets a recording. */
    void discard(Path draft);

    /**
     * What a caller has said.
     *
     * @param at when it was recorded
     * @param variable the script's name for it, empty for none
     * @param box whose message it is; empty: it stays with the call
     * @param choices what the caller has chosen and answered
     */
    record Said(
            InteractionId call,
            Path draft,
            Duration length,
            Instant at,
            Personal caller,
            Personal callerName,
            String dialled,
            String variable,
            Optional<QueueName> box,
            String language,
            List<ScreenPop.Choice> choices) {}
}
