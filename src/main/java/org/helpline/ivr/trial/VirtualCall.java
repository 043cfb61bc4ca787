package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.StepIndex;

/** A call in virtual time: what has happened in it, and how its time passes. One thread. */
final class VirtualCall {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<String, Script> scripts;
    private final Instant begin;
    private final Timing timing;
    private final ScriptSimulator simulator;
    private final Hearing hearing;
    private final DeclaredHours declared = new DeclaredHours();
    private final List<Played.Aside> asides = new ArrayList<>();
    private int actBegan;
    private boolean hungUp;
    private Optional<Environment.Wait> expectedWait = Optional.empty();
    private MockedAgents agents;
    private final QueueSide queues;

    VirtualCall(Script script, Circumstances given, Surroundings surroundings) {
        this.scripts = surroundings.scripts();
        this.begin = surroundings.begin(given, script);
        this.timing = surroundings.timing();
        this.agents = given.agents();
        this.queues = new QueueSide(this, surroundings.queues());
        this.hearing = new Hearing(
                timing.lengths(),
                script,
                name -> name.equals(script.name()) ? Optional.of(script) : Optional.ofNullable(scripts.get(name)));
        CallContext context = CallContext.of(new Personal(given.caller()), given.dialled(), given.remembered())
                .keeping(given.kept());
        ScriptSimulator.World world = surroundings.world(given);
        this.simulator = new ScriptSimulator(
                script,
                context,
                new ScriptSimulator.World() {
                    @Override
                    public Environment at(Instant now) {
                        return declared.over(world.at(now)).expecting(new DoorWaits(given.queues(), expectedWait));
                    }

                    @Override
                    public Optional<MockedAnswer> answer(Effect.LookUp asked) {
                        return world.answer(asked);
                    }

                    @Override
                    public void declared(Effect.DeclareHours effect) {
                        declared.declare(effect);
                    }
                },
                begin,
                timing.lengths());
    }

    /** What is known of the waiting; those who wait hear it with the next announcement. */
    void expectWait(TrialAct.ExpectedWait act) {
        expectedWait = act.time();
        aside(act);
    }

    /** What is being said is heard out before; who waits hears no announcement for it. */
    void declare(TrialAct.Becomes act) {
        if (!state().isInQueue() && !state().isTalking() && state().calling().isEmpty()) {
            listen();
        }
        declared.declare(act);
        aside(act);
    }

    private void aside(TrialAct act) {
        asides.add(new Played.Aside(elapsed(), moments().size(), act));
    }

    /** What was done that the script is not told of, in order. */
    List<Played.Aside> asides() {
        return List.copyOf(asides);
    }

    /** Who is there to be rung. */
    MockedAgents agents() {
        return agents;
    }

    /** Somebody comes or goes. */
    void staff(String agent, MockedAgents.Doing doing) {
        agents = agents.with(agent, doing);
    }

    /** What the server's queues make of it. */
    QueueSide queues() {
        return queues;
    }

    // ---- what happens ----

    void tell(ScriptEvent event) {
        simulator.tell(event);
    }

    void press(String keys) {
        simulator.press(keys);
    }

    /** The caller speaks for so long into the recording under way. */
    void speak(Duration speech) {
        aside(new TrialAct.Records(speech));
        simulator.speak(speech);
    }

    void hangUp() {
        simulator.tell(new ScriptEvent.CallerGone());
        hungUp = true;
    }

    // ---- how time passes ----

    /** Lets the time pass until nothing is said any more. */
    void listen() {
        Instant latest = now().plus(LONGEST);
        do {
            simulator.listen();
        } while (handOn() && now().isBefore(latest));
    }

    /** Hears out what this script says, unless the caller has hung up; a call that is handed on stays there. */
    void settle() {
        if (!hungUp) {
            simulator.listen();
        }
    }

    /**
     * Goes on to the end of what is said, or of a recording, or to the next script.
     *
     * @return false if nothing more comes by itself
     */
    boolean listenOn() {
        if (simulator.isBusy()) {
            simulator.listen(); // at most to the end of what is said
            return true;
        }
        return endRecording() || handOn();
    }

    void pass(Duration time) {
        Instant end = now().plus(time);
        passTo(end);
        while (handOn()) {
            passTo(end);
        }
    }

    /** Lets the time pass until then within this script. */
    void passTo(Instant end) {
        Duration left = Duration.between(now(), end);
        simulator.pass(left.isNegative() ? Duration.ZERO : left);
    }

    /** Somebody makes up their mind. */
    void react() {
        pass(timing.reaction());
    }

    /** So long, but no sooner than somebody makes up their mind. */
    Duration reacting(Duration after) {
        return after.compareTo(timing.reaction()) < 0 ? timing.reaction() : after;
    }

    void pauseBetweenKeys() {
        pass(timing.betweenKeys());
    }

    /** Lets the recording end by itself, if there is one. */
    boolean endRecording() {
        Optional<Instant> due = state().isRecording() ? nextDue() : Optional.empty();
        due.ifPresent(this::passTo);
        return due.isPresent();
    }

    /** Goes on with the next script of the call, if it has been handed to one that is known. */
    boolean handOn() {
        Optional<Script> next = last() instanceof Effect.TransferToScript t
                ? Optional.ofNullable(scripts.get(t.script()))
                : Optional.empty();
        next.ifPresent(simulator::goOn);
        return next.isPresent();
    }

    // ---- what has been heard and done ----

    /** What is expected from here on is what happens from here on. */
    void beginAct() {
        forgetHeard();
        actBegan = moments().size();
    }

    /** What has been heard by now is not what the test speaks of next. */
    void forgetHeard() {
        hearing().forgetHeard(now());
    }

    /** What the caller has heard by now, and what is about to be said. */
    Hearing hearing() {
        hearing.read(moments(), begin);
        return hearing;
    }

    /** Whether it was heard at any time, if only in part. */
    boolean everHeard(String sound) {
        return hearing().ever(sound, now());
    }

    /** What has happened since the act began. */
    List<Moment> sinceActBegan() {
        return moments().subList(actBegan, moments().size());
    }

    List<Moment> moments() {
        return simulator.moments();
    }

    /** The effect that came last; any other if the last moment was an event. */
    Effect last() {
        return moments().getLast() instanceof Moment.Did d ? d.effect() : new Effect.StopPlay();
    }

    /** The step that was entered last. */
    Optional<ScriptFact.Entered> lastStep() {
        for (Moment moment : moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /** The question that the caller is asked; empty when there is none. */
    Optional<ScriptStep.Input> question() {
        StepIndex index = new StepIndex(state().script());
        for (Moment moment : moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))
                    && index.step(e).orElse(null) instanceof ScriptStep.Input input) {
                return state().isAsking() && !hungUp ? Optional.of(input) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The look-up that the script waits for, if nobody has said what it answers. */
    Optional<String> unanswered() {
        return simulator.isBusy() || hungUp ? Optional.empty() : state().lookUp();
    }

    /** The recordings that were kept, oldest first. */
    List<Effect.KeepRecording> kept() {
        return simulator.kept();
    }

    // ---- where it stands ----

    State state() {
        return simulator.state();
    }

    boolean hasHungUp() {
        return hungUp;
    }

    boolean isSpeaking() {
        return simulator.isSpeaking();
    }

    /** When something next comes by itself. */
    Optional<Instant> nextDue() {
        return simulator.nextDue();
    }

    Instant now() {
        return simulator.now();
    }

    /** Since the call began. */
    Duration elapsed() {
        return Duration.between(begin, now());
    }
}
