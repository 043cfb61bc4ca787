package org.helpline.interaction;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Board;
import org.helpline.config.AcdSettings;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;

/** Carries desk commands to whoever owns what they change: the ACD for an agent's state, the call's loop for a call. Any thread. */
final class DeskDoor implements DeskPort {

    private static final int NOTE_CHARACTERS = 4_000;
    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} _.-]{0,31}");
    private static final int MOST_KEYS = 40;
    private static final Duration LONGEST_EXTENSION = Duration.ofMinutes(10);

    private final House house;
    private final Switchboard switchboard;
    private final Loop acdLoop;
    private final DialledCalls dialled;

    DeskDoor(House house, Switchboard switchboard, Loop acdLoop, DialledCalls dialled) {
        this.dialled = dialled;
        this.house = house;
        this.switchboard = switchboard;
        this.acdLoop = acdLoop;
    }

    /** From now on each call's playbook comes from here. */
    void playbooks(Function<QueueName, Optional<Playbook>> source) {
        house.desk().playbooks().from(source);
    }

    @Override
    public CompletionStage<Result> command(AgentId agent, Command command) {
        return switch (command) {
            case Command.LogIn ignored -> toAcd(agent, new AgentCommand.LogIn());
            case Command.LogOut ignored -> toAcd(agent, new AgentCommand.LogOut());
            case Command.Ready ignored -> afterWrapUp(agent, new AgentCommand.Ready());
            case Command.NotReady c -> notReady(agent, c.reason());
            case Command.ExtendWrapUp c -> extend(agent, c.by());
            case Command.HangUp ignored -> toCall(agent, new Event.DeskHangUp());
            case Command.Hold ignored -> toCall(agent, new Event.DeskHold());
            case Command.Resume ignored -> toCall(agent, new Event.DeskResume());
            case Command.TransferToQueue c -> toQueue(agent, c);
            case Command.TransferToScript c -> toScript(agent, c);
            case Command.TransferToAgent c -> toColleague(agent, c);
            case Command.Mute c -> inCall(agent, call -> call.control().mute(agent, c.on()));
            case Command.RecordCall c -> inCall(agent, call -> call.taping().record(agent, c.on()));
            case Command.PauseRecording c -> inCall(agent, call -> call.taping().pause(agent, c.on()));
            case Command.Keys c -> keys(agent, c.keys());
            case Command.PutThrough c -> inCall(agent, call -> call.control().reach(agent, c.to(), true));
            case Command.Consult c -> inCall(agent, call -> call.control().reach(agent, c.to(), false));
            case Command.Swap ignored -> inOwnCall(agent, call -> call.consult().swap());
            case Command.JoinAll ignored ->
                inOwnCall(agent, call -> call.consult().joinAll());
            case Command.Complete ignored ->
                inOwnCall(agent, call -> call.consult().complete());
            case Command.CancelConsult ignored ->
                inOwnCall(agent, call -> call.consult().cancel());
            case Command.Dial c -> dial(agent, c);
            case Command.Note c -> note(agent, c);
            case Command.WrapUpCode c -> code(agent, c);
            case Command.Tag c -> tag(agent, c);
            case Command.Attribute c -> attribute(agent, c);
            case Command.Step c -> step(agent, c);
            case Command.Help c -> help(agent, c.text());
            case Command.HelpOver ignored -> helpTaken(agent, agent.value());
        };
    }

    private CompletionStage<Result> toAcd(AgentId agent, AgentCommand command) {
        house.acd().agent(agent, command);
        return done();
    }

    private CompletionStage<Result> notReady(AgentId agent, String reason) {
        return house.settings().desk().notReadyReasons().contains(reason)
                ? afterWrapUp(agent, new AgentCommand.NotReady(reason))
                : refused("\"" + reason + "\" is not one of the reasons that the administrator has set.");
    }

    /** Where every call gets a code, the agent picks it before going on. Logging out is free: then the usual code is written. */
    private CompletionStage<Result> afterWrapUp(AgentId agent, AgentCommand command) {
        Optional<DeskCall> wrappedUp = house.desk()
                .of(agent)
                .map(DeskCalls.InHand::shown)
                .filter(c -> c.phase().equals("wrap-up"));
        boolean isUncoded = wrappedUp
                .filter(c -> after(c.pop().queue()).required())
                .filter(c -> !house.desk().marks().isCoded(agent, c.interaction()))
                .isPresent();
        if (isUncoded) {
            return refused("Pick a wrap-up code first: this queue wants one for every call.");
        }
        Optional<String> openStep = wrappedUp.flatMap(house.desk().playbooks()::openStep);
        return openStep.isPresent()
                ? refused("Tick the step \"" + openStep.get() + "\" of the playbook first.")
                : toAcd(agent, command);
    }

    private CompletionStage<Result> step(AgentId agent, Command.Step c) {
        Optional<DeskCall> call = house.desk()
                .of(agent)
                .map(DeskCalls.InHand::shown)
                .filter(shown -> shown.interaction().equals(c.interaction()));
        if (call.isEmpty()) {
            return refused("That call is no longer in your hand.");
        }
        return switch (house.desk().playbooks().tick(call.get(), c)) {
            case OpenPlaybooks.Tick.Refused(String why) -> refused(why);
            case OpenPlaybooks.Tick.Done(Playbook playbook) ->
                publish(
                        agent,
                        new AgentFact.StepDone(
                                agent,
                                c.interaction().value(),
                                playbook.name(),
                                playbook.version(),
                                c.step(),
                                c.done(),
                                Switchboard.personal(c.note())),
                        c.interaction(),
                        _ -> {});
        };
    }

    private CompletionStage<Result> tag(AgentId agent, Command.Tag c) {
        List<String> known = house.settings().desk().tags();
        boolean isGood = known.isEmpty() ? TAG.matcher(c.tag()).matches() : known.contains(c.tag());
        return isGood || !c.on()
                ? publish(
                        agent,
                        new AgentFact.Tagged(agent, c.interaction().value(), c.tag(), c.on()),
                        c.interaction(),
                        _ -> {},
                        () -> house.desk().playbooks().tagged(c.interaction(), c.tag(), c.on()))
                : refused(
                        "A tag is one of those that the administrator has set, or up to 32 letters, digits and spaces.");
    }

    private CompletionStage<Result> attribute(AgentId agent, Command.Attribute c) {
        Optional<ValueType> type =
                Optional.ofNullable(attributes().get(c.name())).flatMap(ValueType::of);
        if (type.isEmpty()) {
            return refused("No script keeps anything of this name for customers.");
        }
        boolean isWithheld = house.desk()
                .of(agent)
                .filter(h -> h.shown().pop().number().isEmpty())
                .isPresent();
        if (isWithheld) {
            return refused("The number is withheld, so nothing can be kept of the caller.");
        }
        Optional<Value> value =
                c.value().isEmpty() ? Optional.of(Value.NOTHING) : type.get().read(c.value());
        return value.isEmpty()
                ? refused("That is no " + type.get().word() + ".")
                : publish(
                        agent,
                        new AgentFact.AttributeSet(
                                agent, c.interaction().value(), c.name(), Switchboard.personal(c.value())),
                        c.interaction(),
                        call -> call.scripts().written(c.name(), value.get()));
    }

    @Override
    public SortedMap<String, String> attributes() {
        SortedMap<String, String> all = new TreeMap<>();
        house.scripts()
                .scripts()
                .values()
                .forEach(script -> script.head().variables().forEach((name, variable) -> {
                    if (variable.ofCustomer()
                            && variable.type() != ValueType.LIST
                            && variable.type() != ValueType.MAP) {
                        all.putIfAbsent(name, variable.type().word());
                    }
                }));
        return all;
    }

    private CompletionStage<Result> help(AgentId agent, String text) {
        Optional<DeskCall> call = house.desk().of(agent).map(DeskCalls.InHand::shown);
        if (call.isEmpty()) {
            return refused("You have no call in hand.");
        }
        InteractionId interaction = call.get().interaction();
        house.desk().marks().asksForHelp(agent, interaction, text);
        return publish(
                agent,
                new AgentFact.HelpAsked(agent, interaction.value(), Switchboard.personal(text)),
                interaction,
                _ -> {});
    }

    @Override
    public CompletionStage<Result> helpTaken(AgentId agent, String by) {
        Optional<WorkMarks.Asked> asked = house.desk().marks().helpOver(agent);
        if (asked.isEmpty()) {
            return refused("This call for help is over.");
        }
        String interaction = asked.get().interaction().value();
        acdLoop.tell(() -> switchboard.tell(agent, new AgentFact.HelpOver(agent, interaction, by)));
        return done();
    }

    @Override
    public List<HelpCall> helpCalls() {
        return house.desk().marks().open().stream()
                .flatMap(a -> house
                        .desk()
                        .of(a.agent())
                        .map(DeskCalls.InHand::shown)
                        .filter(c -> c.interaction().equals(a.interaction()))
                        .map(c ->
                                new HelpCall(a.agent(), a.interaction(), c.pop().queue(), a.text(), a.since()))
                        .stream())
                .sorted(Comparator.comparing(HelpCall::since))
                .toList();
    }

    @Override
    public AfterCall after(QueueName queue) {
        return house.settings().acd().after(queue).or(house.settings().desk().wrapUpCodes());
    }

    private CompletionStage<Result> extend(AgentId agent, Duration by) {
        return by.isNegative() || by.isZero() || by.compareTo(LONGEST_EXTENSION) > 0
                ? refused("Wrap-up can be extended by up to 10 minutes at a time.")
                : toAcd(agent, new AgentCommand.ExtendWrapUp(by));
    }

    private CompletionStage<Result> toCall(AgentId agent, Event event) {
        return inCall(agent, call -> {
            Optional<String> refusal = refusal(call, agent, event);
            if (refusal.isEmpty()) {
                call.fromDesk(agent, event);
            }
            return refusal;
        });
    }

    private static Optional<String> refusal(LiveCall call, AgentId agent, Event event) {
        return call.heeds(agent, event)
                ? call.consult()
                        .hinders(event)
                        .or(() -> event instanceof Event.DeskTransfer t
                                ? call.control().mayGo(t.target())
                                : Optional.empty())
                : Optional.of(CallControl.NOT_YOURS);
    }

    private CompletionStage<Result> inOwnCall(AgentId agent, Function<LiveCall, Optional<String>> act) {
        return inCall(
                agent, call -> call.agent().talksWith(agent) ? act.apply(call) : Optional.of(CallControl.NOT_YOURS));
    }

    /** {@code act} on the call's loop says why it is refused. */
    private CompletionStage<Result> inCall(AgentId agent, Function<LiveCall, Optional<String>> act) {
        Optional<DeskCalls.InHand> inHand = house.desk().of(agent);
        if (inHand.isEmpty()) {
            return refused("You have no call in hand.");
        }
        LiveCall call = inHand.get().call();
        CompletableFuture<Result> answer = new CompletableFuture<>();
        boolean told = call.loop()
                .tell(() -> answer.complete((call.isEnding() ? Optional.of(CallControl.NOT_YOURS) : act.apply(call))
                        .<Result>map(Result.Refused::new)
                        .orElseGet(Result.Done::new)));
        return told ? answer : refused("The server is stopping.");
    }

    private CompletionStage<Result> dial(AgentId agent, Command.Dial c) {
        boolean known = house.settings().acd().queues().stream()
                .anyMatch(q -> c.queue().isEmpty() || c.queue().get().equals(q.name()));
        return known || c.queue().isEmpty()
                ? dialled.dial(agent, c.number(), c.queue())
                : refused("There is no queue " + c.queue().orElseThrow() + ".");
    }

    private CompletionStage<Result> keys(AgentId agent, String keys) {
        return keys.matches("[0-9*#]{1," + MOST_KEYS + "}")
                ? inCall(agent, call -> call.control().press(agent, keys))
                : refused("Keys are 1 to " + MOST_KEYS + " of 0-9, * and #.");
    }

    private CompletionStage<Result> toQueue(AgentId agent, Command.TransferToQueue c) {
        return house.settings().acd().queues().stream().anyMatch(q -> q.name().equals(c.queue()))
                ? toCall(agent, new Event.DeskTransfer(new Transfer.ToQueue(c.queue())))
                : refused("There is no queue " + c.queue() + ".");
    }

    private CompletionStage<Result> toScript(AgentId agent, Command.TransferToScript c) {
        return house.scripts().find(c.script()).isPresent()
                ? toCall(agent, new Event.DeskTransfer(new Transfer.ToScript(c.script())))
                : refused("There is no script " + c.script() + ".");
    }

    private CompletionStage<Result> toColleague(AgentId agent, Command.TransferToAgent c) {
        if (c.colleague().equals(agent)) {
            return refused("You cannot transfer a call to yourself.");
        }
        Optional<Board.AgentLine> line = board().agents().stream()
                .filter(a -> a.agent().equals(c.colleague()))
                .findFirst();
        if (line.isEmpty() || line.get().state().equals("offline")) {
            return refused(line.map(Board.AgentLine::name).orElse(c.colleague().value()) + " is not logged in.");
        }
        return toCall(agent, new Event.DeskTransfer(new Transfer.ToAgent(c.colleague())));
    }

    private CompletionStage<Result> note(AgentId agent, Command.Note c) {
        if (c.text().isBlank() || c.text().length() > NOTE_CHARACTERS) {
            return refused("A note has 1 to " + NOTE_CHARACTERS + " characters.");
        }
        Personal note = Switchboard.personal(c.text());
        return publish(
                agent,
                new AgentFact.Noted(agent, c.interaction().value(), note),
                c.interaction(),
                call -> call.noted(agent, note));
    }

    private CompletionStage<Result> code(AgentId agent, Command.WrapUpCode c) {
        boolean isKnown = house.desk()
                .of(agent)
                .map(h -> after(h.shown().pop().queue()).codes().contains(c.code()))
                .orElse(true); // publish says that there is no call
        return isKnown
                ? publish(
                        agent,
                        new AgentFact.WrapUpCoded(agent, c.interaction().value(), c.code()),
                        c.interaction(),
                        _ -> {},
                        () -> {
                            house.desk().marks().coded(agent, c.interaction());
                            house.desk().playbooks().coded(c.interaction(), c.code());
                        })
                : refused("\"" + c.code() + "\" is not one of the wrap-up codes.");
    }

    /** {@code told} hears of it on the call's loop. */
    private CompletionStage<Result> publish(
            AgentId agent, AgentFact fact, InteractionId interaction, Consumer<LiveCall> told) {
        return publish(agent, fact, interaction, told, () -> {});
    }

    /** {@code first} is run at once if the call is in the agent's hand. */
    private CompletionStage<Result> publish(
            AgentId agent, AgentFact fact, InteractionId interaction, Consumer<LiveCall> told, Runnable first) {
        Optional<LiveCall> mine = house.desk()
                .of(agent)
                .filter(h -> h.shown().interaction().equals(interaction))
                .map(DeskCalls.InHand::call);
        if (mine.isEmpty()) {
            return refused("That call is no longer in your hand.");
        }
        first.run();
        acdLoop.tell(() -> switchboard.tell(agent, fact));
        LiveCall call = mine.get();
        call.loop().tell(() -> told.accept(call));
        return done();
    }

    @Override
    public Board board() {
        return house.acd().board();
    }

    @Override
    public Snapshot snapshot(AgentId agent) {
        Board.AgentLine line = board().agents().stream()
                .filter(a -> a.agent().equals(agent))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no agent " + agent));
        Optional<DeskCall> call = inHand(agent).map(DeskCall::forAgent);
        return new Snapshot(line, call, call.flatMap(house.desk().playbooks()::guide));
    }

    @Override
    public Optional<DeskCall> inHand(AgentId agent) {
        return house.desk().of(agent).map(DeskCalls.InHand::shown);
    }

    @Override
    public Targets targets() {
        AcdSettings acd = house.settings().acd();
        return new Targets(
                acd.queues().stream().map(AcdSettings.QueueSettings::name).toList(),
                house.scripts().scripts().keySet().stream().sorted().toList(),
                acd.agents().stream().map(AcdSettings.AgentSettings::id).toList());
    }

    private static CompletionStage<Result> done() {
        return CompletableFuture.completedFuture(new Result.Done());
    }

    private static CompletionStage<Result> refused(String why) {
        return CompletableFuture.completedFuture(new Result.Refused(why));
    }
}
