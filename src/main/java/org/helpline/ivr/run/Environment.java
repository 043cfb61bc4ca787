package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;

/**
 * What a script may know of the world at the moment of an event.
 *
 * @param now the event's instant
 * @param hours a calendar's state now, by name
 * @param noticeOn whether a notice is switched on
 * @param music the music of a queue that names none in the script; empty: silence
 * @param boxFull whether a queue's box takes no more messages
 * @param overflow what the settings say of a caller whom a queue does not serve
 * @param waits how long a caller of a queue is likely to wait
 * @param maxSteps steps in one call, over all its scripts, after which it is ended politely; 1 or more
 */
public record Environment(
        Instant now,
        Function<String, BusinessHours.State> hours,
        Predicate<String> noticeOn,
        Function<QueueName, String> music,
        Overflow overflow,
        Waits waits,
        Predicate<QueueName> boxFull,
        int maxSteps) {

    /** A world in which nobody knows how long anybody waits, and whose boxes take every message. */
    public Environment(
            Instant now,
            Function<String, BusinessHours.State> hours,
            Predicate<String> noticeOn,
            Function<QueueName, String> music,
            Overflow overflow,
            int maxSteps) {
        this(now, hours, noticeOn, music, overflow, Waits.UNKNOWN, _ -> false, maxSteps);
    }

    /** Steps that a call may take unless set otherwise. */
    public static final int MAX_STEPS = 1_000;

    /** The same where this is known of waiting. */
    public Environment expecting(Waits known) {
        return new Environment(now, hours, noticeOn, music, overflow, known, boxFull, maxSteps);
    }

    /** The same with boxes of which some may be full. */
    public Environment withBoxes(Predicate<QueueName> full) {
        return new Environment(now, hours, noticeOn, music, overflow, waits, full, maxSteps);
    }

    /** What is known of waiting. */
    @FunctionalInterface
    public interface Waits {

        /** Nothing. */
        Waits UNKNOWN = (_, _) -> Optional.empty();

        /**
         * How long the caller at this position is likely to wait yet, rounded as it is told.
         *
         * @param position from 1; 0 stands for a caller who would join now
         * @return empty while it cannot be known
         */
        Optional<Duration> expected(QueueName queue, int position);
    }

    /** The settings' answer. */
    @FunctionalInterface
    public interface Overflow {

        /**
         * Where the caller goes.
         *
         * @param why the words of {@link ScriptEvent.NotQueued} and {@link ScriptEvent.SentOn}
         */
        Target of(QueueName queue, String why);
    }
}
