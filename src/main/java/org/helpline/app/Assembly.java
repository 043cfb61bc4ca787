package org.helpline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdLog;
import org.helpline.admin.ControlServer;
import org.helpline.admin.Metrics;
import org.helpline.admin.ServiceNumbers;
import org.helpline.app.stage.Staging;
import org.helpline.call.Calls;
import org.helpline.call.OwnAddress;
import org.helpline.config.CallbackSettings;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.core.BusinessHours;
import org.helpline.core.Problems;
import org.helpline.core.ServerFact;
import org.helpline.core.ThreadLoop;
import org.helpline.desk.Clientele;
import org.helpline.desk.ControlRoom;
import org.helpline.desk.DeskAccess;
import org.helpline.desk.DeskRooms;
import org.helpline.desk.DeskServer;
import org.helpline.desk.DeskServices;
import org.helpline.desk.Forgetter;
import org.helpline.desk.Health;
import org.helpline.desk.Listening;
import org.helpline.desk.Pins;
import org.helpline.desk.Reports;
import org.helpline.interaction.CallArchive;
import org.helpline.interaction.Hallway;
import org.helpline.interaction.MessageBoxes;
import org.helpline.interaction.Phonebooks;
import org.helpline.interaction.SettingsBoard;
import org.helpline.interaction.Studio;
import org.helpline.interaction.lookup.CustomerLookUp;
import org.helpline.interaction.lookup.HttpLookUps;
import org.helpline.interaction.lookup.LookUps;
import org.helpline.journal.CallRecords;
import org.helpline.journal.CallText;
import org.helpline.journal.Expiry;
import org.helpline.journal.Ratings;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.CountedRows;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Measuring;
import org.helpline.journal.measure.SentReports;
import org.helpline.journal.measure.WaitHistory;
import org.helpline.knowledge.Articles;
import org.helpline.media.TickedEngine;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.transport.Nearby;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.store.Numbers;
import org.helpline.voicemail.MailPost;
import org.helpline.voicemail.Outbox;
import org.helpline.voicemail.Voicemail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every room in order. Nothing listens before {@link Groundwork} stands; what is made for good (credentials) is made last.
 * One thread.
 */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final int ACD_BACKLOG = 10_000;

    /** How often it is looked whether an e-mail is due again; a new one is sent at once. */
    private static final Duration MAIL_LOOK = Duration.ofSeconds(5);

    /** How often a webhook looks for news. */
    private static final Duration EXPIRY_LOOK = Duration.ofHours(1);

    /** How often scripts are looked at for changes. */
    static final Duration SCRIPT_LOOK = Duration.ofSeconds(2);

    /** How often it is looked whether a report is to be sent. */
    private static final Duration REPORT_LOOK = Duration.ofSeconds(20);

    /** How often what has happened is counted for reports. */
    private static final Duration MEASURE_LOOK = Duration.ofSeconds(2);

    /** How often files of certificates are looked at for changes. */
    private static final Duration CERTIFICATE_LOOK = Duration.ofSeconds(10);

    private static final Duration SPEECH_TIDYING = Duration.ofHours(1);

    private final SettingsReader.Read read;
    private final Optional<Sources> sources;
    private final Settings settings;
    private final Staging staging;
    private final Tools tools;
    private final LiveTrunks trunks;
    private final Reload reload;
    private final Problems problems = new Problems();
    private final Late<SipEndpoint> edge = new Late<>("the SIP edge");
    private final Late<Acd> acd = new Late<>("the ACD");
    private final Late<Runnable> watching = new Late<>("the watch over scripts");
    private final Late<LookUps> asked = new Late<>("the look-ups");
    private final Late<Hallway> hallway = new Late<>("the hallway");

    private Assembly(
            SettingsReader.Read read,
            Supplier<SettingsReader.Outcome> again,
            Optional<Sources> sources,
            Staging staging) {
        this.read = read;
        this.sources = sources;
        this.reload = new Reload(again, read);
        this.settings = read.settings();
        this.staging = staging;
        this.tools = Tools.ofTheSystem(staging.clock());
        this.trunks = new LiveTrunks(staging.trunks(settings.trunks()), tools.clock(), ZoneId.systemDefault());
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** All rooms run. */
    record Running(Server server, Credentials credentials, String speech, OurCertificates certificates)
            implements Outcome {}

    /** Nothing runs. */
    record NotStarted(Problems problems) implements Outcome {}

    /** Starts on the settings as they were read; wrong ones are told together with all else that is wrong. */
    static Outcome start(SettingsReader.Outcome outcome) {
        return start(outcome, Staging.NONE);
    }

    /** Starts on settings that may be read again by a reload, and changed at the desk. */
    static Outcome start(Sources sources) {
        Supplier<SettingsReader.Outcome> settings = () -> SettingsReader.read(sources);
        return start(settings.get(), settings, Optional.of(sources), Staging.NONE);
    }

    /** The same with some of the house put on by a test. */
    static Outcome start(SettingsReader.Outcome outcome, Staging staging) {
        return start(outcome, () -> outcome, Optional.empty(), staging);
    }

    private static Outcome start(
            SettingsReader.Outcome outcome,
            Supplier<SettingsReader.Outcome> again,
            Optional<Sources> sources,
            Staging staging) {
        return switch (outcome) {
            case SettingsReader.Read read -> new Assembly(read, again, sources, staging).start();
            case SettingsReader.Refused refused -> {
                Assembly assembly = new Assembly(refused.readable(), again, sources, staging);
                assembly.problems.addAll(refused.problems().all());
                yield assembly.start();
            }
        };
    }

    private Outcome start() {
        try {
            Optional<Groundwork> ground = Groundwork.lay(
                    read, () -> hallway.isThere() ? hallway.get().settings() : settings, trunks, tools, problems);
            return ground.isEmpty() ? giveUp() : startRooms(ground.get());
        } catch (IOException e) {
            problems.add(DataFolder.unwritable(settings.data(), e.toString()));
            return giveUp();
        }
    }

    private Outcome startRooms(Groundwork ground) throws IOException {
        tools.facts().add(ground.journal());
        Acquaintance acquaintance = Acquaintance.of(ground, settings, tools, asked, this::isEmergency);
        KnownCallers known = acquaintance.known();
        KeptCallbacks promised =
                new KeptCallbacks(ground.store(), ground.journal().callers());
        Notices notices = Notices.load(settings.data().resolve("notices"));
        ServerFacts own = new ServerFacts(tools.facts(), tools.clock());
        HoursSwitch hours = HoursSwitch.load(
                settings.data().resolve("hours"), settings.scripts().hours(), tools.clock(), own);
        TickedEngine media = ground.media();
        SoundReload security = new SoundReload(settings, trunks);
        reload.add(security);
        Tracing tracing = Tracing.open(settings, tools, ground.journal().callers());
        Calls calls = new Calls(
                        media,
                        settings.media(),
                        security,
                        new OwnAddress(
                                ground.advertised(),
                                Nearby.of(settings.sip())::has,
                                (peer, local) -> edge.get().outerAddress(peer, local)),
                        tools.random(),
                        edge,
                        () -> hallway.get().switchboard())
                .watchedBy(tracing.sound());
        Voicemail voicemail = new Voicemail(
                ground.store(),
                settings.voicemail(),
                new Numbers(settings.store().homeCountry()),
                tools.clock(),
                tools.blocking());
        voicemail.tidy();
        Runnable mail = mail(ground, voicemail);
        Talks talks = Talks.open(
                settings, () -> hallway.get().settings(), ground.store(), tools, own, staging.recordings(), problems);
        NoticeSwitch notice = new NoticeSwitch(notices, () -> Scripts.notices(ground.library()));
        Pins pins = Pins.load(settings.data().resolve("pins"), tools.random(), tools.clock());
        ExecutorService studioThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("studio").daemon().factory());
        PromptShelf shelf = new PromptShelf(
                ground.library(), () -> Phonebooks.of(hallway.get().settings()), tools.clock());
        PhoneStudio studio =
                new PhoneStudio(pins, notice, hours, shelf, () -> watching.get().run(), studioThread);
        Calendars calendars = new Calendars(settings.scripts().hours(), tools.clock());
        openHallway(
                ground,
                calls,
                known,
                notices,
                hours.over(calendars),
                new Boxes(voicemail, mail, tools.blocking()),
                studio,
                promised,
                talks);
        UrgentSwitch urgent = UrgentSwitch.load(
                settings.data().resolve("urgent"),
                acd.get(),
                () -> queues(hallway.get().settings()),
                tools.clock(),
                own);
        ScriptWatch watch =
                new ScriptWatch(ground.library(), ground.publishing(), hallway.get(), own, tools.blocking());
        watch.takeUp(ground.scripts());
        watching.set(() -> lookNow(watch));
        PlaybookWatch playbooks =
                new PlaybookWatch(ground.library(), () -> hallway.get().settings());
        playbooks.look();
        hallway.get().playbooks(playbooks::find);
        CallRecords records = new CallRecords(ground.store());
        Ratings ratings = new Ratings(ground.store());
        ServiceNumbers service = new ServiceNumbers();
        tools.facts().add(service);
        reload.add(new TrunkReload(trunks, ground.certificates()));
        reload.add(new LimitsReload(edge));
        reload.add(new HoursReload(calendars, hours, hallway));
        reload.add(new QueuesReload(acd, hallway));
        AgentsReload newcomers = new AgentsReload(edge, acd, hallway, ground.credentials(), tools.random());
        reload.add(newcomers);
        boolean speaks = ground.speaker().available();
        reload.add(new ScriptsReload(
                ground.library(),
                watch,
                s -> Scripts.known(s, speaks),
                () -> hallway.get().settings()));
        reload.add(playbooks);
        reload.add(new NumbersReload(hallway));
        Drain drain = new Drain(
                on -> {
                    tools.draining().set(on);
                    edge.get().drain(on);
                },
                () -> hallway.get().liveCalls(),
                () -> hallway.get().desk().board());
        Controls controls = new Controls(
                settings,
                ground.store(),
                ground.journal(),
                notices,
                tools.clock(),
                edge,
                media,
                hallway,
                service,
                ground.certificates());
        RecordingRack recordings = new RecordingRack(
                ground.library(),
                () -> Phonebooks.of(hallway.get().settings()),
                shelf,
                ground.speaker(),
                settings.data().resolve("uploads"),
                settings.scripts().byCommand(),
                () -> look(watch),
                tools.blocking(),
                studioThread);
        recordings.tidy();
        ReportsReload reports = new ReportsReload(settings.reports());
        reload.add(reports);
        Figures figures = new Figures(ground.store(), tools.clock());
        NewPasswords passwords = new NewPasswords(
                () -> hallway.get().settings(), ground.credentials().accounts(), tools.random(), reload);
        SettingsBoard board = settingsBoard(ground, newcomers, passwords);
        DeskRooms rooms = new DeskRooms(
                        Optional.of(voicemail),
                        notice,
                        hours,
                        hallway.get().callbacks(),
                        recordings,
                        new ScoresToday(ratings, tools.clock(), ZoneId.systemDefault()),
                        Optional.of(new Reports(figures, reports)))
                .with(new Clientele(acquaintance.people(), ids -> texts(records, ids), acquaintance.imports()))
                .with(articles(settings, ground))
                .with(new ControlRoom(
                        hallway.get().supervision(),
                        urgent,
                        KeptAnnouncements.load(settings.data().resolve("announcements"), tools.clock(), own),
                        new FiguresToday(figures, reports, tools.clock()),
                        new OpenQueuesAlarms(() -> hallway.get().settings().acd(), hours),
                        own::tell))
                .with(board)
                .with(new PagePhones(
                        edge, () -> hallway.get().settings().calls().testCall()))
                .with(new Listening(talks.recordings(), settings.recordings().ownCalls()));
        Forgetting forgetting = new Forgetting(
                () -> hallway.get().callbacks(),
                promised,
                voicemail,
                acquaintance,
                ratings,
                tracing,
                ground.journal().callers(),
                records,
                talks.recordings());
        Forgetter forgetter = new ForgetAtTheDesk(forgetting, ground.journal(), settings.data(), tools.blocking());
        Outlets outlets = Outlets.of(ground, settings.store().events(), tools);
        reload.add(outlets.hooks());
        tools.facts().add(new SupervisionSeen(outlets.audit()::write));
        RetentionChore retention = new RetentionChore(
                settings.store().retention(),
                new Expiry(ground.store(), new CountedRows()),
                acquaintance.variables(),
                outlets.audit(),
                tools.clock());
        Optional<DeskServer> desk = DeskServer.start(
                settings.desk(),
                deskServices(
                        ground,
                        talks.addTo(tracing.addTo(
                                new TrunkMetrics(trunks, () -> edge.get().targets()).addTo(controls.metrics()))),
                        new AgentHistory(records, ratings, known),
                        rooms,
                        outlets.access(records, acquaintance, forgetter)),
                problems);
        desk.map(tools.opened()::add).ifPresent(tools.facts()::add);
        ControlServer.open(
                        settings.data(),
                        controls.commands(new Controls.Desks(
                                records,
                                passwords,
                                acquaintance.imports(),
                                reload,
                                trunks,
                                () -> Scripts.notices(ground.library()),
                                ground.publishing().command(watch::inForce),
                                voicemail,
                                PinCommand.of(pins, studioThread),
                                HoursCommand.of(hours),
                                LookUpCommand.of(known, tools.clock()),
                                DrainCommand.of(drain),
                                forgetting,
                                tracing.command(),
                                ReportCommand.of(figures, reports, tools.clock()),
                                Stream.concat(
                                                outlets.commands(tools).stream(),
                                                Stream.of(
                                                        RecordingsCommand.of(
                                                                talks.recordings(),
                                                                talks.ring(),
                                                                tools.random(),
                                                                ZoneId.systemDefault()),
                                                        QueuesCommand.of(urgent),
                                                        RetentionCommand.of(retention, settings),
                                                        SettingsCommand.of(board, ZoneId.systemDefault())))
                                        .toList())),
                        tools.blocking(),
                        new CommandsSeen(
                                outlets.audit()::write, ground.journal().callers()::idOf),
                        problems)
                .ifPresent(tools.opened()::add);
        Edge phones = new Edge(settings, tools, tracing.tracer(), trunks, edge, acd, hallway);
        if (!problems.isEmpty()
                || desk.isEmpty()
                || !phones.open(ground.credentials(), ground.certificates().certificates(), calls, problems)) {
            return giveUp();
        }
        ground.credentials().keep();
        hallway.get().takeUp();
        CutOffsTakenUp.of(ground.journal(), hallway.get(), tools.clock());
        takeUpAgents();
        own.tell(new ServerFact.Started(Version.ofHelpline()));
        if (settings.scripts().reload()) {
            tools.opened().add(Housekeeping.every(SCRIPT_LOOK, "scripts", watch::look));
            tools.opened().add(Housekeeping.every(SCRIPT_LOOK, "playbooks", playbooks::look));
        }
        tools.opened().add(Housekeeping.every(CERTIFICATE_LOOK, "certificates", ground.certificates()::look));
        tools.opened().add(Housekeeping.every(SPEECH_TIDYING, "speech", hallway.get()::tidySpeech));
        Measuring measuring = new Measuring(ground.store());
        tools.opened().add(Housekeeping.every(MEASURE_LOOK, "measures", measuring::catchUp));
        WaitLearning waits = new WaitLearning(
                new WaitHistory(ground.store()),
                () -> hallway.get().settings().scripts().hours(),
                acd,
                tools.clock());
        Housekeeping.once("waits", waits);
        tools.opened().add(Housekeeping.every(WaitLearning.PAUSE, "waits", waits));
        outlets.keep(tools);
        tools.opened().add(Housekeeping.every(EXPIRY_LOOK, "retention", retention));
        settings.voicemail().mail().ifPresent(m -> {
            ReportPost sender = new ReportPost(
                    figures,
                    reports,
                    new MailPost(m, Optional.empty(), tools.clock()),
                    new SentReports(ground.store()),
                    settings.data().resolve("reports"),
                    tools.clock());
            tools.opened().add(Housekeeping.every(REPORT_LOOK, "reports", sender::look));
        });
        Housekeeping.once("customers", acquaintance.imports());
        tools.opened().add(Housekeeping.every(MAIL_LOOK, "e-mails", Executors.callable(mail)));
        tools.opened().add(Housekeeping.every(EXPIRY_LOOK, "old messages", Executors.callable(voicemail::expire)));
        return new Running(
                new Server(
                        settings, tools, edge.get(), media, acd.get(), hallway.get(), desk.get(), notices, own, drain),
                ground.credentials(),
                ground.speaker().available()
                        ? ground.speaker().name()
                        : "recordings only (no text-to-speech program found)",
                ground.certificates());
    }

    /** Agents are what they were when the server ended; each change from now on is kept. */
    private void takeUpAgents() {
        KeptAgents agents = new KeptAgents(
                settings.data().resolve("agent-states"),
                tools.clock(),
                () -> acd.get().board());
        List<Acd.KeptAgent> found = agents.found();
        tools.facts().add(agents);
        tools.opened().add(agents);
        tools.opened().add(Housekeeping.every(KeptAgents.BEAT, "agent-states", agents::lives));
        acd.get().takeUp(found);
    }

    /** Numbers for help in need, of all countries and of this house's settings. */
    private boolean isEmergency(String number) {
        return CallbackSettings.isEmergency(number)
                || settings.trunks().emergency().contains(number);
    }

    /** The knowledge base, indexed before the first desk asks; an article with a mistake stops nothing. */
    private static Articles articles(Settings settings, Groundwork ground) {
        Articles articles = new Articles(ground.store(), settings.desk().knowledge());
        Problems problems = new Problems();
        articles.look(problems);
        problems.all().forEach(p -> LOG.warn("article not taken up: {}", p));
        return articles;
    }

    private static CompletionStage<Map<String, CallText>> texts(CallRecords records, List<String> calls) {
        return records.texts(calls).thenApply(found -> switch (found) {
            case Reading.Read<Map<String, CallText>>(Map<String, CallText> texts) -> texts;
            case Reading.NotRead<Map<String, CallText>>(String why) -> {
                LOG.warn("notes of calls cannot be read: {}", why);
                yield Map.of();
            }
        });
    }

    /** Takes up a script whose recording was changed by phone, where changes are not looked for anyway. */
    private void lookNow(ScriptWatch watch) {
        if (!settings.scripts().reload()) {
            look(watch);
        }
    }

    private static void look(ScriptWatch watch) {
        try {
            watch.look();
        } catch (IOException e) {
            LOG.warn("scripts cannot be read: {}", e.toString());
        }
    }

    /** Sends what is due; nothing where there is no mail server. */
    private Runnable mail(Groundwork ground, Voicemail voicemail) {
        return settings.voicemail()
                .mail()
                .<Runnable>map(m -> new Outbox(
                        ground.store(),
                        voicemail,
                        new MailPost(m, Optional.empty(), tools.clock()),
                        settings.voicemail().zone(),
                        tools.clock())::send)
                .orElse(() -> {});
    }

    private static Set<String> queues(Settings settings) {
        return settings.acd().queues().stream().map(q -> q.name().value()).collect(Collectors.toSet());
    }

    private void openHallway(
            Groundwork ground,
            Calls calls,
            KnownCallers known,
            Notices notices,
            Function<String, BusinessHours.State> opening,
            MessageBoxes boxes,
            Studio studio,
            KeptCallbacks promised,
            CallArchive archive) {
        AcdLog log = routingLog(ground); // before its loop: what that tells at its end is written too
        ThreadLoop acdLoop = tools.opened().add(ThreadLoop.start("acd", tools.clock(), ACD_BACKLOG));
        Path music = settings.scripts().directory().resolve("music");
        hallway.set(new Hallway(
                new Hallway.Parts(
                        settings,
                        tools.clock(),
                        tools.facts(),
                        calls,
                        acd,
                        acdLoop,
                        staging.customers(known),
                        asked.set(staging.lookUps(lookUps(known))),
                        ground.library(),
                        ground.speaker(),
                        music,
                        staging.notices(notices),
                        staging.hours(opening),
                        tools.draining()::get,
                        LOG::info,
                        tools.blockingCalls(),
                        tools.random(),
                        boxes,
                        staging.studio(studio),
                        promised.open(),
                        archive),
                staging::world));
        acd.set(staging.acd(
                settings.acd(),
                acdLoop,
                name -> opening.apply(name) == BusinessHours.State.OPEN,
                hallway.get().ids(),
                log,
                hallway.get().switchboard()));
    }

    private AcdLog routingLog(Groundwork ground) {
        if (settings.store().retention().routing().isZero()) {
            return AcdLog.NONE;
        }
        RoutingLog log = new RoutingLog(ground.journal(), tools.clock());
        tools.opened().add((AutoCloseable) log::write); // the rest, at the end
        tools.opened().add(Housekeeping.every(RoutingLog.PAUSE, "routing-log", log::write));
        return log.scribe();
    }

    private LookUps lookUps(KnownCallers known) {
        HttpLookUps http = tools.opened().add(HttpLookUps.of(settings.lookUps(), tools.clock(), tools.blocking()));
        return new CustomerLookUp(known::customer, http);
    }

    private SettingsBoard settingsBoard(Groundwork ground, AgentsReload people, NewPasswords passwords) {
        return sources.<SettingsBoard>map(s -> new ConfDesk(
                        s,
                        reload,
                        new SettingsHistory(ground.store(), tools.clock()),
                        () -> reload.alone(people::made).stream()
                                .map(m -> new SettingsBoard.Made(
                                        m.name(),
                                        m.password().map(Secret::value).orElse(""),
                                        m.phone().map(Secret::value).orElse("")))
                                .toList(),
                        passwords,
                        new CalendarLook(tools.clock())))
                .orElse(SettingsBoard.NONE);
    }

    private DeskServices deskServices(
            Groundwork ground, Metrics metrics, AgentHistory history, DeskRooms rooms, DeskAccess access) {
        return new DeskServices(
                hallway.get().desk(),
                ground.credentials().accounts(),
                history,
                settings.acd().serviceLevel(),
                metrics::text,
                () -> new Health(
                        !tools.draining().get(),
                        Map.of(
                                "calls", String.valueOf(hallway.get().liveCalls()),
                                "journal", ground.journal().backlog() + " behind",
                                "draining", String.valueOf(tools.draining().get()))),
                ground.library()::scripts,
                ground.publishing()::since,
                (script, days) -> PastCalls.picture(new CallRecords(ground.store()), script, days, tools.clock()),
                tools.clock(),
                tools.random(),
                Executors.newSingleThreadExecutor(
                        Thread.ofPlatform().name("passwords").daemon().factory()),
                rooms,
                Optional.of(ground.certificates().certificates()),
                access);
    }

    private NotStarted giveUp() {
        tools.opened().close();
        return new NotStarted(problems);
    }
}
