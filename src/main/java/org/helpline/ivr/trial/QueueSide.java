package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;

/**
 * What the server's queues make of a call: they open when the test first asks for them, and hear then and from then on what has happened
 * in the call, each at its time. One thread.
 */
final class QueueSide {

    private final VirtualCall call;
    private final Optional<TrialQueues.Opening> opening;
    private Optional<TrialQueues> queues = Optional.empty();
    private Duration told = Duration.ZERO;
    private int read;

    QueueSide(VirtualCall call, Optional<TrialQueues.Opening> opening) {
        this.call = call;
        this.opening = opening;
    }

    /** The queues as they are now; empty where no server's are known. */
    Optional<TrialQueues> now() {
        if (queues.isEmpty()) {
            queues = opening.map(o -> o.open(call.agents()));
        }
        queues.ifPresent(this::catchUp);
        return queues;
    }

    /** The same, if the test has asked for them before. */
    Optional<TrialQueues> ifAsked() {
        return queues.isPresent() ? now() : queues;
    }

    private void catchUp(TrialQueues open) {
        List<Moment> moments = call.moments();
        for (Moment moment : moments.subList(read, moments.size())) {
            pass(open, moment.after());
            switch (moment) {
                case Moment.Did(var _, Effect effect) -> did(open, effect);
                case Moment.Told(var _, ScriptEvent event) -> told(open, event);
            }
        }
        read = moments.size();
        pass(open, call.elapsed());
    }

    private void pass(TrialQueues open, Duration until) {
        if (until.compareTo(told) > 0) {
            open.pass(until.minus(told));
            told = until;
        }
    }

    private static void did(TrialQueues open, Effect effect) {
        switch (effect) {
            case Effect.Enqueue wanted -> open.join(wanted);
            case Effect.HoldPlace _ -> open.hold();
            case Effect.LeaveQueue _, Effect.HangUp _ -> open.leave();
            default -> {} // nothing that queues hear of
        }
    }

    private static void told(TrialQueues open, ScriptEvent event) {
        switch (event) {
            case ScriptEvent.Connected _ -> open.connect();
            case ScriptEvent.AgentLeft _, ScriptEvent.SentToQueue _ -> open.release();
            case ScriptEvent.CallerGone _, ScriptEvent.SentOn _, ScriptEvent.NotQueued _ -> open.leave();
            case ScriptEvent.CallbackAnswered e when e.answer() == ScriptEvent.CallbackAnswer.TAKEN -> open.leave();
            default -> {} // nothing that queues hear of
        }
    }
}
