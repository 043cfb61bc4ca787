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
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;

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
 * @param foresight decides forks before they are worked out; calls have none
 * @param chance draws for calls that are split
 * @param scripts those that may be run as sub-scripts, by name
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
        Foresight foresight,
        Chance chance,
        Function<String, Optional<Script>> scripts,
        int maxSteps) {

    /** Draws lots. */
    @FunctionalInterface
    public interface Chance {
        /** A number from 0 to 99, each as likely as any other. */
        int percent(ScriptStep.Split step);

        /**
         * The same for a caller who shall get the same side each time.
         *
         * @param byCaller the number that this caller always draws
         */
        default int percent(ScriptStep.Split step, int byCaller) {
            return byCaller;
        }
    }

    /** The same with another chance. */
    public Environment with(Chance lots) {
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, book, waits, boxFull, foresight, lots, scripts, maxSteps);
    }

    /** The same with scripts that may be run. */
    public Environment withScripts(Function<String, Optional<Script>> known) {
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, book, waits, boxFull, foresight, chance, known, maxSteps);
    }

    /** The same in which these can be rung. */
    public Environment with(PhoneBook people) {
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, people, waits, boxFull, foresight, chance, scripts,
                maxSteps);
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
        this(
                now,
                hours,
                zone,
                noticeOn,
                music,
                overflow,
                PhoneBook.EMPTY,
                Waits.UNKNOWN,
                _ -> false,
                Foresight.NONE,
                _ -> 0,
                _ -> Optional.empty(),
                maxSteps);
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
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, book, known, boxFull, foresight, chance, scripts,
                maxSteps);
    }

    /** The same in which calendars say this. */
    public Environment withHours(Function<String, BusinessHours.State> calendars) {
        return new Environment(
                now, calendars, zone, noticeOn, music, overflow, book, waits, boxFull, foresight, chance, scripts,
                maxSteps);
    }

    /** The same with boxes of which some may be full. */
    public Environment withBoxes(Predicate<QueueName> full) {
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, book, waits, full, foresight, chance, scripts, maxSteps);
    }

    /** The same in which forks may be decided beforehand. */
    public Environment foreseeing(Foresight seer) {
        return new Environment(
                now, hours, zone, noticeOn, music, overflow, book, waits, boxFull, seer, chance, scripts, maxSteps);
    }

    /** Decides a fork that cannot be worked out beforehand, for who explores all calls. */
    @FunctionalInterface
    public interface Foresight {

        /** Every fork is worked out. */
        Foresight NONE = _ -> Optional.empty();

        /** Whether the condition holds; empty: it is to be worked out. */
        Optional<Boolean> of(ScriptStep.When fork);
    }

    /** From so long to so long; {@code least} may be zero. */
    public record Wait(Duration least, Duration most) {}

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
        Optional<Wait> expected(QueueName queue, int position);

        /** What a script asks of a queue that the caller has not joined; empty while it cannot be known. */
        default Optional<Value> figure(QueueName queue, QueueFigure figure) {
            return Optional.empty();
        }
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
