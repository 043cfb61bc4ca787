package org.helpline.voicemail;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/**
 * What a caller has said, kept.
 *
 * @param id the call's id and a number; also the file's name
 * @param box the queue whose message it is; empty: it stays with its call
 * @param call the id of the call
 * @param at when it was recorded
 * @param bytes of the file
 * @param caller the number as it was sent, empty when withheld
 * @param dialled the number that was called
 * @param variable the script's name for it, empty for none
 * @param language of the call
 * @param answers what the caller has chosen and answered before
 * @param by who changed the state last; empty: nobody
 * @param letters the e-mails that tell of it
 */
public record Message(
        String id,
        Optional<QueueName> box,
        String call,
        Instant at,
        Duration length,
        long bytes,
        Personal caller,
        Personal callerName,
        String dialled,
        String variable,
        String language,
        List<Answer> answers,
        State state,
        String by,
        List<Letter> letters) {

    /** The same in a file of another size. */
    Message sized(long size) {
        return changed(size, letters);
    }

    /** The same with these letters. */
    Message with(List<Letter> sent) {
        return changed(bytes, sent);
    }

    private Message changed(long bytes, List<Letter> letters) {
        return new Message(
                id,
                box,
                call,
                at,
                length,
                bytes,
                caller,
                callerName,
                dialled,
                variable,
                language,
                answers,
                state,
                by,
                letters);
    }

    /** In whole seconds, the nearest, at least one: 1.96 s are "2 s", 75 s "1 min 15 s". */
    public String lengthInWords() {
        long seconds = Math.max(1, length.plusMillis(500).toSeconds());
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }

    /** What a caller has chosen or answered, as the agent would see it. */
    public record Answer(String label, Personal value) {}

    /** What has become of a message. */
    public enum State {
        NEW("new"),
        HEARD("heard"),
        DONE("done");

        private final String word;

        State(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }

        /** The state of this word; empty for any other. */
        public static Optional<State> of(String word) {
            for (State state : values()) {
                if (state.word.equals(word)) {
                    return Optional.of(state);
                }
            }
            return Optional.empty();
        }
    }

    /**
     * An e-mail to one address.
     *
     * @param state {@code waiting}, {@code sent} or {@code given-up}
     * @param tries that have failed
     * @param next when it is tried again, if it waits
     * @param trouble of the last try, empty for none
     */
    public record Letter(String address, String state, int tries, Instant next, String trouble) {

        /** It will be tried, or tried again. */
        public static final String WAITING = "waiting";

        /** The mail server has taken it. */
        public static final String SENT = "sent";

        /** It will not be tried again. */
        public static final String GIVEN_UP = "given-up";
    }
}
