package org.helpline.app;

import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.helpline.config.MediaSettings;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.journal.Journal;
import org.helpline.media.TickedEngine;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.speech.Speaker;
import org.helpline.store.Store;

/**
 * What must stand before any room listens. All of it is tried, what takes long side by side, so that every problem of a start is told in
 * one list, whose order does not depend on what ends first.
 *
 * @param scripts what was found in the scripts' folder: fit and not
 * @param advertised our address beyond a NAT, if the settings name one
 */
record Groundwork(
        Credentials credentials,
        Speaker speaker,
        ScriptLibrary library,
        Publishing publishing,
        List<Change> scripts,
        Optional<InetAddress> advertised,
        Store store,
        Journal journal,
        TickedEngine media,
        OurCertificates certificates) {

    /**
     * Lays it.
     *
     * @param inForce the settings in force at any later time
     * @param trunks whose TLS may need certificates
     * @param problems may hold what is wrong with the settings already; then nothing new is made on the disk
     * @return empty if there is any problem
     */
    static Optional<Groundwork> lay(
            SettingsReader.Read read, Supplier<Settings> inForce, LiveTrunks trunks, Tools tools, Problems problems) {
        Settings settings = read.settings();
        Origins origins = new Origins(read.inForce());
        DataFolder.lay(settings.data(), problems);
        // a new store is made only when nothing else is wrong; one that there is says in any case what is wrong with it
        Optional<Beside<Optional<Kept>>> there = Files.exists(settings.store().file())
                ? Optional.of(Beside.begin(tools.blocking(), own -> Kept.open(settings, tools, own)))
                : Optional.empty();
        Beside<TickedEngine> ticking =
                Beside.begin(tools.blocking(), own -> media(settings.media(), origins, tools, own));
        // likewise an authority of our own
        Optional<Beside<Optional<OurCertificates>>> certified =
                Files.exists(settings.tls().own()) ? Optional.of(certify(settings, trunks, tools)) : Optional.empty();
        Speaker speaker = new Speaker(settings.speech(), tools.blocking(), tools.clock());
        Beside<Credentials> loaded =
                Beside.begin(tools.blocking(), own -> Credentials.load(settings, tools.random(), own));
        AtomicBoolean isStart = new AtomicBoolean(true); // the log tells of recordings at the start, beside it
        Publishing publishing = new Publishing(
                ScriptVersions.in(settings.data(), settings.scripts().keptVersions()),
                settings.scripts().byCommand(),
                tools.clock());
        ScriptLibrary library = publishing.of(new ScriptLibrary(
                settings.scripts().directory(),
                () -> isStart.getAndSet(false)
                        ? Scripts.known(settings, speaker.available())
                        : Scripts.proving(inForce.get(), speaker.available()),
                publishing));
        List<Change> scripts = Scripts.read(library, settings, origins, problems);
        PlaybookUse.check(settings, origins, library.scripts().values(), problems);
        LookUpSecrets.areThere(settings, origins, problems);
        Ports.areFree(settings, origins, Set.of(), problems);
        Optional<InetAddress> advertised = Ports.advertised(settings, origins, problems);
        Credentials credentials = loaded.join(problems);
        if (certified.isEmpty() && problems.isEmpty()) {
            certified = Optional.of(certify(settings, trunks, tools));
        }
        Optional<Kept> kept = there.isPresent()
                ? there.get().join(problems)
                : problems.isEmpty() ? Kept.open(settings, tools, problems) : Optional.empty();
        kept.ifPresent(k -> k.addTo(tools.opened()));
        TickedEngine media = tools.opened().add(ticking.join(problems));
        Optional<OurCertificates> certificates = certified.flatMap(c -> c.join(problems));
        return kept.filter(_ -> problems.isEmpty() && certificates.isPresent())
                .flatMap(Kept::journal)
                .map(journal -> new Groundwork(
                        credentials,
                        speaker,
                        library,
                        publishing,
                        scripts,
                        advertised,
                        kept.get().store(),
                        journal,
                        media,
                        certificates.orElseThrow()));
    }

    private static TickedEngine media(MediaSettings settings, Origins origins, Tools tools, Problems problems) {
        if (settings.sending() == MediaSettings.Sending.IO_URING) {
            TickedEngine.noUring().ifPresent(why -> problems.add(notTogether(origins.of("media.sending"), why)));
        }
        return TickedEngine.start(settings, tools.clock(), tools.random());
    }

    /** Packets are to leave together, and the system does not let them. */
    static Problem notTogether(String origin, String why) {
        return Problem.of(
                origin,
                "media.sending is io_uring, and this system has none for us: " + why + ".",
                "Set it to auto or single, or have the system allow it.");
    }

    private static Beside<Optional<OurCertificates>> certify(Settings settings, LiveTrunks trunks, Tools tools) {
        return Beside.begin(tools.blocking(), own -> OurCertificates.open(settings, trunks, tools, own));
    }

    /** The store, and the journal in it unless that has a problem. */
    private record Kept(Store store, Optional<Journal> journal) {

        static Optional<Kept> open(Settings settings, Tools tools, Problems problems) {
            return Store.open(settings.store(), problems)
                    .map(store -> new Kept(
                            store, Journal.open(store, settings.store(), tools.clock(), tools.random(), problems)));
        }

        void addTo(Opened opened) {
            opened.add(store);
            journal.ifPresent(opened::add);
        }
    }
}
