package org.helpline.ivr.run;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import java.util.function.Predicate;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;

/**
 * What a script may know of the world at the moment of an event.
 *
 * @param now the event's instant
 * @param hours a calendar's state now, by name
 * @param zone a calendar's zone, by name; the house's own for an empty name
 * @param noticeOn whether a notice is switched on
 * @param music the music of a queue that names none in the script; empty: silence
 * @param overflow what the settings say of a caller whom a queue does not serve
 * @param maxSteps steps in one call, over all its scripts, after which it is ended politely; 1 or more
 */
public record Environment(
        Instant now,
        Function<String, BusinessHours.State> hours,
        Function<String, ZoneId> zone,
        Predicate<String> noticeOn,
        Function<QueueName, String> music,
        Overflow overflow,
        int maxSteps) {

    /** Steps that a call may take unless set otherwise. */
    public static final int MAX_STEPS = 1_000;

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
