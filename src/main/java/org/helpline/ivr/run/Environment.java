package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.PhoneBook;

/**
 * What a script may know of the world at the moment of an event.
 *
 * @param now the event's instant
 * @param hours a calendar's state now, by name
 * @param zone a calendar's zone, by name; the house's own for an empty name
 * @param noticeOn whether a notice is switched on
 * @param music the music of a queue that names none in the script; empty: silence
 * @param boxFull whether a queue's box takes no more messages
 * @param overflow what the settings say of a caller whom a queue does not serve
 * @param book who can be rung by name or extension
 * @param waits how long a caller of a queue is likely to wait
 * @param maxSteps steps in one call, over all its scripts, after which it is ended politely; 1 or more
 */
public record Environment(
        Instant now,
        Function<String, BusinessHours.State> hours,
        Function<String, ZoneId> zone,
        Predicate<String> noticeOn,
        Function<QueueName, String> music,
        Overflow overflow,
        PhoneBook book,
        Waits waits,
        Predicate<QueueName> boxFull,
        int maxSteps) {

    /** The same in which these can be rung. */
    public Environment with(PhoneBook people) {
        return new Environment(now, hours, zone, noticeOn, music, overflow, people, waits, boxFull, maxSteps);
    }

    /** A world in which nobody can be rung, nobody knows how long anybody waits, and boxes take every message. */
    public Environment(
            Instant now,
            Function<String, BusinessHours.State> hours,
            Function<String, ZoneId> zone,
            Predicate<String> noticeOn,
            Function<QueueName, String> music,
            Overflow overflow,
            int maxSteps) {
        this(now, hours, zone, noticeOn, music, overflow, PhoneBook.EMPTY, Waits.UNKNOWN, _ -> false, maxSteps);
    }

    /** The same, and every calendar is in UTC. */
    public Environment(
            Instant now,
            Function<String, BusinessHours.State> hours,
            Predicate<String> noticeOn,
            Function<QueueName, String> music,
            Overflow overflow,
            int maxSteps) {
        this(now, hours, _ -> ZoneOffset.UTC, noticeOn, music, overflow, maxSteps);
    }

    /** Steps that a call may take unless set otherwise. */
    public static final int MAX_STEPS = 1_000;

    /** The same where this is known of waiting. */
    public Environment expecting(Waits known) {
        return new Environment(now, hours, zone, noticeOn, music, overflow, book, known, boxFull, maxSteps);
    }

    /** The same with boxes of which some may be full. */
    public Environment withBoxes(Predicate<QueueName> full) {
        return new Environment(now, hours, zone, noticeOn, music, overflow, book, waits, full, maxSteps);
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
