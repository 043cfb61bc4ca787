package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.acd.Acd;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Board;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.ExpectedWait;
import org.helpline.acd.LineEntry;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.Directory;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.DeskPort.Result;

/** Carries supervisors' orders to whoever owns what they change: the ACD for agents and lines, the call's loop for a call. Any thread. */
final class DeskSupervision implements Supervision {

    private static final String OVER = "This call is over.";

    private final House house;
    private final Switchboard switchboard;
    private final Loop acdLoop;
    private final Directory<InteractionId, LiveCall> calls;
    private final ForNow forNow;
    private final Directory<AgentId, LiveCall> beside = new Directory<>();

    DeskSupervision(
            House house,
            Switchboard switchboard,
            Loop acdLoop,
            Directory<InteractionId, LiveCall> calls,
            ForNow forNow) {
        this.house = house;
        this.switchboard = switchboard;
        this.acdLoop = acdLoop;
        this.calls = calls;
        this.forNow = forNow;
    }

    @Override
    public CompletionStage<Result> carryOut(String by, Order order) {
        return switch (order) {
            case Order.Force o -> force(by, o);
            case Order.Move o ->
                isQueue(o.to())
                        ? inCall(by, o.call(), call -> call.move(o.to()))
                        : refused("There is no queue " + o.to() + ".");
            case Order.Assign o -> assign(by, o);
            case Order.First o -> first(by, o.call());
            case Order.HangUp o -> inCall(by, o.call(), Overruled::hangUp);
            case Order.Beside o -> beside(by, calls.find(o.call()), Optional.empty(), o.voice());
            case Order.BesideAgent o ->
                beside(by, house.desk().of(o.agent()).map(DeskCalls.InHand::call), Optional.of(o.agent()), o.voice());
            case Order.Leave o -> leave(by, o.call());
            case Order.Take o ->
                inCall(by, o.call(), call -> call.call().taping().order(by, o.what()));
            case Order.Reassign o -> reassign(by, o);
            case Order.AsWritten o -> asWritten(by, o.agent());
        };
    }

    // ---- agents

    private CompletionStage<Result> force(String by, Order.Force o) {
        Optional<AgentLine> line = line(o.agent());
        Optional<String> refusal = line.isEmpty() ? Optional.of(noAgent(o.agent())) : refusal(line.get(), o);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        boolean afterCall = line.get().state().equals("talking");
        house.acd()
                .agent(
                        o.agent(),
                        switch (o.to()) {
                            case READY -> new AgentCommand.Ready();
                            case NOT_READY -> new AgentCommand.NotReady(o.reason());
                            case OFFLINE -> new AgentCommand.LogOut();
                            case END_WRAP_UP -> new AgentCommand.EndWrapUp();
                        });
        String state = switch (o.to()) {
            case READY -> "ready";
            case NOT_READY -> "not-ready";
            case OFFLINE -> "offline";
            case END_WRAP_UP -> "end-wrap-up";
        };
        return tell(o.agent(), new AgentFact.Forced(o.agent(), state, o.reason(), afterCall, by));
    }

    private Optional<String> refusal(AgentLine line, Order.Force o) {
        if (o.to() == To.END_WRAP_UP) {
            return line.state().equals("wrap-up")
                    ? Optional.empty()
                    : Optional.of(line.name() + " has no wrap-up to end.");
        }
        if (line.state().equals("offline")) {
            return Optional.of(line.name() + " is off duty; only they themselves can go on duty.");
        }
        boolean isKnown = o.to() != To.NOT_READY
                || house.settings().desk().notReadyReasons().contains(o.reason());
        return isKnown
                ? Optional.empty()
                : Optional.of("\"" + o.reason() + "\" is not one of the reasons that the administrator has set.");
    }

    private CompletionStage<Result> reassign(String by, Order.Reassign o) {
        if (written(o.agent()).isEmpty()) {
            return refused(noAgent(o.agent()));
        }
        Optional<QueueName> unknown =
                o.queues().stream().filter(q -> !isQueue(q)).findFirst();
        if (unknown.isPresent()) {
            return refused("There is no queue " + unknown.get() + ".");
        }
        String queues = o.queues().stream().map(QueueName::value).collect(Collectors.joining(", "));
        String skills = new TreeMap<>(o.skills())
                .entrySet().stream().map(s -> s.getKey() + ":" + s.getValue()).collect(Collectors.joining(", "));
        return reconfigure(
                () -> forNow.change(o.agent(), o.queues(), o.skills()),
                new AgentFact.Reassigned(o.agent(), queues, skills, false, by));
    }

    private CompletionStage<Result> asWritten(String by, AgentId agent) {
        return forNow.isChanged(agent)
                ? reconfigure(() -> forNow.takeBack(agent), new AgentFact.Reassigned(agent, "", "", true, by))
                : refused("Nothing has been changed for now.");
    }

    /** On one loop, so that two supervisors do not undo one another. */
    private CompletionStage<Result> reconfigure(Runnable change, AgentFact.Reassigned fact) {
        CompletableFuture<Result> answer = new CompletableFuture<>();
        boolean told = acdLoop.tell(() -> {
            change.run();
            house.acd().reconfigure(forNow.over(house.settings().acd()));
            switchboard.tell(fact.agent(), fact);
            answer.complete(new Result.Done());
        });
        return told ? answer : stopping();
    }

    @Override
    public Optional<Duties> duties(AgentId agent) {
        return written(agent)
                .map(w -> forNow.over(house.settings().acd()).agents().stream()
                        .filter(a -> a.id().equals(w.id()))
                        .findFirst()
                        .orElse(w))
                .map(a -> new Duties(a.queues(), new TreeMap<>(a.skills()), forNow.isChanged(agent)));
    }

    private Optional<AgentSettings> written(AgentId agent) {
        return house.settings().acd().agents().stream()
                .filter(a -> a.id().equals(agent))
                .findFirst();
    }

    // ---- calls

    private CompletionStage<Result> assign(String by, Order.Assign o) {
        Optional<AgentLine> line = line(o.to());
        if (line.isEmpty()) {
            return refused(noAgent(o.to()));
        }
        Optional<LiveCall> call = calls.find(o.call());
        if (call.isEmpty()) {
            return refused(OVER);
        }
        String name = line.get().name();
        CompletionStage<Acd.Given> given = house.acd().give(o.call(), o.to());
        return given.thenCompose(g -> switch (g) {
            case RUNG -> {
                call.get().loop().tell(() -> new Overruled(call.get(), by).given(o.to()));
                yield done();
            }
            case NOT_WAITING ->
                line.get().state().equals("offline")
                        ? refused(name + " is not logged in.")
                        : inCall(by, o.call(), c -> c.assign(o.to()));
            case NOT_READY -> refused(name + " is not ready now; a caller can be given to somebody who is.");
            case NO_PHONE -> refused("The phone of " + name + " is not connected, so it cannot ring.");
            case LEAVING -> refused("This caller is just leaving the queue.");
        });
    }

    private CompletionStage<Result> first(String by, InteractionId id) {
        Optional<LiveCall> call = calls.find(id);
        return call.isEmpty()
                ? refused(OVER)
                : house.acd().first(id).thenCompose(waits -> {
                    if (waits) {
                        call.get().loop().tell(() -> new Overruled(call.get(), by).putFirst());
                    }
                    return waits ? done() : refused("This caller waits in no queue.");
                });
    }

    /** {@code act} on the call's loop says why it is refused. */
    private CompletionStage<Result> inCall(String by, InteractionId id, Function<Overruled, Optional<String>> act) {
        Optional<LiveCall> found = calls.find(id);
        if (found.isEmpty()) {
            return refused(OVER);
        }
        LiveCall call = found.get();
        CompletableFuture<Result> answer = new CompletableFuture<>();
        boolean told = call.loop()
                .tell(() -> answer.complete((call.isEnding() ? Optional.of(OVER) : act.apply(new Overruled(call, by)))
                        .<Result>map(Result.Refused::new)
                        .orElseGet(Result.Done::new)));
        return told ? answer : stopping();
    }

    // ---- beside an agent

    private CompletionStage<Result> beside(
            String by, Optional<LiveCall> call, Optional<AgentId> agent, SupervisorVoice voice) {
        if (call.isEmpty()) {
            return refused(agent.map(this::noCall).orElse(OVER));
        }
        AgentId self = new AgentId(by);
        Optional<LiveCall> now = beside.find(self);
        Optional<String> refusal = now.isPresent() ? Optional.empty() : busy(self);
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        return beside.enter(self, call.get())
                        .filter(there -> there != call.get())
                        .isPresent()
                ? refused("You are in another call already; end that first.")
                : ring(self, call.get(), agent, voice);
    }

    /** Why a supervisor cannot be rung now. */
    private Optional<String> busy(AgentId self) {
        return switch (line(self).map(AgentLine::state).orElse("offline")) {
            case "talking", "offered" -> Optional.of("You have a call in hand; end it first.");
            case "ready" ->
                Optional.of(
                        "You are ready for callers, and would be rung while you listen: set yourself to not ready first.");
            default -> Optional.empty();
        };
    }

    private CompletionStage<Result> ring(AgentId self, LiveCall call, Optional<AgentId> agent, SupervisorVoice voice) {
        CompletableFuture<Result> answer = new CompletableFuture<>();
        SupervisorPart.Wish wish = new SupervisorPart.Wish(
                self,
                agent,
                voice,
                why -> answer.complete(why.<Result>map(Result.Refused::new).orElseGet(Result.Done::new)),
                () -> beside.removeIf(self, c -> c == call));
        boolean told = call.loop().tell(() -> {
            if (call.isEnding()) {
                wish.over().run();
                answer.complete(new Result.Refused(OVER));
            } else {
                call.supervisor().begin(wish);
            }
        });
        if (!told) {
            wish.over().run();
        }
        return told ? answer : stopping();
    }

    private CompletionStage<Result> leave(String by, InteractionId call) {
        return inCall(by, call, o -> o.call().supervisor().leave(new AgentId(by)));
    }

    private String noCall(AgentId agent) {
        return line(agent).map(l -> l.name() + " has no call in hand.").orElseGet(() -> noAgent(agent));
    }

    // ---- lines

    @Override
    public CompletionStage<List<Waiting>> waiting(QueueName queue, int most) {
        Optional<Board.QueueLine> line = house.acd().board().queues().stream()
                .filter(q -> q.queue().equals(queue))
                .findFirst();
        return house.acd().line(queue, most).thenCompose(entries -> {
            List<CompletableFuture<Waiting>> all = new ArrayList<>();
            entries.forEach(e -> all.add(waiting(e, line)));
            return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .thenApply(_ -> all.stream().map(CompletableFuture::join).toList());
        });
    }

    private CompletableFuture<Waiting> waiting(LineEntry entry, Optional<Board.QueueLine> line) {
        CompletableFuture<Waiting> answer = new CompletableFuture<>();
        Waiting nameless = new Waiting(
                entry, Personal.NONE, Personal.NONE, line.flatMap(l -> ExpectedWait.of(l, entry.position())));
        Optional<LiveCall> call = calls.find(entry.interaction());
        boolean told = call.isPresent() && call.get().loop().tell(() -> answer.complete(named(nameless, call.get())));
        if (!told) {
            answer.complete(nameless);
        }
        return answer;
    }

    private static Waiting named(Waiting w, LiveCall call) {
        ScreenPop pop = call.pop(w.entry().queue(), new AgentId("")); // handed over to nobody in particular
        Personal customer = pop.matches().isEmpty()
                ? Personal.NONE
                : pop.matches().getFirst().name();
        return new Waiting(w.entry(), pop.number(), customer, w.expected());
    }

    // ----

    private Optional<AgentLine> line(AgentId agent) {
        return house.acd().board().agents().stream()
                .filter(a -> a.agent().equals(agent))
                .findFirst();
    }

    private boolean isQueue(QueueName name) {
        return house.settings().acd().queues().stream()
                .map(AcdSettings.QueueSettings::name)
                .anyMatch(name::equals);
    }

    private CompletionStage<Result> tell(AgentId agent, AgentFact fact) {
        return acdLoop.tell(() -> switchboard.tell(agent, fact)) ? done() : stopping();
    }

    private static String noAgent(AgentId agent) {
        return "There is no agent " + agent + ".";
    }

    private static CompletionStage<Result> done() {
        return CompletableFuture.completedFuture(new Result.Done());
    }

    private static CompletionStage<Result> stopping() {
        return refused("The server is stopping.");
    }

    private static CompletionStage<Result> refused(String why) {
        return CompletableFuture.completedFuture(new Result.Refused(why));
    }
}
