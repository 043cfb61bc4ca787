package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.acd.Acd;
import org.helpline.acd.LiveAcd;
import org.helpline.admin.ControlServer;
import org.helpline.admin.Metrics;
import org.helpline.call.Calls;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Settings;
import org.helpline.config.SipSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.ServerFact;
import org.helpline.core.ThreadLoop;
import org.helpline.customer.Customers;
import org.helpline.desk.DeskServer;
import org.helpline.desk.DeskServices;
import org.helpline.desk.Health;
import org.helpline.desk.History;
import org.helpline.interaction.Hallway;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Journal;
import org.helpline.media.TickedEngine;
import org.helpline.sip.SipEdge;
import org.helpline.sip.SipEndpoint;
import org.helpline.speech.Speaker;
import org.helpline.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts every room in order. Nothing listens before all problems are known: what is wrong is collected, and one problem
 * stops the start. One thread.
 */
final class Assembly {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final int ACD_BACKLOG = 10_000;

    private final Settings settings;
    private final Clock clock = Clock.system();
    private final SecureRandom random = new SecureRandom();
    private final Problems problems = new Problems();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Late<SipEndpoint> edge = new Late<>("the SIP edge");
    private final Late<Acd> acd = new Late<>("the ACD");
    private final Late<Hallway> hallway = new Late<>("the hallway");
    private final FactFan facts = new FactFan();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();

    private Assembly(Settings settings) {
        this.settings = settings;
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** All rooms run. */
    record Running(Server server, Credentials credentials, String speech) implements Outcome {}

    /** Nothing runs. */
    record NotStarted(Problems problems) implements Outcome {}

    static Outcome start(Settings settings) {
        Assembly assembly = new Assembly(settings);
        try {
            return assembly.start();
        } catch (IOException e) {
            assembly.problems.add(Problem.of(
                    settings.data().toString(), "The server cannot start: " + e + ".", "Check the folder and its permissions."));
            return assembly.giveUp();
        }
    }

    private Outcome start() throws IOException {
        Files.createDirectories(settings.data());
        Credentials credentials = Credentials.complete(settings, random, problems);
        Speaker speaker = new Speaker(settings.speech(), blocking, Runtime.getRuntime().availableProcessors());
        Known known = Scripts.known(settings, speaker.available());
        problems.addAll(Scripts.unknownScripts(settings, known));
        Optional<Store> store = Store.open(settings.store(), problems);
        store.ifPresent(opened::add);
        Optional<Journal> journal =
                store.flatMap(s -> Journal.open(s, settings.store(), clock, random, problems));
        journal.ifPresent(opened::add);
        if (!problems.isEmpty() || store.isEmpty() || journal.isEmpty()) {
            return giveUp();
        }
        facts.add(journal.get());
        return startRooms(credentials, speaker, known, store.get(), journal.get());
    }

    private Outcome startRooms(
            Credentials credentials, Speaker speaker, Known known, Store store, Journal journal) throws IOException {
        Customers customers =
                new Customers(store, journal.callers(), settings.store(), clock, ZoneId.systemDefault());
        Notices notices = Notices.load(settings.data().resolve("notices"));
        Calendars calendars = new Calendars(settings.scripts().hours(), clock);
        TickedEngine media = TickedEngine.start(settings.media(), clock, random);
        opened.add(media);
        ThreadLoop acdLoop = ThreadLoop.start("acd", clock, ACD_BACKLOG);
        opened.add(acdLoop);
        Calls calls = new Calls(media, settings.media(), random, edge, () -> hallway.get().switchboard());
        Path music = settings.scripts().directory().resolve("music");
        ScriptLibrary library = new ScriptLibrary(settings.scripts().directory(), () -> known);
        boolean nobodyKnown = !Files.exists(settings.store().customers());
        hallway.set(new Hallway(new Hallway.Parts(
                settings,
                clock,
                facts,
                calls,
                acd,
                acdLoop,
                new KnownCallers(customers, nobodyKnown),
                library,
                speaker,
                music,
                notices,
                calendars,
                draining::get,
                LOG::info,
                blocking,
                random)));
        acd.set(LiveAcd.start(
                settings.acd(), acdLoop, calendars::isOpen, hallway.get().switchboard()));
        ScriptWatch watch = new ScriptWatch(library, hallway.get(), facts, clock, blocking);
        problems.addAll(watch.look());
        CallRecords records = new CallRecords(store);
        Controls controls = new Controls(settings, store, journal, notices, clock, edge, media, hallway);
        Optional<DeskServer> desk =
                DeskServer.start(settings.desk(), deskServices(credentials, controls.metrics(), journal), problems);
        desk.ifPresent(d -> {
            opened.add(d);
            facts.add(d);
        });
        Optional<ControlServer> control =
                ControlServer.open(settings.data(), controls.commands(records), blocking, problems);
        control.ifPresent(opened::add);
        Optional<SipEndpoint> listening = openEdge(credentials, calls);
        if (desk.isEmpty() || listening.isEmpty() || !problems.isEmpty()) {
            return giveUp();
        }
        reachStaticPhones();
        facts.publish(new Published("server", 1, clock.now(), 0, new ServerFact.Started(Version.ofHelpline())));
        if (settings.scripts().reload()) {
            Housekeeping.every(SCRIPT_LOOK, "scripts", watch::look);
        }
        Server server = new Server(
                settings,
                edge.get(),
                media,
                acd.get(),
                acdLoop,
                hallway.get(),
                desk.get(),
                store,
                journal,
                records,
                customers,
                notices,
                facts,
                blocking,
                draining,
                List.copyOf(opened).reversed());
        return new Running(server, credentials, speaker.available() ? settings.speech().command().getFirst() : "recordings only (no text-to-speech program found)");
    }

    private DeskServices deskServices(Credentials credentials, Metrics metrics, Journal journal) {
        return new DeskServices(
                hallway.get().desk(),
                credentials.accounts(),
                History.none(),
                settings.acd().serviceLevel(),
                metrics::text,
                () -> health(journal),
                clock,
                random,
                Executors.newSingleThreadExecutor(Thread.ofPlatform().name("passwords").daemon().factory()));
    }

    private Health health(Journal journal) {
        return new Health(
                !draining.get(),
                Map.of(
                        "calls", String.valueOf(hallway.get().liveCalls()),
                        "journal", journal.backlog() + " behind",
                        "draining", String.valueOf(draining.get())));
    }

    private Optional<SipEndpoint> openEdge(Credentials credentials, Calls calls) {
        Optional<SipEndpoint> started = SipEdge.start(
                        withPhones(settings.sip(), credentials),
                        clock,
                        random,
                        calls,
                        calls,
                        new Phones(edge, acd, hallway),
                        problems)
                .map(e -> e);
        started.ifPresent(e -> {
            edge.set(e);
            opened.add(e);
        });
        return started;
    }

    private static SipSettings withPhones(SipSettings s, Credentials credentials) {
        return new SipSettings(
                s.listen(),
                s.tcp(),
                s.advertised(),
                s.loops(),
                s.realm(),
                s.digests(),
                s.maxDatagram(),
                s.maxCalls(),
                s.callsPerSecond(),
                s.perSource(),
                s.tcpIdle(),
                credentials.phones(),
                s.staticContacts());
    }

    private void reachStaticPhones() {
        for (AgentSettings agent : settings.acd().agents()) {
            if (settings.sip().staticContacts().containsKey(agent.id().value())) {
                acd.get().reachable(agent.id(), true);
            }
        }
    }

    private NotStarted giveUp() {
        List<AutoCloseable> last = new ArrayList<>(opened);
        Collections.reverse(last);
        last.forEach(Shutdown::close);
        return new NotStarted(problems);
    }

    /** How often scripts are looked at for changes. */
    static final Duration SCRIPT_LOOK = Duration.ofSeconds(2);
}
