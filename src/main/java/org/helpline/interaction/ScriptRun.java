package org.helpline.interaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.call.CallerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Interpreter;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.Step;

/** A script at work on a call: feeds the interpreter and carries out its effects, in order. Confined to the call's loop. */
final class ScriptRun {

    private final House house;
    private final Script script;
    private final LiveCall call;
    private final CallerLeg caller;
    private final Map<Long, Timers.Timer> timers = new HashMap<>();
    private State state;
    private long playing;
    private boolean stopped;
    private Optional<AgentId> only = Optional.empty();

    private ScriptRun(House house, Script script, LiveCall call, CallerLeg caller, State state) {
        this.house = house;
        this.script = script;
        this.call = call;
        this.caller = caller;
        this.state = state;
    }

    /**
     * Starts a script that is loaded now; later versions of it do not touch this run.
     *
     * @param into told of the run before its first effect, since that may already end the call
     */
    static void start(
            House house,
            Script script,
            LiveCall call,
            CallerLeg caller,
            CallContext context,
            Consumer<ScriptRun> into) {
        Step first = Interpreter.start(script, context, house.environment());
        ScriptRun run = new ScriptRun(house, script, call, caller, first.state());
        into.accept(run);
        run.carryOut(first.effects());
    }

    /** What the next script of the call begins with. */
    CallContext handedOn() {
        return state.handedOn();
    }

    String language() {
        return state.language();
    }

    void on(ScriptEvent event) {
        if (!stopped && !state.isOver()) {
            take(Interpreter.on(state, event, house.environment()));
        }
    }

    /** Waits in a queue that an agent has transferred the caller to. */
    void waitIn(QueueName queue, Optional<AgentId> colleague) {
        if (!stopped) {
            only = colleague;
            on(new ScriptEvent.SentToQueue(queue));
        }
    }

    /** No event means anything to this run any more. */
    void stop() {
        stopped = true;
        timers.values().forEach(Timers.Timer::cancel);
        timers.clear();
    }

    /** What the caller's leg says of its playing. */
    void playEnded(LegEvent.PlayEnded e) {
        if (e.playId() == playing && e.complete()) {
            playing = 0;
            on(new ScriptEvent.PlayEnded(e.playId()));
        }
    }

    private void take(Step step) {
        state = step.state();
        carryOut(step.effects());
    }

    private void carryOut(List<Effect> effects) {
        for (Effect effect : effects) {
            if (stopped) {
                return;
            }
            carryOut(effect);
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Play e -> play(e);
            case Effect.StopPlay ignored -> {
                playing = 0;
                caller.stopPlay();
            }
            case Effect.StartTimer e ->
                timers.put(e.token(), caller.loop().timers().after(e.after(), () -> fired(e.token())));
            case Effect.CancelTimer e -> {
                Timers.Timer timer = timers.remove(e.token());
                if (timer != null) {
                    timer.cancel();
                }
            }
            case Effect.StartMusic e -> house.prompts().music(e.name()).ifPresent(caller::startMusic);
            case Effect.StopMusic ignored -> caller.stopMusic();
            case Effect.Enqueue e -> {
                call.enqueue(e.queue(), e.priority(), e.choices(), only);
                only = Optional.empty();
            }
            case Effect.LeaveQueue ignored -> call.leaveQueue();
            case Effect.SetLanguage e -> {
                if (e.remember()) {
                    call.rememberLanguage(e.language());
                }
            }
            case Effect.Publish e -> call.tell(e.fact());
            case Effect.TransferToScript e -> call.goToScript(e.script());
            case Effect.HangUp e -> call.hangUp(e.why());
        }
    }

    private void fired(long token) {
        timers.remove(token);
        on(new ScriptEvent.TimerFired(token));
    }

    private void play(Effect.Play play) {
        playing = play.token();
        house.prompts().find(script, play.utterances(), caller.loop(), found -> {
            if (stopped || playing != play.token()) {
                return;
            }
            found.missing().forEach(call::note);
            if (found.audio().isEmpty()) {
                playing = 0;
                on(new ScriptEvent.PlayEnded(play.token())); // silence must not hang the call
            } else {
                caller.play(play.token(), found.audio());
            }
        });
    }

}
