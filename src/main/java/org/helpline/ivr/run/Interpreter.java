package org.helpline.ivr.run;

import java.util.Optional;
import org.helpline.core.QueueName;

/**
 * Runs scripts: a pure function of (state, event) to (state, effects). Any thread, one event of a call at a time.
 *
 * <p>What it relies on: every {@link Effect.Play} that is not stopped or replaced is answered by
 * {@link ScriptEvent.PlayEnded}, at once if nothing can be played; after {@link Effect.LeaveQueue} no event of that queue is
 * told. An event that does not fit the state (a stale timer, a late end) changes nothing.
 */
public final class Interpreter {

    private Interpreter() {}

    /** Begins a script. */
    public static Step start(org.helpline.ivr.model.Script script, CallContext context, Environment environment) {
        Turn turn = Turn.begin(script, context, environment);
        turn.run();
        return turn.step();
    }

    /** Begins a script with a caller who is in a queue already: a call-back. The queue, or the agent, is heard of next. */
    public static Step startIn(
            org.helpline.ivr.model.Script script, CallContext context, QueueName queue, Environment environment) {
        Turn turn = Turn.begin(script, context, environment);
        Queueing.startIn(turn, queue);
        return turn.step();
    }

    /** Goes on with one event. */
    public static Step on(State state, ScriptEvent event, Environment environment) {
        Turn turn = Turn.of(state, environment);
        switch (event) {
            case ScriptEvent.PlayEnded e -> playEnded(turn, e.token());
            case ScriptEvent.TimerFired e -> timerFired(turn, e.token());
            case ScriptEvent.KeyPressed e -> turn.keyPressed(e.digit().symbol());
            case ScriptEvent.Recorded e -> Recordings.recorded(turn, e);
            case ScriptEvent.StudioAnswered e -> Studio.answered(turn, e);
            case ScriptEvent.CallerGone _ -> Recordings.callerGone(turn);
            case ScriptEvent.LookedUp e -> Enquiring.answered(turn, e.token(), e.answer());
            case ScriptEvent.Queued e -> Queueing.queued(turn, e.position());
            case ScriptEvent.NotQueued e -> Queueing.notQueued(turn, e.why());
            case ScriptEvent.PositionChanged e -> Queueing.positionChanged(turn, e.position());
            case ScriptEvent.SentOn e -> Queueing.sentOn(turn, e.why());
            case ScriptEvent.Connected _ -> Queueing.connected(turn);
            case ScriptEvent.NotReached e -> Transfers.notReached(turn, e.token(), e.why());
            case ScriptEvent.AgentLeft _ -> Queueing.agentLeft(turn);
            case ScriptEvent.CallbackAnswered e -> CallingBack.answered(turn, e);
            case ScriptEvent.SentToQueue e -> Queueing.sentToQueue(turn, e.queue());
        }
        turn.run();
        return turn.step();
    }

    private static void playEnded(Turn turn, long token) {
        Optional<Doing.Playing> playing = turn.playing();
        if (playing.isEmpty() || playing.get().token() != token) {
            return; // stopped or replaced meanwhile
        }
        turn.heard(playing.get(), true);
        switch (turn.doing) {
            case Doing.Saying _ -> turn.doing = new Doing.Running();
            case Doing.Prompting p -> Questions.listen(turn, p.listen());
            case Doing.Waiting w -> turn.doing = new Doing.Waiting(w.stay(), w.timer(), new Doing.Announcing.Nothing());
            case Doing.Calling c -> turn.doing = c.with(new Doing.Announcing.Nothing());
            case Doing.LookingUp l -> Enquiring.playEnded(turn, l);
            case Doing.Leaving l -> turn.hangUp(l.why());
            case Doing.Rehearing r -> Questions.put(turn, r.listen());
            case Doing.Recording _, Doing.Studio _ -> {}
            case Doing.Running _, Doing.Listening _, Doing.Joining _, Doing.Talking _, Doing.Over _ -> {}
            case Doing.Booking _ -> {}
        }
    }

    private static void timerFired(Turn turn, long token) {
        switch (turn.doing) {
            case Doing.Listening l when l.timer() == token -> Questions.timeOut(turn, l);
            case Doing.Waiting w when w.timer().orElse(0) == token -> Queueing.announceAgain(turn, w);
            case Doing.Recording _, Doing.Rehearing _, Doing.Studio _ -> {}
            case Doing.LookingUp l
            when l.meanwhile() instanceof Doing.Meanwhile.Silence s && s.timer() == token -> Enquiring.timeOut(turn, l);
            case Doing.Listening _,
                    Doing.Waiting _,
                    Doing.LookingUp _ -> {} // a timer of a question that has been answered
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Joining _, Doing.Calling _ -> {}
            case Doing.Talking _, Doing.Leaving _, Doing.Over _, Doing.Booking _ -> {}
        }
    }
}
