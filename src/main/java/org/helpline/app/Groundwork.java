package org.helpline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problems;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.journal.Journal;
import org.helpline.speech.Speaker;
import org.helpline.store.Store;

/**
 * What must stand before any room listens. All of it is tried, so that every problem of a start is told in one list.
 *
 * @param scripts what was found in the scripts' folder: fit and not
 * @param advertised our address beyond a NAT, if the settings name one
 */
record Groundwork(
        Credentials credentials,
        Speaker speaker,
        ScriptLibrary library,
        List<Change> scripts,
        Optional<InetAddress> advertised,
        Store store,
        Journal journal) {

    /**
     * Lays it.
     *
     * @param problems may hold what is wrong with the settings already; then nothing new is made on the disk
     * @return empty if there is any problem
     */
    static Optional<Groundwork> lay(SettingsReader.Read read, Tools tools, Problems problems) throws IOException {
        Settings settings = read.settings();
        Origins origins = new Origins(read.inForce());
        if (problems.isEmpty()) {
            Files.createDirectories(settings.data());
        }
        Speaker speaker = new Speaker(
                settings.speech(), tools.blocking(), Runtime.getRuntime().availableProcessors());
        AtomicBoolean isStart = new AtomicBoolean(true); // the log tells of recordings at the start, beside it
        ScriptLibrary library = new ScriptLibrary(
                settings.scripts().directory(),
                () -> isStart.getAndSet(false)
                        ? Scripts.known(settings, speaker.available())
                        : Scripts.hearing(settings, speaker.available()));
        List<Change> scripts = Scripts.read(library, settings, origins, problems);
        Ports.areFree(settings, origins, problems);
        Optional<InetAddress> advertised = Ports.advertised(settings, origins, problems);
        Credentials credentials = Credentials.load(settings, tools.random(), problems);
        Optional<Store> store = Files.exists(settings.store().file()) || problems.isEmpty()
                ? telling(problems, own -> Store.open(settings.store(), own))
                : Optional.empty();
        store.ifPresent(tools.opened()::add);
        Optional<Journal> journal = store.flatMap(
                s -> telling(problems, own -> Journal.open(s, settings.store(), tools.clock(), tools.random(), own)));
        journal.ifPresent(tools.opened()::add);
        if (!problems.isEmpty() || store.isEmpty() || journal.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Groundwork(credentials, speaker, library, scripts, advertised, store.get(), journal.get()));
    }

    /** A room asks whether there are problems: it gets a list of its own, so that it does not give up for another's. */
    private static <T> Optional<T> telling(Problems problems, Function<Problems, Optional<T>> room) {
        Problems own = new Problems();
        Optional<T> opened = room.apply(own);
        problems.addAll(own.all());
        return opened;
    }
}
