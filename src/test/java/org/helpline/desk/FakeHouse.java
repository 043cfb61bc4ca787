package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.helpline.acd.Board;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.Board.QueueLine;
import org.helpline.acd.Tempo;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.Fact;
import org.helpline.core.FactSink;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.DeskPort;

/** A house with agents and queues and no phones: a test says what callers and phones do, the desk's commands are obeyed. */
final class FakeHouse implements DeskPort {

    static final AgentId ANNA = new AgentId("anna");
    static final AgentId BEN = new AgentId("ben");
    static final QueueName SUPPORT = new QueueName("support");
    static final Duration WRAP_UP = Duration.ofSeconds(45);

    private final Clock clock;
    private final Map<AgentId, AgentLine> agents = new LinkedHashMap<>();
    private final Map<AgentId, DeskCall> calls = new LinkedHashMap<>();
    private final Map<QueueName, QueueLine> queues = new LinkedHashMap<>();
    private final List<GuideStep> steps = new ArrayList<>();
    private final List<HelpCall> help = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private FactSink facts = published -> {};
    private String refusal = "";
    private long number;

    FakeHouse(Clock clock) {
        this.clock = clock;
        List<QueueName> all = List.of(SUPPORT, new QueueName("billing"));
        agent(ANNA, "Anna Kaya", all);
        agent(BEN, "Ben Fischer", List.of(SUPPORT));
        agent(new AgentId("chiara"), "Chiara Rossi", List.of(new QueueName("sales")));
        queue(new QueueLine(SUPPORT, 0, Duration.ZERO, 64, 58, 51, 4, 2));
        queue(new QueueLine(new QueueName("billing"), 0, Duration.ZERO, 23, 21, 20, 1, 0));
        queue(new QueueLine(new QueueName("sales"), 0, Duration.ZERO, 0, 0, 0, 0, 0));
    }

    /** So many wait in a queue that takes 90 s for each. */
    void waitingFor90SecondsEach(QueueName queue, int waiting) {
        Optional<Tempo> tempo = Optional.of(new Tempo(20, Duration.ofMinutes(30), Tempo.Leeway.NONE));
        queue(new QueueLine(
                queue, waiting, Duration.ofSeconds(74), 64, 58, 51, 4, 2, 0, 0, 0, 0, waiting, tempo, false));
    }

    synchronized void listen(FactSink sink) {
        facts = sink;
    }

    /** Every command that came, in words. */
    synchronized List<String> heard() {
        return List.copyOf(heard);
    }

    /** From now on every command is refused with this sentence; empty: obeyed again. */
    synchronized void refuse(String why) {
        refusal = why;
    }

    synchronized void queue(QueueLine line) {
        queues.put(line.queue(), line);
    }

    synchronized void state(AgentId agent, String state, String reason) {
        state(agent, state, reason, Optional.empty());
    }

    synchronized void offer(AgentId agent, InteractionId interaction, ScreenPop pop, Duration waited) {
        Instant now = clock.now();
        DeskCall call = new DeskCall(interaction, "offered", pop, now.minus(waited), waited, now);
        calls.put(agent, call);
        state(agent, "offered", "", Optional.of(interaction));
        tell(interaction.value(), new QueueFact.Offered(pop.queue(), agent, 7, waited, pop), waited.plusSeconds(9));
    }

    /** The customer is found only now. */
    synchronized void complete(AgentId agent, ScreenPop pop) {
        DeskCall call = Objects.requireNonNull(calls.get(agent)).showing(pop);
        calls.put(agent, call);
        tell(call.interaction().value(), new QueueFact.PopCompleted(pop.queue(), agent, pop), Duration.ZERO);
    }

    synchronized void withdraw(AgentId agent, String why) {
        DeskCall call = Objects.requireNonNull(calls.remove(agent));
        tell(call.interaction().value(), new QueueFact.OfferEnded(call.pop().queue(), agent, 7, why), Duration.ZERO);
        state(agent, why.equals("no answer") ? "not-ready" : "ready", why.equals("no answer") ? "no answer" : "");
    }

    synchronized void answer(AgentId agent) {
        DeskCall call = phase(agent, "talking");
        tell(call.interaction().value(), new QueueFact.OfferAccepted(call.pop().queue(), agent, 7), Duration.ZERO);
        state(agent, "talking", "", Optional.of(call.interaction()));
    }

    synchronized void end(AgentId agent) {
        DeskCall call = phase(agent, "wrap-up");
        state(
                agent,
                "wrap-up",
                "",
                Optional.of(call.interaction()),
                Optional.of(clock.now().plus(WRAP_UP)));
    }

    /** A fact without a change of anything. */
    synchronized void tell(String stream, Fact fact, Duration since) {
        facts.publish(new Published(stream, ++number, clock.now(), since.toMillis(), fact));
    }

    @Override
    public synchronized CompletionStage<Result> command(AgentId agent, Command command) {
        heard.add(agent + " " + command);
        if (!refusal.isEmpty()) {
            return CompletableFuture.completedStage(new Result.Refused(refusal));
        }
        if (needsCall(command) && !calls.containsKey(agent)) {
            return CompletableFuture.completedStage(new Result.Refused("There is no call in hand."));
        }
        obey(agent, command);
        return CompletableFuture.completedStage(new Result.Done());
    }

    private static boolean needsCall(Command command) {
        return switch (command) {
            case Command.HangUp _,
                    Command.Hold _,
                    Command.Resume _,
                    Command.TransferToQueue _,
                    Command.TransferToScript _,
                    Command.TransferToAgent _,
                    Command.Help _,
                    Command.HelpOver _,
                    Command.Mute _,
                    Command.RecordCall _,
                    Command.PauseRecording _,
                    Command.Keys _,
                    Command.PutThrough _,
                    Command.Consult _,
                    Command.Swap _,
                    Command.JoinAll _,
                    Command.Complete _,
                    Command.CancelConsult _ -> true;
            default -> false;
        };
    }

    private void obey(AgentId agent, Command command) {
        switch (command) {
            case Command.LogIn _ -> state(agent, "not-ready", "");
            case Command.LogOut _ -> state(agent, "offline", "");
            case Command.Ready _ -> free(agent, "ready", "");
            case Command.NotReady(String reason) -> {
                if (!calls.containsKey(agent)) {
                    free(agent, "not-ready", reason);
                }
            }
            case Command.HangUp _ -> end(agent);
            case Command.Hold _ -> hold(agent, true);
            case Command.Resume _ -> hold(agent, false);
            case Command.TransferToQueue _, Command.TransferToScript _, Command.TransferToAgent _ -> end(agent);
            case Command.Note(InteractionId id, String text) ->
                tell("agent:" + agent, new AgentFact.Noted(agent, id.value(), new Personal(text)), Duration.ZERO);
            case Command.WrapUpCode(InteractionId id, String code) ->
                tell("agent:" + agent, new AgentFact.WrapUpCoded(agent, id.value(), code), Duration.ZERO);
            case Command.Tag(InteractionId id, String tag, boolean on) ->
                tell("agent:" + agent, new AgentFact.Tagged(agent, id.value(), tag, on), Duration.ZERO);
            case Command.Attribute(InteractionId id, String name, String value) ->
                tell(
                        "agent:" + agent,
                        new AgentFact.AttributeSet(agent, id.value(), name, new Personal(value)),
                        Duration.ZERO);
            case Command.Step(InteractionId id, String step, boolean done, String note) ->
                tick(agent, id, step, done, note);
            case Command.Help(String text) -> help(agent, text);
            case Command.HelpOver _ -> helpTaken(agent, agent.value());
            case Command.ExtendWrapUp(Duration by) -> extend(agent, by);
            case Command.Mute(boolean on) -> hand(agent, h -> h.muted(on));
            case Command.RecordCall(boolean on) -> hand(agent, h -> taped(h, on ? "on" : ""));
            case Command.PauseRecording(boolean on) -> hand(agent, h -> taped(h, on ? "paused" : "on"));
            case Command.Keys _, Command.Dial _ -> {}
            case Command.PutThrough(String to) -> consult(agent, to, "transfer");
            case Command.Consult(String to) when phaseOf(agent).equals("together") -> conference(agent, to);
            case Command.Consult(String to) -> consult(agent, to, "ringing");
            case Command.Swap _ ->
                consult(agent, consulted(agent), phaseOf(agent).equals("private") ? "with-caller" : "private");
            case Command.JoinAll _ -> consult(agent, consulted(agent), "together");
            case Command.Complete _ -> end(agent);
            case Command.CancelConsult _ -> hand(agent, h -> h.consulting(Optional.empty()));
        }
    }

    /** From now on calls have a playbook with these steps. */
    synchronized void playbook(GuideStep... wanted) {
        steps.clear();
        steps.addAll(List.of(wanted));
    }

    private Guide guide() {
        return new Guide("refund", "0123456789ab", "Refunds", List.copyOf(steps));
    }

    private void tick(AgentId agent, InteractionId id, String step, boolean done, String note) {
        steps.replaceAll(s -> s.id().equals(step)
                ? new GuideStep(
                        s.id(), s.title(), s.text(), s.links(), s.takesNote(), s.wantsNote(), s.required(), done, note)
                : s);
        tell(
                "agent:" + agent,
                new AgentFact.StepDone(agent, id.value(), "refund", "0123456789ab", step, done, new Personal(note)),
                Duration.ZERO);
    }

    private void help(AgentId agent, String text) {
        DeskCall call = Objects.requireNonNull(calls.get(agent));
        help.add(new HelpCall(agent, call.interaction(), call.pop().queue(), text, clock.now()));
        tell(
                "agent:" + agent,
                new AgentFact.HelpAsked(agent, call.interaction().value(), new Personal(text)),
                Duration.ZERO);
    }

    @Override
    public synchronized CompletionStage<Result> helpTaken(AgentId agent, String by) {
        help.removeIf(h -> h.agent().equals(agent));
        DeskCall call = Objects.requireNonNull(calls.get(agent));
        tell("agent:" + agent, new AgentFact.HelpOver(agent, call.interaction().value(), by), Duration.ZERO);
        return CompletableFuture.completedStage(new Result.Done());
    }

    @Override
    public synchronized List<HelpCall> helpCalls() {
        return List.copyOf(help);
    }

    @Override
    public AfterCall after(QueueName queue) {
        return new AfterCall(
                List.of("resolved", "ticket opened", "call back", "wrong number", "complaint"),
                queue.value().equals("billing"),
                "not coded",
                Optional.empty());
    }

    /** Whoever is rung beside the caller answers, and is asked. */
    synchronized void consulted(AgentId agent, String phase) {
        consult(agent, consulted(agent), phase);
    }

    /** A supervisor is beside an agent; {@code as} is empty when they have gone. */
    synchronized void supervised(AgentId agent, String by, String as) {
        hand(
                agent,
                h -> h.supervised(
                        as.isEmpty()
                                ? Optional.empty()
                                : Optional.of(new DeskPort.Supervised(by, "Sam Reed", as, true, clock.now()))));
    }

    /** Who is rung to come to all has come; {@code rung}: or is rung only. */
    synchronized void conference(AgentId agent, String rung) {
        hand(
                agent,
                h -> h.consulting(h.consult().map(c -> {
                    List<String> members = new ArrayList<>(c.members());
                    if (rung.isEmpty()) {
                        members.add(c.rung());
                    }
                    return new Consult(c.with(), members.getLast(), c.phase(), clock.now(), members, rung);
                })));
    }

    private String consulted(AgentId agent) {
        return Objects.requireNonNull(calls.get(agent))
                .hand()
                .consult()
                .map(Consult::with)
                .orElse("");
    }

    private String phaseOf(AgentId agent) {
        return Objects.requireNonNull(calls.get(agent))
                .hand()
                .consult()
                .map(Consult::phase)
                .orElse("");
    }

    private void consult(AgentId agent, String to, String phase) {
        Consult with = new Consult(to, to.equals("ben") ? "Ben Fischer" : to, phase, clock.now());
        hand(agent, h -> h.consulting(Optional.of(with)));
    }

    private void hand(AgentId agent, UnaryOperator<Hand> change) {
        DeskCall c = Objects.requireNonNull(calls.get(agent));
        DeskCall next = c.with(change.apply(c.hand()));
        calls.put(agent, next);
        tell(
                next.interaction().value(),
                new CallFact.Muted("agent:" + agent, next.hand().muted()),
                Duration.ZERO);
    }

    private void free(AgentId agent, String state, String reason) {
        calls.remove(agent);
        state(agent, state, reason);
    }

    private void hold(AgentId agent, boolean hold) {
        DeskCall call = phase(agent, hold ? "held" : "talking");
        Fact fact = hold ? new CallFact.Held("caller", "desk") : new CallFact.Resumed("caller", "desk");
        tell(call.interaction().value(), fact, Duration.ZERO);
    }

    private void extend(AgentId agent, Duration by) {
        AgentLine a = line(agent);
        agents.put(
                agent,
                new AgentLine(
                        agent,
                        a.name(),
                        a.state(),
                        a.reason(),
                        a.since(),
                        a.until().map(u -> u.plus(by)),
                        a.interaction(),
                        a.queues(),
                        a.reachable()));
        tell("agent:" + agent, new AgentFact.WrapUpExtended(agent, by), Duration.ZERO);
    }

    private DeskCall phase(AgentId agent, String phase) {
        DeskCall c = Objects.requireNonNull(calls.get(agent));
        boolean isHold = phase.equals("held") || c.phase().equals("held");
        Instant since = isHold ? c.since() : clock.now();
        DeskCall next = c.in(phase, since);
        calls.put(agent, next);
        return next;
    }

    private AgentLine line(AgentId agent) {
        return Objects.requireNonNull(agents.get(agent));
    }

    private void agent(AgentId id, String name, List<QueueName> serves) {
        agents.put(
                id,
                new AgentLine(id, name, "offline", "", clock.now(), Optional.empty(), Optional.empty(), serves, true));
    }

    private void state(AgentId agent, String state, String reason, Optional<InteractionId> interaction) {
        state(agent, state, reason, interaction, Optional.empty());
    }

    private void state(
            AgentId agent, String state, String reason, Optional<InteractionId> interaction, Optional<Instant> until) {
        AgentLine a = line(agent);
        agents.put(
                agent,
                new AgentLine(
                        agent, a.name(), state, reason, clock.now(), until, interaction, a.queues(), a.reachable()));
        String id = interaction.map(InteractionId::value).orElse("");
        tell("agent:" + agent, new AgentFact.StateChanged(agent, state, reason, id), Duration.ZERO);
    }

    /** A reload takes the agent out of the house. */
    synchronized void dismiss(AgentId agent) {
        agents.remove(agent);
    }

    @Override
    public synchronized Board board() {
        return new Board(clock.now(), List.copyOf(queues.values()), List.copyOf(agents.values()));
    }

    @Override
    public synchronized Snapshot snapshot(AgentId agent) {
        Optional<DeskCall> call = Optional.ofNullable(calls.get(agent));
        return new Snapshot(
                line(agent), call, call.filter(_ -> !steps.isEmpty()).map(_ -> guide()));
    }

    @Override
    public synchronized Optional<DeskCall> inHand(AgentId agent) {
        return Optional.ofNullable(calls.get(agent));
    }

    @Override
    public synchronized Targets targets() {
        return new Targets(
                List.of(SUPPORT, new QueueName("billing")),
                List.of("survey"),
                List.of(ANNA, BEN, new AgentId("chiara")));
    }

    private static Hand taped(Hand h, String phase) {
        return h.recorded(new DeskPort.Taped(phase, h.taped().isFree()));
    }
}
