package org.helpline.ivr.run;

import java.time.Duration;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Missed;

/** What happens to a running script. */
public sealed interface ScriptEvent {

    /** The prompts of {@link Effect.Play} with this token ended by themselves (never told after {@link Effect.StopPlay}). */
    record PlayEnded(long token) implements ScriptEvent {}

    /** The timer of {@link Effect.StartTimer} with this token fired; a stale token is ignored. */
    record TimerFired(long token) implements ScriptEvent {}

    /** The caller pressed a key. */
    record KeyPressed(Digit digit) implements ScriptEvent {}

    /**
     * The recording of {@link Effect.RecordCaller} with this token has ended.
     *
     * @param length of the recording; {@code spoken} of it up to the end of the last speech, zero if nobody spoke
     * @param failure why nothing could be recorded; empty: all is well
     */
    record Recorded(long token, Duration length, Duration spoken, String failure) implements ScriptEvent {}

    /** The answer to {@link Effect.CheckPin}, {@link Effect.SwitchNotice} or {@link Effect.KeepPrompt} with this token. */
    record StudioAnswered(long token, StudioAnswer answer) implements ScriptEvent {}

    /** What became of it. */
    enum StudioAnswer {
        /** The PIN was right; it was switched, it was kept. */
        DONE,
        /** The PIN was wrong; it could not be done. */
        REFUSED,
        /** Too many wrong PINs were given: for a while none is taken. */
        LOCKED
    }

    /** The caller hung up: what was recorded is kept, and nothing else happens. */
    record CallerGone() implements ScriptEvent {}
    /** The answer to {@link Effect.LookUp} with this token. */
    record LookedUp(long token, LookUpAnswer answer) implements ScriptEvent {}

    /** The queue took the caller. */
    record Queued(int position) implements ScriptEvent {}

    /** The queue did not take the caller: {@code full}, {@code closed}, {@code nobody serving}. */
    record NotQueued(String why) implements ScriptEvent {}

    /** The caller's position changed. */
    record PositionChanged(int position) implements ScriptEvent {}

    /** The queue gave the caller up: {@code max wait}, {@code closed}, {@code nobody serving}. */
    record SentOn(String why) implements ScriptEvent {}

    /** An agent and the caller talk; keys are theirs now. */
    record Connected() implements ScriptEvent {}

    /** Nobody took the call of {@link Effect.CallOut} with this token. */
    record NotReached(long token, Missed.Why why) implements ScriptEvent {}

    /** The conversation ended and the caller is still there. */
    record AgentLeft() implements ScriptEvent {}

    /** What became of {@link Effect.RequestCallback} with this token; a stale one is ignored. */
    record CallbackAnswered(long token, CallbackAnswer answer) implements ScriptEvent {}

    /** What came of a request to be called back. */
    enum CallbackAnswer {
        /** It is promised. */
        TAKEN,
        /** One was promised before to this number, and stands. */
        THERE,
        /** This number must not be called. */
        NUMBER_REFUSED,
        /** There can be none: too many wait already, or nothing is set up. */
        FAILED
    }

    /** The agent sent the caller to a queue: waits there as the script says for that queue. */
    record SentToQueue(QueueName queue) implements ScriptEvent {}
}
