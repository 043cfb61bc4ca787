package org.helpline.ivr.run;

import org.helpline.core.Digit;
import org.helpline.core.QueueName;

/** What happens to a running script. */
public sealed interface ScriptEvent {

    /** The prompts of {@link Effect.Play} with this token ended by themselves (never told after {@link Effect.StopPlay}). */
    record PlayEnded(long token) implements ScriptEvent {}

    /** The timer of {@link Effect.StartTimer} with this token fired; a stale token is ignored. */
    record TimerFired(long token) implements ScriptEvent {}

    /** The caller pressed a key. */
    record KeyPressed(Digit digit) implements ScriptEvent {}

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

    /** The conversation ended and the caller is still there. */
    record AgentLeft() implements ScriptEvent {}

    /** The agent sent the caller to a queue: waits there as the script says for that queue. */
    record SentToQueue(QueueName queue) implements ScriptEvent {}
}
