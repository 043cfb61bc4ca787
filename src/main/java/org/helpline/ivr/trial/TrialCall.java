package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.StepIndex;
import org.helpline.ivr.run.Transcript;

/**
 * A call under way in virtual time, to which acts are done one after another. One thread.
 *
 * <p>An act that expects something lets the time pass as long as something is said, never longer: silence must be written.
 */
final class TrialCall {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Surroundings surroundings;
    private final Instant begin;
    private final ScriptSimulator simulator;
    private final Timing timing;
    private final Hearing hearing;
    private int actBegan;
    private boolean hungUp;
    private Optional<Duration> expectedWait = Optional.empty();

    TrialCall(Script script, Circumstances given, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.begin = surroundings.begin(given, script);
        CallContext context = CallContext.of(new Personal(given.caller()), given.dialled(), given.remembered())
                .keeping(given.kept());
        this.timing = surroundings.timing();
        this.hearing = new Hearing(
                timing.lengths(),
                script,
                name -> name.equals(script.name())
                        ? Optional.of(script)
                        : Optional.ofNullable(surroundings.scripts().get(name)));
        ScriptSimulator.World world = surroundings.world(given);
        this.simulator = new ScriptSimulator(
                script,
                context,
                world.seeing(e -> e.expecting(new DoorWaits(given.queues(), expectedWait))),
                begin,
                timing.lengths());
    }

    /** What is known of the waiting; those who wait hear it with the next announcement. */
    private Optional<Refusal> expect(Optional<Duration> wait) {
        expectedWait = wait;
        return Optional.empty();
    }

    /** The caller presses the key that leads to a call-back, wherever they are asked or wait. */
    private Optional<Refusal> wantsCallback() {
        if (!state().isInQueue()) {
            listen();
        }
        if (state().isJoining()) {
            taken();
        }
        Optional<Digit> key = state().hears()
                .flatMap(TrialCall::callbackKey)
                .or(() -> question().flatMap(this::callbackKey));
        if (key.isEmpty()) {
            return refuse("a key leads to a call-back", situation());
        }
        simulator.press(Character.toString(key.get().symbol()));
        return Optional.empty();
    }

    private static Optional<Digit> callbackKey(QueueWait hears) {
        return hears.offer()
                .map(QueueWait.Offer::key)
                .or(() -> hears.keys().entrySet().stream()
                        .filter(e -> isCallback(e.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    private Optional<Digit> callbackKey(ScriptStep.Input input) {
        return input instanceof ScriptStep.Menu menu
                ? menu.keys().entrySet().stream()
                        .filter(e -> isCallback(e.getValue()) || leadsToCallback(e.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isCallback(Choice choice) {
        return choice.action().steps().stream().anyMatch(ScriptStep.Callback.class::isInstance);
    }

    private boolean leadsToCallback(Choice choice) {
        return choice.action().steps().stream()
                .flatMap(s -> s instanceof ScriptStep.Go go
                        ? Optional.ofNullable(state().script().sections().get(go.section())).stream()
                        : Stream.<Action>of())
                .anyMatch(a -> a.steps().stream().anyMatch(ScriptStep.Callback.class::isInstance));
    }

    private Optional<Refusal> callback(Optional<String> number, ScriptEvent.CallbackAnswer answer) {
        listen();
        Optional<Long> token = state().bookingToken();
        String to = number.map(n -> " to " + n).orElse("");
        if (token.isEmpty()
                || number.filter(n -> !Optional.of(n).equals(state().booking())).isPresent()) {
            String instead =
                    state().booking().map(n -> "it asks for one to " + n).orElseGet(this::situation);
            return refuse("the script asks for a call-back" + to, instead);
        }
        simulator.tell(new ScriptEvent.CallbackAnswered(token.get(), answer));
        return Optional.empty();
    }

    /** Why an act could not be done: what the test expected, and what happened. */
    record Refusal(String expected, String happened) {}

    /** Does it. Empty: as the test says. */
    Optional<Refusal> act(TrialAct act) {
        if (hungUp) {
            return refuse("the call goes on", "the caller has hung up");
        }
        return switch (act) {
            case TrialAct.Hears h -> hears(h);
            case TrialAct.HearsWords h -> hears(h);
            case TrialAct.GoesTo g -> goesTo(g);
            case TrialAct.Records _ -> done(act);
            case TrialAct.Silence _, TrialAct.Wait _, TrialAct.HangsUp _ -> done(act);
            case TrialAct.Press _, TrialAct.WaitsIn _, TrialAct.Position _, TrialAct.QueueRefuses _ -> cutting(act);
            case TrialAct.AgentAnswers _, TrialAct.AgentLeaves _, TrialAct.AgentSends _ -> cutting(act);
            case TrialAct.Rings r -> rings(r);
            case TrialAct.NotReached _ -> cutting(act);
            case TrialAct.ExpectedWait e -> expect(e.time());
            case TrialAct.WantsCallback _ -> cutting(act);
            case TrialAct.CallbackTo _, TrialAct.CallbackAnswered _ -> done(act);
            case TrialAct.Answers _ -> done(act);
        };
    }

    /** What an act cuts short has not been heard. */
    private Optional<Refusal> cutting(TrialAct act) {
        Optional<Refusal> refusal = done(act);
        hearing.read(simulator.moments(), begin);
        hearing.forgetHeard(simulator.now());
        return refusal;
    }

    private Optional<Refusal> done(TrialAct act) {
        fresh();
        return switch (act) {
            case TrialAct.Hears _,
                    TrialAct.HearsWords _,
                    TrialAct.GoesTo _,
                    TrialAct.ExpectedWait _,
                    TrialAct.Rings _ -> throw new IllegalStateException("an expectation is not done: " + act);
            case TrialAct.Press p -> press(p);
            case TrialAct.Silence _ -> silence();
            case TrialAct.Records r -> records(r.speech());
            case TrialAct.Wait w -> passing(w.time());
            case TrialAct.HangsUp _ -> hangsUp();
            case TrialAct.Answers a -> answers(a);
            case TrialAct.WaitsIn w -> waitsIn(w);
            case TrialAct.Position p -> position(p);
            case TrialAct.QueueRefuses q -> queueRefuses(q.reason());
            case TrialAct.NotReached n -> notReached(n.why());
            case TrialAct.AgentAnswers a -> agentAnswers(a.after());
            case TrialAct.WantsCallback _ -> wantsCallback();
            case TrialAct.CallbackTo c -> callback(Optional.of(c.number()), ScriptEvent.CallbackAnswer.TAKEN);
            case TrialAct.CallbackAnswered c -> callback(Optional.empty(), c.answer());
            case TrialAct.AgentLeaves a -> agent(a.after(), new ScriptEvent.AgentLeft());
            case TrialAct.AgentSends a -> agent(Duration.ZERO, new ScriptEvent.SentToQueue(new QueueName(a.queue())));
        };
    }

    /** What is asserted from here on is what happens from here on. */
    private void fresh() {
        handOn();
        hearing.read(simulator.moments(), begin);
        hearing.forgetHeard(simulator.now());
        actBegan = simulator.moments().size();
    }

    /** Lets the time pass until nothing is said any more. */
    void listen() {
        Instant latest = simulator.now().plus(LONGEST);
        do {
            simulator.listen();
        } while (handOn() && simulator.now().isBefore(latest));
    }

    /** Hears out what this script says, unless the caller has hung up; a call that is handed on stays there. */
    void settle() {
        if (!hungUp) {
            simulator.listen();
        }
    }

    /** Hears out what is said, unless the caller has hung up. */
    void hearOut() {
        if (!hungUp) {
            listen();
        }
    }

    /** The next script of the call, if it has been handed to one that is known. */
    private boolean handOn() {
        Optional<Script> next = last() instanceof Effect.TransferToScript t
                ? Optional.ofNullable(surroundings.scripts().get(t.script()))
                : Optional.empty();
        next.ifPresent(simulator::goOn);
        return next.isPresent();
    }

    private Effect last() {
        return simulator.moments().getLast() instanceof Moment.Did d ? d.effect() : new Effect.StopPlay();
    }

    private Optional<Refusal> hears(TrialAct.Hears h) {
        String where = h.language().map(l -> " in " + l).orElse("");
        return sought(() -> hearing.find(h.sound(), h.language()), h.sound() + where);
    }

    private Optional<Refusal> hears(TrialAct.HearsWords h) {
        return sought(() -> hearing.find(h.words()), "\"" + h.words() + "\"");
    }

    /** Listens until it has been heard to its end; no further than the script says something. */
    private Optional<Refusal> sought(Supplier<Optional<Hearing.Heard>> seek, String what) {
        while (true) {
            hearing.read(simulator.moments(), begin);
            Optional<Hearing.Heard> found = seek.get();
            if (found.isPresent()) {
                hearing.passed(found.get());
                passTo(found.get().end());
                return Optional.empty();
            }
            if (simulator.isBusy()) {
                simulator.listen(); // at most to the end of what is said
            } else if (!recordingEnds() && !handOn()) {
                String instead = hearing.since().isEmpty() ? "nothing is said" : "heard " + hearing.since();
                return refuse("the caller hears " + what, instead + "; " + situation());
            }
        }
    }

    private Optional<Refusal> goesTo(TrialAct.GoesTo act) {
        listen();
        List<String> sections = simulator
                .moments()
                .subList(actBegan, simulator.moments().size())
                .stream()
                .flatMap(m -> m instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))
                                && e.place().endsWith("/1")
                                && e.place().indexOf('.') < 0
                        ? Stream.of(e.place().substring(0, e.place().length() - 2))
                        : Stream.empty())
                .distinct()
                .toList();
        if (sections.contains(act.section())) {
            return Optional.empty();
        }
        String happened = sections.isEmpty() ? "it goes nowhere" : "it goes to " + String.join(", ", sections);
        return refuse("the call goes to " + act.section(), happened + "; " + situation());
    }

    /** Somebody makes up their mind. */
    private void react() {
        passing(timing.reaction());
    }

    private Duration reacting(Duration after) {
        return after.compareTo(timing.reaction()) < 0 ? timing.reaction() : after;
    }

    private Optional<Refusal> press(TrialAct.Press act) {
        react();
        if (state().isOver()) {
            return refuse("the caller presses " + act.keys(), situation());
        }
        for (int i = 0; i < act.keys().length(); i++) {
            if (i > 0) {
                passing(timing.betweenKeys());
            }
            simulator.press(act.keys().substring(i, i + 1));
        }
        return Optional.empty();
    }

    private Optional<Refusal> silence() {
        listen();
        if (state().isRecording() && recordingEnds()) {
            return Optional.empty();
        }
        if (!state().isAsking() || simulator.nextDue().isEmpty()) {
            return refuse("the script waits for a key", situation());
        }
        hearing.read(simulator.moments(), begin);
        hearing.forgetHeard(simulator.now());
        actBegan = simulator.moments().size();
        passTo(simulator.nextDue().get());
        return Optional.empty();
    }

    private Optional<Refusal> records(Duration speech) {
        listen();
        if (!state().isRecording()) {
            return refuse("the script records the caller", situation());
        }
        if (speech.isZero()) {
            recordingEnds();
        } else {
            simulator.speak(speech);
        }
        return Optional.empty();
    }

    /** Lets the recording end by itself, if there is one. */
    private boolean recordingEnds() {
        boolean recording = state().isRecording() && simulator.nextDue().isPresent();
        if (recording) {
            passTo(simulator.nextDue().get());
        }
        return recording;
    }

    private Optional<Refusal> passing(Duration time) {
        Instant end = simulator.now().plus(time);
        passTo(end);
        while (handOn()) {
            passTo(end);
        }
        return Optional.empty();
    }

    private void passTo(Instant end) {
        Duration left = Duration.between(simulator.now(), end);
        simulator.pass(left.isNegative() ? Duration.ZERO : left);
    }

    private Optional<Refusal> answers(TrialAct.Answers act) {
        listen();
        if (unanswered().filter(act.lookUp()::equals).isEmpty()) {
            return refuse("the script asks the look-up " + act.lookUp(), situation());
        }
        for (Moment moment : simulator.moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.LookUp asked)) {
                simulator.tell(new ScriptEvent.LookedUp(asked.token(), act.answer()));
                return Optional.empty();
            }
        }
        throw new IllegalStateException("a look-up under way that was never asked");
    }

    /** The look-up that the script waits for, if nobody has said what it answers. */
    Optional<String> unanswered() {
        return simulator.isBusy() || hungUp ? Optional.empty() : state().lookUp();
    }

    private Optional<Refusal> hangsUp() {
        react();
        simulator.tell(new ScriptEvent.CallerGone());
        hungUp = true;
        return Optional.empty();
    }

    private Optional<Refusal> waitsIn(TrialAct.WaitsIn act) {
        Optional<Refusal> elsewhere = inQueue("the caller waits in " + act.queue());
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        if (state().queue().filter(q -> q.value().equals(act.queue())).isEmpty()) {
            return refuse("the caller waits in " + act.queue(), situation());
        }
        return place(act.position());
    }

    private Optional<Refusal> position(TrialAct.Position act) {
        return inQueue("the caller waits in a queue").or(() -> place(act.position()));
    }

    private Optional<Refusal> place(int position) {
        if (state().isJoining()) {
            simulator.tell(new ScriptEvent.Queued(position));
        } else {
            react();
            simulator.tell(new ScriptEvent.PositionChanged(position));
        }
        return Optional.empty();
    }

    /** Whether the script has come to a queue. A caller who waits there hears its announcements out only if the test says so. */
    private Optional<Refusal> inQueue(String expected) {
        if (!state().isInQueue()) {
            listen();
        }
        return state().isInQueue() ? Optional.empty() : refuse(expected, situation());
    }

    private Optional<Refusal> queueRefuses(SendOn.Reason reason) {
        Optional<Refusal> elsewhere = inQueue("the script sends the caller to a queue");
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        String why = switch (reason) {
            case FULL -> "full";
            case CLOSED -> "closed";
            case NOBODY -> "nobody serving";
            case TOO_LONG -> "max wait";
        };
        if (state().isJoining() && reason != SendOn.Reason.TOO_LONG) {
            simulator.tell(new ScriptEvent.NotQueued(why));
            return Optional.empty();
        }
        if (reason == SendOn.Reason.FULL) {
            return refuse("the queue does not take the caller", situation());
        }
        taken();
        react();
        simulator.tell(new ScriptEvent.SentOn(why));
        return Optional.empty();
    }

    private void taken() {
        if (state().isJoining()) {
            simulator.tell(new ScriptEvent.Queued(1));
        }
    }

    private Optional<Refusal> rings(TrialAct.Rings act) {
        return ringing("the script rings " + act.who())
                .or(() ->
                        state().calling().filter(c -> c.who().equals(act.who())).isPresent()
                                ? Optional.empty()
                                : refuse("the script rings " + act.who(), situation()));
    }

    /** Whether the script has somebody rung. */
    private Optional<Refusal> ringing(String expected) {
        if (state().calling().isEmpty()) {
            listen();
        }
        return state().calling().isPresent() ? Optional.empty() : refuse(expected, situation());
    }

    private Optional<Refusal> notReached(Missed.Why why) {
        Optional<Refusal> nobody = ringing("the script rings somebody");
        if (nobody.isPresent()) {
            return nobody;
        }
        State.Calling calling = state().calling().orElseThrow();
        if (why == Missed.Why.NO_ANSWER) {
            passTo(simulator.now().plus(calling.ring()));
        }
        simulator.tell(new ScriptEvent.NotReached(calling.token(), why));
        return Optional.empty();
    }

    private Optional<Refusal> agentAnswers(Duration after) {
        if (!state().isInQueue() && ringing("").isEmpty()) {
            passTo(simulator.now().plus(after));
            simulator.tell(new ScriptEvent.Connected());
            return Optional.empty();
        }
        Optional<Refusal> elsewhere = inQueue("the caller waits for an agent");
        if (elsewhere.isPresent()) {
            return elsewhere;
        }
        taken();
        passTo(simulator.now().plus(reacting(after)));
        simulator.tell(new ScriptEvent.Connected());
        return Optional.empty();
    }

    private Optional<Refusal> agent(Duration after, ScriptEvent event) {
        if (!state().isTalking()) {
            listen();
            return refuse("an agent and the caller talk", situation());
        }
        passTo(simulator.now().plus(reacting(after)));
        simulator.tell(event);
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(String expected, String happened) {
        return Optional.of(new Refusal(expected, happened));
    }

    /** What the call is at, in words. */
    String situation() {
        if (hungUp) {
            return "the caller has hung up";
        }
        return switch (last()) {
            case Effect.HangUp h -> "the script has hung up (" + h.why() + ")";
            case Effect.TransferToScript t -> "the call is handed to the script " + t.script();
            default -> underWay();
        };
    }

    private String underWay() {
        if (state().lookUp().isPresent()) {
            return "the script waits for the look-up " + state().lookUp().get();
        }
        String queue = state().queue().map(QueueName::value).orElse("");
        if (state().calling().isPresent()) {
            return state().calling().get().who() + " is rung";
        }
        if (state().isTalking() && queue.isEmpty()) {
            return "somebody and the caller talk";
        }
        if (state().isTalking()) {
            return "an agent of " + queue + " and the caller talk";
        }
        if (state().isInQueue()) {
            return "the caller waits in " + queue;
        }
        if (state().isRecording()) {
            return "the caller is recorded";
        }
        if (state().booking().isPresent()) {
            return "the script asks for a call-back to " + state().booking().get();
        }
        return simulator.isSpeaking() ? "something is being said" : "the script waits for a key";
    }

    /** Whether the caller has hung up. */
    boolean hasHungUp() {
        return hungUp;
    }

    /** How the call has ended, or where it stands. */
    Expected.Ending ending() {
        boolean served = isServed();
        if (served && (hungUp || state().isTalking() || last() instanceof Effect.HangUp)) {
            return new Expected.Ending.Served();
        }
        if (isPromised() && (hungUp || last() instanceof Effect.HangUp)) {
            return new Expected.Ending.CalledBack();
        }
        if (hungUp) {
            return new Expected.Ending.Abandoned();
        }
        return switch (last()) {
            case Effect.HangUp _ -> new Expected.Ending.HungUp();
            case Effect.TransferToScript t -> new Expected.Ending.HandedTo(t.script());
            default ->
                state().calling().isPresent()
                        ? new Expected.Ending.Ringing()
                        : state().isInQueue()
                                ? new Expected.Ending.Waiting(state().queue().map(QueueName::value))
                                : new Expected.Ending.Asking();
        };
    }

    /** Whether an agent has answered since the caller was last sent to a queue. */
    private boolean isServed() {
        boolean served = false;
        for (Moment moment : simulator.moments()) {
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
        return simulator.moments().stream()
                .anyMatch(m -> m instanceof Moment.Told(var _, ScriptEvent.CallbackAnswered e)
                        && (e.answer() == ScriptEvent.CallbackAnswer.TAKEN
                                || e.answer() == ScriptEvent.CallbackAnswer.THERE));
    }

    State state() {
        return simulator.state();
    }

    List<Moment> moments() {
        return simulator.moments();
    }

    /** Since the call began. */
    Duration elapsed() {
        return Duration.between(begin, simulator.now());
    }

    Instant now() {
        return simulator.now();
    }

    /** The step that was entered last. */
    Optional<ScriptFact.Entered> lastStep() {
        for (Moment moment : simulator.moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))) {
                return Optional.of(e);
            }
        }
        return Optional.empty();
    }

    /** The question that the caller is asked; empty when there is none. */
    Optional<ScriptStep.Input> question() {
        StepIndex index = new StepIndex(state().script());
        for (Moment moment : simulator.moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Entered e))
                    && index.step(e).orElse(null) instanceof ScriptStep.Input input) {
                return state().isAsking() && !hungUp ? Optional.of(input) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** The queues that the caller has left messages for, oldest first. */
    List<String> messages() {
        return simulator.kept().stream()
                .flatMap(k -> k.box().stream())
                .map(QueueName::value)
                .toList();
    }

    /** The transcript so far. */
    List<String> transcript() {
        return Transcript.of(simulator.moments());
    }

    /** Whether it was heard at any time, if only in part. */
    boolean everHeard(String sound) {
        hearing.read(simulator.moments(), begin);
        return hearing.ever(sound, simulator.now());
    }
}
