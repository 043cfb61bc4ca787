package org.helpline.ivr.trial;

import java.util.Optional;
import org.helpline.core.QueueName;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.State;

/** Where a call stands, or how it has ended. */
record Standing(VirtualCall call) {

    /** What the call is at, in words. */
    String situation() {
        if (call.hasHungUp()) {
            return "the caller has hung up";
        }
        return switch (call.last()) {
            case Effect.HangUp h -> "the script has hung up (" + h.why() + ")";
            case Effect.TransferToScript t -> "the call is handed to the script " + t.script();
            default -> underWay(call.state());
        };
    }

    private String underWay(State state) {
        if (state.lookUp().isPresent()) {
            return "the script waits for the look-up " + state.lookUp().get();
        }
        String queue = state.queue().map(QueueName::value).orElse("");
        if (state.calling().isPresent()) {
            return state.calling().get().who() + " is rung";
        }
        if (state.isTalking() && queue.isEmpty()) {
            return "somebody and the caller talk";
        }
        if (state.isTalking()) {
            return "an agent of " + queue + " and the caller talk";
        }
        if (state.isInQueue()) {
            return "the caller waits in " + queue;
        }
        if (state.isRecording()) {
            return "the caller is recorded";
        }
        if (state.booking().isPresent()) {
            return "the script asks for a call-back to " + state.booking().get();
        }
        return call.isSpeaking() ? "something is being said" : "the script waits for a key";
    }

    /** How the call has ended, or what it would end as now. */
    Expected.Ending ending() {
        boolean over = call.hasHungUp() || call.last() instanceof Effect.HangUp;
        if (isServed() && (over || call.state().isTalking())) {
            return new Expected.Ending.Served();
        }
        if (isPromised() && over) {
            return new Expected.Ending.CalledBack();
        }
        if (call.hasHungUp()) {
            return new Expected.Ending.Abandoned();
        }
        return switch (call.last()) {
            case Effect.HangUp _ -> new Expected.Ending.HungUp();
            case Effect.TransferToScript t -> new Expected.Ending.HandedTo(t.script());
            default -> goingOn(call.state());
        };
    }

    private static Expected.Ending goingOn(State state) {
        if (state.calling().isPresent()) {
            return new Expected.Ending.Ringing();
        }
        Optional<String> queue = state.queue().map(QueueName::value);
        return state.isInQueue() ? new Expected.Ending.Waiting(queue) : new Expected.Ending.Asking();
    }

    /** Whether an agent has answered since the caller was last sent to a queue. */
    private boolean isServed() {
        boolean served = false;
        for (Moment moment : call.moments()) {
            if (moment instanceof Moment.Told(var _, ScriptEvent.Connected _)) {
                served = true;
            } else if (moment instanceof Moment.Did(var _, Effect.Enqueue _)
                    || moment instanceof Moment.Did(var _, Effect.CallOut _)) {
                served = false;
            }
        }
        return served;
    }

    private boolean isPromised() {
        return call.moments().stream()
                .anyMatch(m -> m instanceof Moment.Told(var _, ScriptEvent.CallbackAnswered e)
                        && (e.answer() == ScriptEvent.CallbackAnswer.TAKEN
                                || e.answer() == ScriptEvent.CallbackAnswer.THERE));
    }
}
