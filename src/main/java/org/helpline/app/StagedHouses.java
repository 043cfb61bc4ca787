package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdListener;
import org.helpline.acd.AcdLog;
import org.helpline.acd.AtTheDoor;
import org.helpline.acd.WaitRange;
import org.helpline.app.stage.House;
import org.helpline.app.stage.Replies;
import org.helpline.app.stage.StagedAcd;
import org.helpline.app.stage.Staging;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.CallSettings;
import org.helpline.config.CallbackSettings;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.config.TrunksSettings;
import org.helpline.config.VoicemailSettings;
import org.helpline.core.AgentId;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.MovableClock;
import org.helpline.core.Personal;
import org.helpline.core.Problem;
import org.helpline.core.QueueName;
import org.helpline.core.Timers;
import org.helpline.interaction.CustomerBook;
import org.helpline.interaction.Studio;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.MockedAnswer;
import org.helpline.ivr.run.ScriptEvent.StudioAnswer;
import org.helpline.ivr.run.ScriptSimulator;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.DeclaredHours;
import org.helpline.ivr.trial.DoorWaits;
import org.helpline.ivr.trial.Played;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialAct;
import org.helpline.ivr.trial.TrialRun;

/**
 * Servers for tests over SIP: each is the whole server on loopback, on ports and in a folder of its own, with the operator's settings, at the
 * hour and among the circumstances that its test names. Blocks. {@link #open} from any thread once the first is open.
 */
final class StagedHouses implements AutoCloseable {

    private static final AgentId AGENT = new AgentId("test-agent");
    private static final Duration BEFORE = Duration.ofMinutes(10);
    private static final int LOOKS = 500;
    private static final long LOOK_NANOS = 20_000_000;

    /** What takes long to make and may be the same for all. */
    private static final List<String> SHARED = List.of("accounts.json", "phones.secret");

    private final StartOptions options;
    private final Settings settings;
    private final Surroundings surroundings;
    private final Path folder;
    private final AtomicInteger count = new AtomicInteger();
    private final Secret secret = new Secret(UUID.randomUUID().toString());

    StagedHouses(StartOptions options, Settings settings, Surroundings surroundings) throws IOException {
        this.options = options;
        this.settings = settings;
        this.surroundings = surroundings;
        this.folder = Files.createTempDirectory("helpline-stage");
    }

    /** A server could not be started; the message tells every reason. */
    static final class NotOpened extends IOException {

        private static final long serialVersionUID = 1;

        NotOpened(List<Problem> problems) {
            super("no server could be started: " + problems);
        }
    }

    /**
     * Starts a server on which {@code script} answers, and has what it says loaded.
     *
     * @throws IOException if it cannot be started
     */
    House open(Script script, Trial trial) throws IOException {
        return open(script, trial, new TrialRun(script, surroundings, new Coverage()).play(trial));
    }

    /**
     * The same where all that the script asks is answered as it was in virtual time.
     *
     * @throws IOException if it cannot be started
     */
    House open(Script script, Trial trial, Played played) throws IOException {
        Path data = Files.createDirectories(folder.resolve(String.valueOf(count.incrementAndGet())));
        copyShared(data);
        Replies replies = Replies.of(played);
        Stage stage = new Stage(surroundings, script, trial, replies);
        SettingsReader.Read read = switch (SettingsReader.read(sources(script, data))) {
            case SettingsReader.Read r -> r;
            case SettingsReader.Refused r -> throw new NotOpened(r.problems().all());
        };
        Settings own = phones(
                alone(staged(read.settings(), script, trial.given().dialled()), data, replies),
                replies.rung().values());
        return switch (Assembly.start(new SettingsReader.Read(own, read.inForce()), stage)) {
            case Assembly.NotStarted n -> throw new NotOpened(n.problems().all());
            case Assembly.Running r -> {
                keepShared(data);
                yield house(r, stage, script, trial);
            }
        };
    }

    private House house(Assembly.Running running, Stage stage, Script script, Trial trial) throws IOException {
        Server server = running.server();
        server.hallway().prepare(script);
        stage.remember();
        return new House(
                server.edge().listening().stream()
                        .filter(l -> l.transport().equals("udp"))
                        .findFirst()
                        .orElseThrow()
                        .address(),
                trial.given().dialled(),
                AGENT,
                secret,
                stage.clock(),
                stage.acd(),
                server.hallway().desk(),
                stage::change,
                server.tools().facts()::add,
                () -> Shutdown.stop(server));
    }

    private Sources sources(Script script, Path data) {
        Sources own = options.sources();
        List<String> sets = new ArrayList<>(own.sets());
        Path home = script.folder().toAbsolutePath().normalize().getParent();
        sets.addAll(List.of(
                "sip.listen=127.0.0.1:0",
                "sip.tcp=no",
                "sip.advertised=",
                "sip.loops=1",
                "media.ports=0",
                "media.loops=1",
                "media.silence-timeout=1d",
                "calls.max-length=7d",
                "desk.listen=127.0.0.1:0",
                "scripts.reload=no",
                "scripts.directory=" + home,
                "speech.cache=" + settings.speech().cache(),
                "store.file=helpline.db",
                "store.spill=spill",
                "store.customers=" + data.resolve("customers.csv"),
                "voicemail.folder=voicemail"));
        return new Sources(own.home(), data, own.conf(), own.profile(), own.environment(), List.copyOf(sets));
    }

    /** One number, which leads to the script; the agents there are, off duty, and one of ours for all queues. */
    private static Settings staged(Settings s, Script script, String dialled) {
        List<AgentSettings> agents = new ArrayList<>(s.acd().agents().stream()
                .map(a -> new AgentSettings(a.id(), a.name(), List.of(), false, a.role()))
                .toList());
        agents.add(new AgentSettings(
                AGENT,
                "Test agent",
                s.acd().queues().stream().map(AcdSettings.QueueSettings::name).toList(),
                false,
                AcdSettings.Role.AGENT));
        return s.with(
                new CallSettings(
                        Map.of(dialled, script.name()),
                        Map.of(),
                        s.calls().maxLength(),
                        s.calls().extensions().stream().map(StagedHouses::here).toList()),
                new AcdSettings(s.acd().queues(), List.copyOf(agents), s.acd().serviceLevel()),
                s.scripts().keepingNothing());
    }

    /** A phone elsewhere is not rung: one of ours registers for it. */
    private static CallSettings.Extension here(CallSettings.Extension e) {
        return e.to() instanceof CallSettings.Extension.To.Contact
                ? new CallSettings.Extension(
                        e.number(), new CallSettings.Extension.To.Registered(), e.name(), e.listed())
                : e;
    }

    /** Whoever may be rung has a phone that registers here with our secret: nobody's real phone rings. */
    private Settings phones(Settings s, Collection<PhoneBook.Reach> rung) {
        Map<String, Secret> secrets = new HashMap<>();
        s.acd().agents().forEach(a -> secrets.put(a.id().value(), secret));
        rung.stream()
                .filter(PhoneBook.Reach.Outside.class::isInstance)
                .forEach(r -> secrets.put(((PhoneBook.Reach.Outside) r).number(), secret));
        s.calls().extensions().forEach(e -> {
            if (e.to() instanceof CallSettings.Extension.To.Registered) {
                secrets.put(e.number(), secret);
            }
        });
        return s.with(s.sip().withPhones(secrets));
    }

    /** Messages stay in its own folder and in the house, and nobody is really called back: settings may name a mail server. */
    private static Settings alone(Settings s, Path data, Replies replies) {
        return s.with(
                new VoicemailSettings(
                        data.resolve("voicemail"),
                        s.voicemail().zone(),
                        s.voicemail().boxes(),
                        Optional.empty()),
                new CallbackSettings(
                        Optional.empty(),
                        List.of("*", "+*"),
                        replies.refusedNumbers(),
                        s.callbacks().ring(),
                        s.callbacks().shown(),
                        Optional.empty()));
    }

    private void copyShared(Path data) throws IOException {
        for (String name : SHARED) {
            if (Files.exists(folder.resolve(name))) {
                Files.copy(folder.resolve(name), data.resolve(name));
            }
        }
    }

    private void keepShared(Path data) throws IOException {
        for (String name : SHARED) {
            if (!Files.exists(folder.resolve(name)) && Files.exists(data.resolve(name))) {
                Files.copy(data.resolve(name), folder.resolve(name));
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /** The circumstances of one test. */
    private static final class Stage implements Staging {

        private final MovableClock clock;
        private final Trial trial;
        private final ScriptSimulator.World world;
        private final DeclaredHours declared = new DeclaredHours();
        private final Replies replies;
        private final Queue<Optional<MockedAnswer>> lookUps;
        private final Queue<StudioAnswer> studio;
        private Optional<Environment.Wait> expected = Optional.empty();
        private volatile Optional<CustomerBook> book = Optional.empty();
        private volatile Optional<StagedAcd> acd = Optional.empty();

        Stage(Surroundings surroundings, Script script, Trial trial, Replies replies) {
            this.world = surroundings.world(trial.given());
            this.trial = trial;
            this.replies = replies;
            this.lookUps = new ConcurrentLinkedQueue<>(replies.lookUps());
            this.studio = new ConcurrentLinkedQueue<>(replies.studio());
            Instant begin = surroundings.begin(trial.given(), script);
            this.clock = new MovableClock(Clock.system(), begin.minus(BEFORE));
        }

        private synchronized Environment now() {
            return declared.over(world.at(clock.now()))
                    .expecting(new DoorWaits(trial.given().queues(), expected));
        }

        /** Calendars or queues say something else from now on. */
        synchronized void change(TrialAct act) {
            switch (act) {
                case TrialAct.Becomes becomes -> declared.declare(becomes);
                case TrialAct.ExpectedWait wait -> expected = wait.time();
                default -> throw new IllegalStateException("nothing of the world changes by " + act);
            }
        }

        @Override
        public MovableClock clock() {
            return clock;
        }

        @Override
        public Function<String, BusinessHours.State> hours(Function<String, BusinessHours.State> real) {
            return name -> now().hours().apply(name);
        }

        /** Nobody is really called: numbers outside are phones of the test's. */
        @Override
        public TrunksSettings trunks(TrunksSettings real) {
            return TrunksSettings.NONE;
        }

        @Override
        public Predicate<String> notices(Predicate<String> real) {
            return name -> now().noticeOn().test(name);
        }

        @Override
        public CustomerBook customers(CustomerBook real) {
            book = Optional.of(real);
            return real;
        }

        @Override
        public LookUps lookUps(LookUps real) {
            return (name, parameters, loop, told) -> {
                Optional<MockedAnswer> answer =
                        Optional.ofNullable(lookUps.poll()).flatMap(a -> a);
                Optional<Timers.Timer> timer =
                        answer.map(a -> loop.timers().after(a.after(), () -> told.accept(a.answer())));
                return () -> timer.ifPresent(Timers.Timer::cancel);
            };
        }

        /** What is drawn, which boxes are full, how long a wait is expected to be. */
        @Override
        public Environment world(Environment real) {
            Environment now = now();
            return real.with(real.book().reaching(now.book().outside()))
                    .with(now.chance())
                    .withBoxes(now.boxFull())
                    .expecting(new Environment.Waits() {
                        @Override
                        public Optional<Environment.Wait> expected(QueueName queue, int position) {
                            return now.waits().expected(queue, position);
                        }

                        @Override
                        public Optional<Value> figure(QueueName queue, QueueFigure figure) {
                            return real.waits().figure(queue, figure);
                        }
                    });
        }

        /** Nothing is switched, and no prompt of a script is recorded: the script is told that it was. */
        @Override
        public Studio studio(Studio real) {
            return new Studio() {
                @Override
                public CompletionStage<StudioAnswer> check(
                        String name, Personal keyed, Personal caller, InteractionId call) {
                    return next();
                }

                @Override
                public CompletionStage<StudioAnswer> notice(String name, boolean on, InteractionId call) {
                    return next();
                }

                @Override
                public CompletionStage<StudioAnswer> hours(
                        String name, String word, DeclaredUntil until, InteractionId call) {
                    if (Optional.ofNullable(studio.peek()).equals(Optional.of(StudioAnswer.DONE))) {
                        declared.declare(new Effect.DeclareHours(0, name, word, until));
                    }
                    return next();
                }

                @Override
                public CompletionStage<StudioAnswer> prompt(
                        String script, String language, String id, Path recording, InteractionId call) {
                    return next();
                }
            };
        }

        private CompletionStage<StudioAnswer> next() {
            return CompletableFuture.completedStage(
                    Optional.ofNullable(studio.poll()).orElse(StudioAnswer.REFUSED));
        }

        @Override
        public Acd acd(
                AcdSettings settings,
                Loop loop,
                Predicate<String> open,
                Supplier<InteractionId> attempts,
                AcdLog log,
                AcdListener listener) {
            StagedAcd staged = new StagedAcd(settings, replies, loop, listener, this::door);
            acd = Optional.of(staged);
            return staged;
        }

        private AtTheDoor door(QueueName queue) {
            Environment.Waits waits = now().waits();
            Optional<Duration> least = time(waits.figure(queue, QueueFigure.WAIT_LEAST));
            return new AtTheDoor(
                    time(waits.figure(queue, QueueFigure.WAIT)).map(most -> new WaitRange(least.orElse(most), most)),
                    count(waits, queue, QueueFigure.WAITING),
                    count(waits, queue, QueueFigure.AGENTS),
                    count(waits, queue, QueueFigure.FREE));
        }

        private static Optional<Duration> time(Optional<Value> figure) {
            return figure.flatMap(v -> v instanceof Value.Span s ? Optional.of(s.duration()) : Optional.empty());
        }

        private static int count(Environment.Waits waits, QueueName queue, QueueFigure figure) {
            return waits.figure(queue, figure)
                    .map(v -> Integer.parseInt(v.written()))
                    .orElse(0);
        }

        /** The caller has called before; not while starting, which still finds out whether anybody has. */
        void remember() throws IOException {
            Optional<String> language = trial.given().remembered();
            CustomerBook known = book.orElseThrow();
            String caller = trial.given().caller();
            keep(known, caller);
            for (int look = 0; language.isPresent() && !knows(known, caller, language.get()); look++) {
                if (look == LOOKS) {
                    throw new IOException("the caller's language could not be stored");
                }
                known.rememberLanguage(caller, language.get());
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }

        /** What scripts have kept of the caller in earlier calls. */
        private void keep(CustomerBook known, String caller) throws IOException {
            Map<String, Value> kept = trial.given().kept();
            for (int look = 0; !kept(known, caller).entrySet().containsAll(kept.entrySet()); look++) {
                if (look == LOOKS) {
                    throw new IOException("what was kept of the caller could not be stored");
                }
                kept.forEach((name, value) -> known.keep(caller, name, value));
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }

        private static Map<String, Value> kept(CustomerBook book, String caller) {
            return book.byNumber(caller, 1).toCompletableFuture().join().kept();
        }

        private static boolean knows(CustomerBook book, String caller, String language) {
            return book.mayKnow(caller)
                    && book.byNumber(caller, 1)
                            .toCompletableFuture()
                            .join()
                            .language()
                            .equals(Optional.of(language));
        }

        StagedAcd acd() {
            return acd.orElseThrow();
        }
    }
}
