package org.helpline.interaction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.helpline.acd.Acd;
import org.helpline.call.Calls;
import org.helpline.config.AcdSettings;
import org.helpline.config.Settings;
import org.helpline.core.AgentId;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.FactSink;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.QueueName;
import org.helpline.core.Snapshot;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Environment;
import org.helpline.speech.Speaker;
import org.helpline.speech.Tidied;

/** The hallway, joined together: the switchboard, the desks' door and the scripts in force. Any thread. */
public final class Hallway {

    private static final int SCRIPTS_PER_CALL = 20;

    private final Directory<InteractionId, LiveCall> calls = new Directory<>();
    private final Switchboard switchboard;
    private final DeskDoor desk;
    private final ForNow forNow = new ForNow();
    private final DeskSupervision supervision;
    private final PromptBook prompts;
    private final Loop acdLoop;
    private final Snapshot<Settings> current;
    private final Snapshot<PhoneBook> people;
    private final Snapshot<QueueWays> ways;
    private final Supplier<InteractionId> ids;
    private final CallbackShelf.Found kept;
    private final CallbackBook book;
    private final Callbacks callbacks;
    private final Consumer<CutOffs.CutOff> cutOffs;

    /**
     * What the hallway joins.
     *
     * @param acd asked for with the first call, since the ACD is started with this hallway's switchboard as its listener
     * @param acdLoop the ACD's loop, which owns the agents' streams of facts
     * @param music the folder of music files
     * @param notices whether a notice is switched on
     * @param hours a calendar's state now
     * @param draining whether no new calls are taken
     * @param blocking runs what blocks, on virtual threads
     * @param callbacks where call-backs are kept, and those that were
     * @param boxes who keeps what callers have said
     * @param studio who does what is asked by phone with a PIN
     * @param archive who keeps recordings of conversations
     */
    public record Parts(
            Settings settings,
            Clock clock,
            FactSink facts,
            Calls calls,
            Supplier<Acd> acd,
            Loop acdLoop,
            CustomerBook customers,
            LookUps lookUps,
            ScriptLibrary scripts,
            Speaker speaker,
            Path music,
            Predicate<String> notices,
            Function<String, BusinessHours.State> hours,
            Draining draining,
            Consumer<String> log,
            Executor blocking,
            RandomGenerator random,
            MessageBoxes boxes,
            Studio studio,
            CallbackShelf.Found callbacks,
            CallArchive archive) {}

    /** Joins the parts. */
    public Hallway(Parts p) {
        this(p, UnaryOperator.identity());
    }

    /** The same whose scripts see the world otherwise. */
    public Hallway(Parts p, UnaryOperator<Environment> seen) {
        this.acdLoop = p.acdLoop();
        this.current = new Snapshot<>(p.settings());
        this.people = new Snapshot<>(Phonebooks.of(p.settings()));
        this.ways = new Snapshot<>(new QueueWays(p.settings().acd().queues()));
        this.prompts = new PromptBook(
                p.music(), p.speaker(), p.blocking(), p.settings().media().ringback());
        House house = new House(
                current,
                people,
                ways,
                p.clock(),
                p.facts(),
                p.calls(),
                p.acd(),
                p.customers(),
                p.lookUps(),
                p.scripts(),
                prompts,
                new DeskCalls(p.clock()),
                p.notices(),
                p.hours(),
                new House.Limits(SCRIPTS_PER_CALL, p.settings().scripts().stepsPerCall()),
                p.log(),
                call -> calls.remove(call.id()),
                p.boxes(),
                p.studio(),
                this::book,
                _ -> p.random().nextInt(100),
                new Directory<>(),
                new Directory<>(),
                new Directory<>(),
                new CutOffs(),
                seen,
                p.archive());
        this.cutOffs = c -> house.cutOffs()
                .restore(c, house.returnWithin(c.queue()), p.clock().now());
        this.ids = new NewIds(p.clock(), p.random());
        this.kept = p.callbacks();
        this.book = new CallbackBook(house, p.acdLoop(), p.callbacks().shelf(), ids, calls);
        this.callbacks = new OpenCallbacks(house, book, p.acdLoop());
        DialledCalls dialled = new DialledCalls(house, p.acdLoop(), calls, p.draining());
        this.switchboard = new Switchboard(house, calls, ids, p.draining(), book, dialled);
        this.desk = new DeskDoor(house, switchboard, p.acdLoop(), dialled);
        this.supervision = new DeskSupervision(house, switchboard, p.acdLoop(), calls, forNow);
    }

    private CallbackBook book() {
        return book;
    }

    /** From now on calls begin with these playbooks, by name; each queue says which is its own. Any thread. */
    public void playbooks(Function<String, Optional<Playbook>> all) {
        desk.playbooks(queue -> settings().acd().after(queue).playbook().flatMap(all));
    }

    /** Names calls that we make ourselves. Any thread. */
    public Supplier<InteractionId> ids() {
        return ids;
    }

    /** What was promised before a restart is taken up; once the ACD runs, before callers come. */
    public void takeUp() {
        book.restore(kept.kept());
    }

    /**
     * Somebody was cut off before a restart; if they call again soon, they stand where they stood.
     *
     * @param caller who they are, as {@link CustomerBook#callerId} says
     * @param at from when on the time counts in which they must call again
     */
    public void takeUp(String caller, QueueName queue, int priority, Instant since, Instant at) {
        cutOffs.accept(new CutOffs.CutOff(caller, queue, priority, since, at));
    }

    /** What people may ask about call-backs. */
    public Callbacks callbacks() {
        return callbacks;
    }

    /** Takes new calls and the ACD's decisions. */
    public Switchboard switchboard() {
        return switchboard;
    }

    /** What desks use. */
    public DeskPort desk() {
        return desk;
    }

    /** What supervisors use. */
    public Supervision supervision() {
        return supervision;
    }

    /** Settings of queues and agents with what supervisors have changed for now: what the ACD is to go by. Any thread. */
    public AcdSettings inForce(AcdSettings written) {
        return forNow.over(written);
    }

    /** Loads what the script is sure to say; a sentence for each prompt that cannot be heard. Blocks. */
    public List<String> prepare(Script script) {
        return prepare(script, (_, _) -> {});
    }

    /** The same, with {@code progress} told of what is spoken. Blocks. */
    public List<String> prepare(Script script, Progress progress) {
        return prompts.prepare(script, progress);
    }

    /** Makes room among what was spoken, if there is too much of it. Blocks. */
    public Tidied tidySpeech() throws IOException {
        return prompts.tidy();
    }

    /** The settings in force. Any thread. */
    public Settings settings() {
        return current.get();
    }

    /** Takes up other settings, as far as calls and desks ask for them anew; one thread at a time. */
    public void change(Settings next) {
        people.publish(Phonebooks.of(next));
        ways.publish(ways.get().with(next.acd().queues()));
        current.publish(next);
    }

    /** Calls in progress. */
    public int liveCalls() {
        return calls.size();
    }

    /** Ends every call, each with this sentence. */
    public void endAll(String why) {
        calls.all().forEach(c -> c.loop().tell(() -> c.end(why)));
    }

    /** A phone of an agent came or went. */
    public void phoneChanged(AgentId agent, String contact, boolean registered, String why) {
        acdLoop.tell(() -> switchboard.phoneChanged(agent, contact, registered, why));
    }
}
