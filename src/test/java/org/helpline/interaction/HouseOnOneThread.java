package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdLog;
import org.helpline.acd.Board;
import org.helpline.acd.LiveAcd;
import org.helpline.call.Calls;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeEdge;
import org.helpline.call.FakeMedia;
import org.helpline.call.FakePhone;
import org.helpline.call.LaggingLoop;
import org.helpline.call.Sdp;
import org.helpline.config.AcdSettings;
import org.helpline.config.AfterCall;
import org.helpline.config.CallSettings;
import org.helpline.config.CallSettings.Extension;
import org.helpline.config.CallSettings.Extension.To;
import org.helpline.config.CallbackSettings;
import org.helpline.config.DeskSettings;
import org.helpline.config.MediaSettings;
import org.helpline.config.RecordingSettings;
import org.helpline.config.ReportSettings;
import org.helpline.config.ScriptSettings;
import org.helpline.config.Settings;
import org.helpline.config.SipSettings;
import org.helpline.config.SpeechSettings;
import org.helpline.config.StoreSettings;
import org.helpline.config.TlsSettings;
import org.helpline.config.TraceSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.config.VoicemailSettings;
import org.helpline.core.AgentId;
import org.helpline.core.BusinessHours;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Loop;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.helpline.interaction.lookup.CustomerLookUp;
import org.helpline.interaction.lookup.LookUpShapes;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.sip.IncomingCall.Invite;
import org.helpline.sip.trunk.Trunks;
import org.helpline.speech.Speaker;

/**
 * The real hallway, legs, scripts and ACD on one thread in virtual time, between fake phones and a fake media engine. Agents
 * serve {@code support} and {@code billing}, which takes nobody while none of them is logged in; number 100 is the shipped support line, 200 the information line; of the scripts
 * of these tests 300 goes straight into a queue, 301 does so after ringing for 2 s, 302 asks a question after the agent, and 303 records.
 */
final class HouseOnOneThread {

    static final QueueName SUPPORT = new QueueName("support");
    static final Path OWN_SCRIPTS = Path.of("src/test/resources/interaction/scripts");
    static final QueueName BILLING = new QueueName("billing");
    static final String ANNAS_CALLER = "+905321234567";

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-18T09:00:00Z"));
    final SameThreadLoop time = new SameThreadLoop("sip-0", clock);
    final LaggingLoop sip;
    final LaggingLoop sip2;
    final LaggingLoop acdLoop;
    final FakeEdge edge = new FakeEdge();
    final FakeMedia media = new FakeMedia();
    final List<Published> facts = new ArrayList<>();
    final List<FakeCaller> callers = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final Book book = new Book();
    final Shop shop = new Shop();
    final KeptMessages boxes = new KeptMessages();
    final KeptTalks archive = new KeptTalks();
    Studio studio = Studio.CLOSED;
    final Shelf shelf = new Shelf();
    final Acd acd;
    final Hallway hallway;
    final Calls calls;
    Duration loading = Duration.ZERO;
    boolean draining;
    boolean open = true;

    /** With the shipped scripts. */
    HouseOnOneThread(String... agents) {
        this(Path.of("ivr-scripts"), () -> Duration.ZERO, 1, agents);
    }

    /** With the scripts of these tests, which go straight into a queue. */
    static HouseOnOneThread straight(String... agents) {
        return new HouseOnOneThread(OWN_SCRIPTS, () -> Duration.ZERO, 1, agents).ready(agents);
    }

    /** {@code lag} is how long a word from one loop to another takes. */
    HouseOnOneThread(Path scripts, Supplier<Duration> lag, long seed, String... agents) {
        sip = new LaggingLoop(time, lag);
        sip2 = new LaggingLoop(time.joinedBy("sip-1"), lag);
        acdLoop = new LaggingLoop(time.joinedBy("acd"), lag);
        Settings settings = settings(agents);
        Random random = new Random(seed);
        Acd[] late = new Acd[1];
        Hallway[] lateHallway = new Hallway[1];
        calls = new Calls(
                media, settings.media(), Optional.empty(), random, () -> edge, () -> lateHallway[0].switchboard());
        hallway = new Hallway(new Hallway.Parts(
                settings,
                clock,
                facts::add,
                calls,
                () -> late[0],
                acdLoop,
                book,
                new CustomerLookUp(book::customer, shop),
                library(scripts),
                new Speaker(settings.speech(), Runnable::run, clock),
                Path.of("ivr-scripts/music"),
                _ -> false,
                _ -> open ? BusinessHours.State.OPEN : BusinessHours.State.CLOSED,
                () -> draining,
                log::add,
                this::block,
                random,
                boxes,
                studio,
                new CallbackShelf.Found(shelf, List.of()),
                archive));
        lateHallway[0] = hallway;
        edge.runOn(sip);
        acd = LiveAcd.start(settings.acd(), acdLoop, _ -> open, hallway.ids(), AcdLog.NONE, hallway.switchboard());
        late[0] = acd;
        time.run();
    }

    private void block(Runnable task) {
        if (loading.isZero()) {
            task.run();
        } else {
            time.after(loading, task);
        }
    }

    /** The shipped scripts, and those of these tests. */
    private static ScriptLibrary library(Path directory) {
        Known known = new Known(
                        Set.of("support", "billing"), Set.of("office"), Set.of(), Set.of("default"), Set.of(), true)
                .withPeople(Phonebooks.of(settings("anna")), Set.of("billing"))
                .withLookUps(Map.of(
                        "order_status",
                        new LookUpShape(
                                Set.of("number"),
                                Optional.empty(),
                                Map.of("state", new LookUpShape.Field(ValueType.TEXT, false))),
                        LookUpShape.CUSTOMER,
                        LookUpShape.customer(LookUpShapes.CUSTOMER)));
        ScriptLibrary library = new ScriptLibrary(directory, () -> known);
        try {
            for (ScriptLibrary.Change change : library.refresh()) {
                if (change instanceof ScriptLibrary.Change.Kept kept) {
                    throw new AssertionError(kept.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return library;
    }

    /** Numbers and their scripts, in turn. */
    private static Map<String, String> numbers(String... pairs) {
        Map<String, String> numbers = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            numbers.put(pairs[i], pairs[i + 1]);
        }
        return numbers;
    }

    private static Settings settings(String... agents) {
        Path nowhere = Path.of("target/nowhere");
        return new Settings(
                nowhere,
                new SipSettings(
                        List.of(),
                        false,
                        "",
                        1,
                        "",
                        List.of(),
                        8192,
                        0,
                        0,
                        0,
                        new SipSettings.Connections(1, 1, Duration.ZERO, Duration.ZERO),
                        Map.of(),
                        Map.of()),
                new MediaSettings(0, 0, 1, List.of("PCMU", "PCMA"), Duration.ofSeconds(30), Duration.ofSeconds(5)),
                new CallSettings(
                        numbers(
                                "100",
                                "support-line",
                                "200",
                                "information-line",
                                "300",
                                "straight",
                                "301",
                                "straight",
                                "302",
                                "survey",
                                "303",
                                "message",
                                "304",
                                "orders",
                                "305",
                                "transfer",
                                "306",
                                "callback",
                                "307",
                                "shops",
                                "308",
                                "levels",
                                "309",
                                "onward",
                                "310",
                                "recorded-yes",
                                "311",
                                "recorded-no"),
                        Map.of("301", Duration.ofSeconds(2)),
                        Duration.ofHours(1),
                        List.of(
                                new Extension("201", new To.Agent(new AgentId("anna")), "Anna", true),
                                new Extension("202", new To.Agent(new AgentId("ben")), "Ben", true),
                                new Extension("204", new To.Registered(), "Front desk", true))),
                new ScriptSettings(nowhere, Map.of(), false),
                new SpeechSettings(List.of(), nowhere, 1_000_000, 1),
                new AcdSettings(
                        List.of(
                                queue("support", 50, Optional.empty()),
                                queue("billing", 1, Optional.of(new AcdSettings.Target.Goodbye()))),
                        Stream.of(agents).map(HouseOnOneThread::agent).toList(),
                        Duration.ofSeconds(18)),
                new DeskSettings("", List.of(), List.of("Lunch"), List.of("Solved"), Duration.ofHours(1), "TR"),
                new StoreSettings(nowhere, nowhere, nowhere, "TR"),
                Map.of(),
                new VoicemailSettings(nowhere, ZoneOffset.UTC, List.of(), Optional.empty()),
                new CallbackSettings(
                        Optional.of("sip:{number}@192.0.2.90"),
                        List.of("+4930*"),
                        List.of(),
                        Duration.ofSeconds(30),
                        Optional.empty(),
                        Optional.empty()),
                new TlsSettings(Optional.empty(), nowhere, List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty()),
                new TrunksSettings(List.of(Trunks.allowing("acme", "+49305*")), Set.of(), TrunksSettings.Accept.ANYONE),
                TraceSettings.NONE,
                new ReportSettings(ZoneOffset.UTC, ReportSettings.Terms.USUAL, List.of()),
                new RecordingSettings(
                        nowhere,
                        RecordingSettings.Format.WAV,
                        Duration.ofDays(90),
                        Optional.empty(),
                        Optional.of(""),
                        0,
                        false));
    }

    private static AcdSettings.QueueSettings queue(String name, int maxSize, Optional<AcdSettings.Target> nobody) {
        return new AcdSettings.QueueSettings(
                new QueueName(name),
                "default",
                Duration.ofMinutes(5),
                maxSize,
                new AcdSettings.Target.Goodbye(),
                nobody,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30));
    }

    private static AcdSettings.AgentSettings agent(String id) {
        return new AcdSettings.AgentSettings(
                new AgentId(id),
                "The " + id,
                List.of(SUPPORT, BILLING),
                false,
                AcdSettings.Role.AGENT,
                id.equals("bill") ? Map.of("billing", 3) : Map.of(),
                true);
    }

    /** From now on a queue wants this of its agents after a call. */
    void wants(String queue, AfterCall after) {
        Settings now = hallway.settings();
        AcdSettings acd = new AcdSettings(
                now.acd().queues().stream()
                        .map(q -> q.name().value().equals(queue) ? q.after(after) : q)
                        .toList(),
                now.acd().agents(),
                now.acd().serviceLevel());
        hallway.change(now.with(now.calls(), acd, now.scripts()));
    }

    /** From now on all queues ring all. */
    HouseOnOneThread ringsAll() {
        Settings now = hallway.settings();
        AcdSettings acd = new AcdSettings(
                now.acd().queues().stream()
                        .map(q -> q.sharedBy(q.sharing().by(AcdSettings.Strategy.RING_ALL)))
                        .toList(),
                now.acd().agents(),
                now.acd().serviceLevel());
        hallway.change(now.with(now.calls(), acd, now.scripts()));
        this.acd.reconfigure(acd);
        run();
        return this;
    }

    /** From now on desks do not show that a supervisor listens. */
    void hidesWhoListens() {
        Settings now = hallway.settings();
        DeskSettings d = now.desk();
        DeskSettings hiding = new DeskSettings(
                d.listen(),
                d.origins(),
                d.notReadyReasons(),
                d.wrapUpCodes(),
                d.sessionIdle(),
                d.homeCountry(),
                d.uploadMegabytes(),
                d.https(),
                d.tags(),
                d.knowledge(),
                d.company(),
                d.passwords(),
                false,
                d.phone());
        hallway.change(new Settings(
                now.data(),
                now.sip(),
                now.media(),
                now.calls(),
                now.scripts(),
                now.speech(),
                now.acd(),
                hiding,
                now.store(),
                now.lookUps(),
                now.voicemail(),
                now.callbacks(),
                now.tls(),
                now.trunks(),
                now.trace(),
                now.reports(),
                now.recordings()));
    }

    /** From now on a queue has these rules at its door. */
    void joinedBy(String queue, AcdSettings.Joining joining) {
        Settings now = hallway.settings();
        AcdSettings acd = new AcdSettings(
                now.acd().queues().stream()
                        .map(q -> q.name().value().equals(queue) ? q.joinedBy(joining) : q)
                        .toList(),
                now.acd().agents(),
                now.acd().serviceLevel());
        this.acd.reconfigure(acd);
        run();
        hallway.change(now.with(now.calls(), acd, now.scripts()));
    }

    // ---- people

    /** Somebody calls a number; the call is answered and acknowledged unless the house refuses or rings. */
    FakeCaller calls(String dialled) {
        return calls(dialled, ANNAS_CALLER, Optional.of(Sdp.audio(30_000)));
    }

    /** An INVITE that has not come yet. */
    FakeCaller invited(String dialled, String from) {
        return invited(dialled, from, Optional.of(Sdp.audio(30_000)));
    }

    /** Somebody calls by trunk acme, which takes REFER. */
    FakeCaller callsByTrunk(String dialled) {
        FakeCaller caller = invited(dialled, ANNAS_CALLER, Optional.of(Sdp.audio(30_000)), Optional.of("acme"))
                .takingRefer();
        callers.add(caller);
        calls.onInvite(caller);
        run();
        caller.ack();
        run();
        return caller;
    }

    /** An INVITE by a trunk that has not come yet. */
    FakeCaller invitedBy(String trunk, String dialled, String from) {
        return invited(dialled, from, Optional.of(Sdp.audio(33_000)), Optional.of(trunk));
    }

    private FakeCaller invited(String dialled, String from, Optional<String> offer) {
        return invited(dialled, from, offer, Optional.empty());
    }

    private FakeCaller invited(String dialled, String from, Optional<String> offer, Optional<String> trunk) {
        return new FakeCaller(
                sip,
                new Invite(
                        "call-" + callers.size(),
                        new Personal(from),
                        new Personal("Ada"),
                        dialled,
                        "udp 192.0.2.50:5060",
                        InetAddress.getLoopbackAddress(),
                        InetAddress.getLoopbackAddress(),
                        "fake/1",
                        offer,
                        trunk,
                        Personal.NONE,
                        "",
                        Personal.NONE,
                        false,
                        false));
    }

    /** Somebody whose call lives on another loop than those of all others. */
    FakeCaller callsElsewhere(String dialled, String from) {
        Invite invite = invited(dialled, from).invite();
        return calls(new FakeCaller(sip2, invite), Optional.of(""));
    }

    FakeCaller calls(String dialled, String from, Optional<String> offer) {
        return calls(invited(dialled, from, offer), offer);
    }

    private FakeCaller calls(FakeCaller caller, Optional<String> offer) {
        callers.add(caller);
        calls.onInvite(caller);
        run();
        if (offer.isPresent() && caller.said().contains("200")) {
            caller.ack();
            run();
        }
        return caller;
    }

    /** These agents have a phone, log in and are ready. */
    HouseOnOneThread ready(String... agents) {
        for (String agent : agents) {
            edge.register(agent, "sip:" + agent + "@192.0.2.60");
            acd.reachable(new AgentId(agent), true);
            desk(agent, new DeskPort.Command.LogIn());
            desk(agent, new DeskPort.Command.Ready());
        }
        return this;
    }

    DeskPort.Result desk(String agent, DeskPort.Command command) {
        CompletableFuture<DeskPort.Result> answer =
                hallway.desk().command(new AgentId(agent), command).toCompletableFuture();
        passes(Duration.ofMillis(50));
        return answer.getNow(new DeskPort.Result.Refused("no answer yet"));
    }

    Optional<DeskPort.DeskCall> onDesk(String agent) {
        return hallway.desk().snapshot(new AgentId(agent)).call();
    }

    String agentState(String agent) {
        Board.AgentLine line = hallway.desk().snapshot(new AgentId(agent)).agent();
        return line.reason().isEmpty() ? line.state() : line.state() + " (" + line.reason() + ")";
    }

    /** The agent whose phone rings takes the call. */
    FakePhone answers() {
        FakePhone phone =
                edge.called().stream().filter(FakePhone::isRinging).findFirst().orElseThrow();
        phone.rings().answers();
        run();
        return phone;
    }

    void run() {
        time.run();
    }

    void passes(Duration by) {
        time.advance(by);
    }

    void passes(int seconds) {
        passes(Duration.ofSeconds(seconds));
    }

    // ---- what was told

    /** Streams of calls in the order of their INVITEs. */
    List<String> streams() {
        return facts.stream()
                .filter(f -> f.fact() instanceof CallFact.Arrived)
                .map(Published::stream)
                .toList();
    }

    /** The facts of the n-th call, from 0. */
    List<Fact> story(int call) {
        String stream = streams().get(call);
        return facts.stream()
                .filter(f -> f.stream().equals(stream))
                .map(Published::fact)
                .toList();
    }

    <F extends Fact> List<F> story(int call, Class<F> kind) {
        return story(call).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** {@code outcome by}, or a failure if the call has not ended. */
    String end(int call) {
        CallFact.Ended end = story(call, CallFact.Ended.class).getFirst();
        return end.outcome() + " by " + end.by();
    }

    /** After all calls: no leg, phone, timer or conversation is left, and each call has one last fact. */
    void assertNothingIsLeft(String as) {
        assertThat(hallway.liveCalls()).as(as + ": calls").isZero();
        assertThat(media.open()).as(as + ": media legs").isEmpty();
        assertThat(callers).as(as + ": dialogs with callers").allMatch(FakeCaller::isOver);
        assertThat(edge.called()).as(as + ": dialogs with agents").allMatch(FakePhone::isOver);
        assertThat(sip.pendingTimers() + sip2.pendingTimers())
                .as(as + ": timers")
                .isZero();
        assertThat(boxes.ofACrash).as(as + ": what a crash would keep").isEmpty();
        assertThat(hallway.desk().board().queues()).as(as + ": queues").allMatch(q -> q.waiting() == 0);
        assertThat(hallway.desk().board().agents())
                .as(as + ": agents")
                .noneMatch(a -> a.state().equals("offered") || a.state().equals("talking"));
        for (int call = 0; call < streams().size(); call++) {
            List<Fact> story = story(call);
            assertThat(story.getLast()).as(as + ": last fact of call " + call).isInstanceOf(CallFact.Ended.class);
            assertThat(story(call, CallFact.Ended.class))
                    .as(as + ": ends of call " + call)
                    .hasSize(1);
            assertThat(story(call, CallFact.Arrived.class))
                    .as(as + ": call " + call)
                    .hasSize(1);
        }
    }

    /** Who is rung, in order: every phone ever called. */
    List<String> rung() {
        return edge.called().stream().map(p -> p.agent().value()).toList();
    }

    /** Another program, which answers when a test says so. */
    static final class Shop implements LookUps {
        final List<String> asked = new ArrayList<>();
        final List<Consumer<LookUpAnswer>> waiting = new ArrayList<>();
        int calledOff;

        @Override
        public Asking ask(String name, Map<String, Value> parameters, Loop loop, Consumer<LookUpAnswer> told) {
            asked.add(name + " " + new Value.Fields(parameters).written());
            Consumer<LookUpAnswer> onLoop = answer -> loop.tell(() -> told.accept(answer));
            waiting.add(onLoop);
            return () -> {
                calledOff++;
                waiting.remove(onLoop);
            };
        }
    }

    /** Call-backs as they would lie on the disk. */
    static final class Shelf implements CallbackShelf {
        final Map<String, CallbackWish> kept = new LinkedHashMap<>();
        final List<Callbacks.Ended> over = new ArrayList<>();

        @Override
        public CompletionStage<Boolean> keep(CallbackWish wish) {
            kept.put(wish.callback().value(), wish);
            return CompletableFuture.completedFuture(true);
        }

        @Override
        public void over(Callbacks.Ended ended, CallbackWish last) {
            kept.remove(ended.callback().value());
            over.addFirst(ended);
        }

        @Override
        public CompletionStage<List<Callbacks.Ended>> past(int most) {
            return CompletableFuture.completedFuture(over.stream().limit(most).toList());
        }
    }

    static final class Book implements CustomerBook {
        final Map<String, Caller> known = new HashMap<>();
        final Map<String, String> languages = new HashMap<>();
        final Map<String, LookUpAnswer> cards = new HashMap<>();
        final List<String> keeps = new ArrayList<>();
        Optional<CompletableFuture<Caller>> slow = Optional.empty();
        CompletableFuture<Optional<AgentId>> lastAgent = CompletableFuture.completedFuture(Optional.empty());

        @Override
        public boolean mayKnow(String number) {
            return !known.isEmpty() || slow.isPresent();
        }

        @Override
        public CompletionStage<Caller> byNumber(String number, int limit) {
            return slow.orElseGet(() -> CompletableFuture.completedFuture(
                    known.getOrDefault(number, new Caller(List.of(), Optional.empty()))));
        }

        @Override
        public CompletionStage<LookUpAnswer> customer(String number) {
            return CompletableFuture.completedFuture(cards.getOrDefault(number, new LookUpAnswer.None()));
        }

        @Override
        public void keep(String number, String name, Value value) {
            keeps.add(name + "=" + value.written());
        }

        @Override
        public CompletionStage<Optional<AgentId>> lastAgent(String number) {
            return lastAgent;
        }

        @Override
        public void rememberLanguage(String number, String language) {
            languages.put(number, language);
        }
    }
}
