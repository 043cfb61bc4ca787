package org.helpline.ivr.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.ScriptStep;

/**
 * What a script is waiting for.
 *
 * <pre>
 *   Saying ── play ended, key ──▶ next step          Prompting ── play ended, key ──▶ Listening
 *   Listening ── key ──▶ Listening | next step       Listening ── time ──▶ retry
 *   LookingUp ── answer ──▶ next step
 *   Joining ── queued ──▶ Waiting                    Joining ── not queued ──▶ next step
 *   Waiting ── connected ──▶ Talking                 Waiting ── sent on, key ──▶ next step
 *   Calling ── connected ──▶ Talking                 Calling ── not reached ──▶ next step
 *   Prompting ── play ended, key ──▶ Recording       Recording ── recorded ──▶ Prompting (review) | next step
 *   Booking ── call-back taken or not ──▶ next step
 *   Talking ── agent left ──▶ next step              Leaving ── play ended ──▶ Over
 * </pre>
 */
sealed interface Doing {

    /** Running steps; only inside a turn. */
    record Running() implements Doing {}

    /** A prompt plays; {@code barge}: a key cuts it. */
    record Saying(Playing playing, boolean barge) implements Doing {}

    /** A question's prompt plays. */
    record Prompting(Playing playing, Listen listen) implements Doing {}

    /** A key is awaited. */
    record Listening(Listen listen, long timer, String digits) implements Doing {

        @Override
        public String toString() {
            return "Listening[" + listen + "]"; // no digits in logs
        }
    }

    /** The caller is recorded. */
    record Recording(Listen listen, long token) implements Doing {}

    /** The caller hears what was recorded; then the question about it is put again. */
    record Rehearing(Playing playing, Listen listen) implements Doing {}
    /**
     * Somebody else has been asked.
     *
     * @param since when
     * @param answer what came while something was still being said
     */
    record LookingUp(
            ScriptStep.LookUp step, long token, Instant since, Meanwhile meanwhile, Optional<LookUpAnswer> answer)
            implements Doing {

        LookingUp hearing(Meanwhile other) {
            return new LookingUp(step, token, since, other, answer);
        }

        LookingUp answered(LookUpAnswer told) {
            return new LookingUp(step, token, since, meanwhile, Optional.of(told));
        }

        @Override
        public String toString() {
            return "LookingUp[" + step.name() + "]"; // no answer in logs
        }
    }

    /** What the caller hears of a look-up. */
    sealed interface Meanwhile {
        /** Nothing yet. */
        record Silence(long timer) implements Meanwhile {}

        /** The words for it. */
        record Words(Playing playing) implements Meanwhile {}

        /** Music. */
        record Music() implements Meanwhile {}
    }

    /** What somebody of the house wants done by phone has been asked for. */
    record Studio(long token, Wanted wanted) implements Doing {}

    /** What is wanted. */
    sealed interface Wanted {
        /** A PIN to be right. */
        record Pin(Listen listen) implements Wanted {}

        /** A notice to be switched. */
        record Notice(ScriptStep.Switch step, boolean on) implements Wanted {}

        /** A calendar to be declared. */
        record Hours(ScriptStep.Declare step) implements Wanted {}

        /** A recording to be kept as a prompt. */
        record Prompt(ScriptStep.RecordCaller step, String prompt) implements Wanted {}
    }

    /** The queue has been asked; keys pressed meanwhile are kept, but for {@code key}, which led here. */
    record Joining(Stay stay, String key) implements Doing {}

    /** A call-back has been asked for; keys pressed meanwhile are kept. */
    record Booking(long token, ScriptStep.Callback step, int refusals) implements Doing {}

    /** In the queue; {@code announcing} while its announcement plays. */
    record Waiting(Stay stay, OptionalLong timer, Announcing announcing) implements Doing {}

    /** Somebody is rung for the caller; {@code asked} is who, for the story. */
    record Calling(Place at, String asked, Reach reach, Ringing how, long token, Announcing announcing)
            implements Doing {

        /** The same, saying something else or nothing. */
        Calling with(Announcing other) {
            return new Calling(at, asked, reach, how, token, other);
        }
    }

    /** With an agent. */
    record Talking(Stay stay) implements Doing {}

    /** The last words play. */
    record Leaving(Playing playing, String why) implements Doing {}

    /** Nothing more happens. */
    record Over() implements Doing {}

    /** A play under way. */
    record Playing(long token, Instant since) {}

    /** Whether something is said to a waiting caller. */
    sealed interface Announcing {
        /** Music only. */
        record Nothing() implements Announcing {}

        /** Something is said. */
        record Now(Playing playing) implements Announcing {}
    }

    /**
     * A stay in a queue.
     *
     * @param step the step that began it
     * @param tried the queues that sent this caller on by the settings, so that they do not pass one round for ever
     */
    record Stay(ScriptStep.JoinQueue step, QueueName queue, QueueWait hears, List<QueueName> tried) {}
}
