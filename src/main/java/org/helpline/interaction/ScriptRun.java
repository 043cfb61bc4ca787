package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.helpline.call.CallerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.FewMap;
import org.helpline.core.QueueName;
import org.helpline.core.Timers;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Interpreter;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.Step;

/** A script at work on a call: feeds the interpreter and carries out its effects, in order. Confined to the call's loop. */
final class ScriptRun {

    /** What a phone may still have to play when the last packet has been sent. */
    static final Duration TAIL = Duration.ofMillis(300);

    private static final long TAIL_TOKEN = -1; // the script's own tokens count from 1

    private final House house;
    private final LiveCall call;
    private final CallerLeg caller;
    private final Map<Long, Timers.Timer> timers = new FewMap<>();
    private final Map<Long, LookUps.Asking> asked = new FewMap<>();
    private State state;
    private long playing;
    private long playId;
    private long heardLastNanos;
    private boolean hasHeard;
    private boolean stopped;
    private Optional<AgentId> only = Optional.empty();

    private ScriptRun(House house, LiveCall call, CallerLeg caller, State state) {
        this.house = house;
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
        ScriptRun run = new ScriptRun(house, call, caller, first.state());
        into.accept(run);
        run.carryOut(first.effects());
    }

    /** Starts a script with a caller who is in a queue already, or talks with an agent of it. */
    static void startIn(
            House house,
            Script script,
            LiveCall call,
            CallerLeg caller,
            CallContext context,
            QueueName queue,
            Consumer<ScriptRun> into) {
        Step first = Interpreter.startIn(script, context, queue, house.environment());
        ScriptRun run = new ScriptRun(house, call, caller, first.state());
        into.accept(run);
        run.carryOut(first.effects());
    }

    /** What the next script of the call begins with. */
    CallContext handedOn() {
        return state.handedOn();
    }

    /** Whether the script has more for the caller than goodbye. */
    boolean hasMoreToSay() {
        return !stopped && !state.isLeaving();
    }

    String language() {
        return state.language();
    }

    void on(ScriptEvent event) {
        if (!stopped && !state.isOver()) {
            take(Interpreter.on(state, event, house.environment()));
        }
    }

    /** Waits in a queue that an agent has transferred the caller to; for {@code colleague} alone if there is one. */
    void waitIn(QueueName queue, Optional<AgentId> colleague) {
        only = colleague;
        on(new ScriptEvent.SentToQueue(queue));
        only = Optional.empty();
    }

    /** Whether what the caller keys must not be told. */
    boolean isSecret() {
        return state.hasSecrets();
    }

    /** No event means anything to this run any more. */
    void stop() {
        stopped = true;
        timers.values().forEach(Timers.Timer::cancel);
        timers.clear();
        asked.values().forEach(LookUps.Asking::cancel);
        asked.clear();
    }

    /** What the caller's leg says of its playing. */
    void playEnded(LegEvent.PlayEnded e) {
        if (playing != 0 && e.playId() == playId && e.complete()) {
            hasHeard = true;
            heardLastNanos = house.clock().nanos();
            playEnded(playing);
        }
    }

    private void playEnded(long token) {
        playing = 0;
        on(new ScriptEvent.PlayEnded(token));
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
            case Effect.StopPlay _ -> {
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
            case Effect.RecordCaller e -> call.recordings().begin(this, e);
            case Effect.StopRecord e -> call.recordings().stop(this, e);
            case Effect.PlayRecording e -> rehear(e);
            case Effect.KeepRecording e -> call.recordings().keep(this, e);
            case Effect.CheckPin e ->
                studio(
                        e.token(),
                        house.studio()
                                .check(e.name(), e.keyed(), caller.arrival().from(), call.id()));
            case Effect.SwitchNotice e -> studio(e.token(), house.studio().notice(e.notice(), e.on(), call.id()));
            case Effect.DeclareHours e ->
                studio(e.token(), house.studio().hours(e.calendar(), e.to(), e.until(), call.id()));
            case Effect.KeepPrompt e -> keepPrompt(e);
            case Effect.StartMusic e -> call.music().start(e.name());
            case Effect.StopMusic _ -> call.music().stop();
            case Effect.Enqueue e -> {
                call.taping().wanted(e.recorded());
                call.queue().join(e, only);
            }
            case Effect.CallOut e -> callOut(e);
            case Effect.LeaveQueue _ -> call.leaveQueue();
            case Effect.HoldPlace _ -> call.holdPlace();
            case Effect.RequestCallback e ->
                call.callback().ask(e, state.script().name(), state.language());
            case Effect.LookUp e -> lookUp(e);
            case Effect.Keep e -> call.scripts().keep(e.name(), e.value());
            case Effect.SetLanguage e -> {
                if (e.remember()) {
                    call.scripts().rememberLanguage(e.language());
                }
            }
            case Effect.Publish e -> call.tell(e.fact());
            case Effect.TransferToScript e -> call.scripts().start(e.script());
            case Effect.HangUp e -> hangUp(e.why());
        }
    }

    private void callOut(Effect.CallOut e) {
        switch (e.reach()) {
            case PhoneBook.Reach.Agent a -> call.queue().direct(a.agent(), e.ring(), e.choices(), e.token());
            case PhoneBook.Reach.Phone p ->
                call.agent().ringPhone(p.extension(), e.ring(), e.forGood(), why -> call.notReached(e.token(), why));
            case PhoneBook.Reach.Outside o -> call.ringNumber(o.number(), e.ring(), e.forGood(), e.token());
            case PhoneBook.Reach.Queue _, PhoneBook.Reach.Script _ ->
                throw new IllegalStateException("the interpreter leads there itself: " + e);
        }
    }

    private void lookUp(Effect.LookUp e) {
        asked.put(e.token(), house.lookUps().ask(e.name(), e.parameters(), caller.loop(), answer -> {
            asked.remove(e.token());
            if (answer instanceof LookUpAnswer.Failed failed) {
                call.note("look-up " + e.name() + " failed: " + failed.why());
            }
            on(new ScriptEvent.LookedUp(e.token(), answer));
        }));
    }

    private void fired(long token) {
        timers.remove(token);
        on(new ScriptEvent.TimerFired(token));
    }

    /** The caller's phone still has the end of the last words in its jitter buffer; BYE would cut them off. */
    private void hangUp(String why) {
        Duration sinceHeard = Duration.ofNanos(house.clock().nanos() - heardLastNanos);
        if (hasHeard && sinceHeard.compareTo(TAIL) < 0) {
            timers.put(TAIL_TOKEN, caller.loop().timers().after(TAIL.minus(sinceHeard), () -> call.hangUp(why)));
        } else {
            call.hangUp(why);
        }
    }

    private void keepPrompt(Effect.KeepPrompt effect) {
        Optional<Path> file = call.recordings().file(this, effect.recording());
        studio(
                effect.token(),
                file.map(f -> house.studio().prompt(effect.script(), effect.language(), effect.prompt(), f, call.id()))
                        .orElseGet(() -> CompletableFuture.completedFuture(ScriptEvent.StudioAnswer.REFUSED)));
    }

    private void studio(long token, CompletionStage<ScriptEvent.StudioAnswer> answer) {
        answer.thenAccept(a -> caller.loop().tell(() -> on(new ScriptEvent.StudioAnswered(token, a))));
    }

    private void rehear(Effect.PlayRecording effect) {
        long mine = call.scripts().newPlayId();
        playId = mine;
        playing = effect.token();
        Optional<Path> file = call.recordings().file(this, effect.recording());
        if (file.isEmpty()) {
            playEnded(effect.token());
            return;
        }
        house.prompts().once(file.get(), caller.loop(), sound -> {
            if (stopped || playing == 0 || playId != mine) {
                return; // stopped or replaced while it was loaded
            }
            if (sound.isEmpty()) {
                playEnded(effect.token());
            } else {
                caller.play(mine, List.of(sound.get()));
            }
        });
    }

    private void play(Effect.Play play) {
        long mine = call.scripts().newPlayId();
        playId = mine;
        playing = play.token();
        house.prompts().find(state.script(), play.utterances(), caller.loop(), found -> {
            if (stopped || playing == 0 || playId != mine) {
                return; // stopped or replaced while it was loaded
            }
            found.missing().forEach(call::note);
            if (found.audio().isEmpty()) {
                playEnded(play.token()); // silence must not hang the call
            } else {
                caller.play(mine, found.audio());
            }
        });
    }
}
