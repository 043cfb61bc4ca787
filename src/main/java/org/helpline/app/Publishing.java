package org.helpline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.Publication;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.Words;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which version of each script answers calls: what is saved, or what somebody published or went back to. What was decided is kept in the data
 * folder, so that a restart changes nothing. Any thread; whoever refreshes the library holds {@link #alone}.
 */
final class Publishing implements Publication {

    private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
    private static final String SERVER = "server";

    private final ScriptVersions versions;
    private final boolean byCommand;
    private final Clock clock;
    private final Late<ScriptLibrary> library = new Late<>("the scripts");

    Publishing(ScriptVersions versions, boolean byCommand, Clock clock) {
        this.versions = versions;
        this.byCommand = byCommand;
        this.clock = clock;
    }

    /** The library that asks this. */
    ScriptLibrary of(ScriptLibrary made) {
        return library.set(made);
    }

    /** Something that changes what is in force; one at a time. */
    interface Change<T> {
        T make() throws IOException;
    }

    /** Does it while nobody else changes what is in force. */
    synchronized <T> T alone(Change<T> change) throws IOException {
        return change.make();
    }

    @Override
    public Script inForce(Script saved) {
        try {
            Optional<ScriptVersions.Entry> last = versions.inForce(saved.name());
            boolean stays = last.isPresent()
                    && !last.get().version().equals(saved.version())
                    && (byCommand
                            || (last.get().how() == ScriptVersions.How.ROLLED_BACK
                                    && last.get().saved().equals(saved.version())));
            if (stays) {
                Optional<Script> other = kept(saved.name(), last.get().version());
                if (other.isPresent()) {
                    return other.get();
                }
            }
        } catch (IOException e) {
            LOG.warn("script={} its versions cannot be read: {}", saved.name(), e.toString());
        }
        return saved;
    }

    /** Keeps a version that was taken up from the script's folder. Blocks. */
    void taken(Script script) {
        if (versions.kept() == 0) {
            return; // a server for one test
        }
        try {
            alone(() -> {
                Optional<ScriptVersions.Entry> last = versions.inForce(script.name());
                versions.keep(script.name(), script.version(), script.folder());
                if (last.isEmpty() || !last.get().version().equals(script.version())) {
                    tell(script, ScriptVersions.How.SAVED, SERVER, script.version());
                }
                return script;
            });
        } catch (IOException e) {
            LOG.warn("script={} its version {} could not be kept: {}", script.name(), script.version(), e.toString());
        }
    }

    @Override
    public Optional<Script> instead(String name) {
        try {
            Optional<ScriptVersions.Entry> last = versions.inForce(name);
            return byCommand && last.isPresent() ? kept(name, last.get().version()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A kept version, if it is fit today. */
    private Optional<Script> kept(String name, String version) throws IOException {
        Optional<Path> folder = versions.folder(name, version);
        return folder.isPresent()
                        && library.get().read(folder.get()) instanceof LoadResult.Loaded(var script, var _, var _)
                ? Optional.of(script)
                : Optional.empty();
    }

    private void tell(Script script, ScriptVersions.How how, String by, String saved) throws IOException {
        versions.cameInForce(script.name(), new ScriptVersions.Entry(clock.now(), script.version(), how, by, saved));
    }

    /** Since when the version of each script that answers calls does so. Blocks on files. */
    Map<String, Instant> since() {
        Map<String, Instant> all = new TreeMap<>();
        try {
            for (String name : library.get().scripts().keySet()) {
                versions.inForce(name).ifPresent(e -> all.put(name, e.at()));
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("the versions of scripts cannot be read: {}", e.toString());
        }
        return all;
    }

    /** The server's side of {@code script publish} and {@code script rollback}; {@code taken} has what is said loaded, and tells. */
    ControlCommand command(Consumer<Script> taken) {
        return new ControlCommand("script", (args, out) -> {
            try {
                return alone(() -> answer(args, taken, out));
            } catch (IOException e) {
                out.problem("The versions cannot be read or written: " + e.getMessage() + ".");
                return ExitCode.FAILED;
            }
        });
    }

    private ExitCode answer(List<String> args, Consumer<Script> taken, Output out) throws IOException {
        if (args.size() >= 3 && args.getFirst().equals("publish")) {
            return publish(args.subList(1, args.size() - 1), args.getLast(), taken, out);
        }
        if (args.size() >= 4 && args.getFirst().equals("rollback")) { // an empty version is the one before
            Map<String, String> wanted = new LinkedHashMap<>();
            args.subList(4, args.size()).forEach(name -> wanted.put(name, ""));
            wanted.put(args.get(1), args.get(2));
            return rollback(wanted, args.get(3), taken, out);
        }
        out.problem("Say script publish NAME... or script rollback NAME [VERSION].");
        return ExitCode.USAGE;
    }

    private ExitCode publish(List<String> names, String by, Consumer<Script> taken, Output out) throws IOException {
        List<Script> wanted = new ArrayList<>();
        for (String name : names) {
            if (!isKnown(name, out)) {
                return ExitCode.FAILED;
            }
            switch (library.get().read(library.get().folder(name))) {
                case LoadResult.Refused r -> {
                    r.problems().forEach(p -> out.problem(p.toString()));
                    out.problem("It is not published; what was in force answers on.");
                    return ExitCode.FAILED;
                }
                case LoadResult.Loaded l -> wanted.add(l.script());
            }
        }
        if (!fitTogether(wanted, "Publish those together that were changed together: script publish NAME NAME", out)) {
            return ExitCode.FAILED;
        }
        for (Script script : wanted) {
            versions.keep(script.name(), script.version(), script.folder());
            put(script, ScriptVersions.How.PUBLISHED, by, taken);
            out.line("Version " + script.version() + " of " + script.name() + " answers every new call.");
        }
        return ExitCode.FINE;
    }

    /** Whether whoever runs one of them can still do so. */
    private boolean fitTogether(List<Script> wanted, String hint, Output out) throws IOException {
        List<Problem> problems = library.get().misfits(wanted);
        problems.forEach(p -> out.problem(p.toString()));
        if (!problems.isEmpty()) {
            out.problem("It would not fit the scripts that answer calls; what was in force answers on.");
            out.problem(hint);
        }
        return problems.isEmpty();
    }

    private ExitCode rollback(Map<String, String> wanted, String by, Consumer<Script> taken, Output out)
            throws IOException {
        List<Script> scripts = new ArrayList<>();
        for (Map.Entry<String, String> one : wanted.entrySet()) {
            Optional<Script> script = earlier(one.getKey(), one.getValue(), out);
            if (script.isEmpty()) {
                return ExitCode.FAILED;
            }
            scripts.add(script.get());
        }
        if (!fitTogether(
                scripts, "Go back with those that were changed together: script rollback NAME --with OTHER", out)) {
            return ExitCode.FAILED;
        }
        for (Script script : scripts) {
            put(script, ScriptVersions.How.ROLLED_BACK, by, taken);
            out.line("Version " + script.version() + " of " + script.name()
                    + " answers every new call; calls under way end on theirs.");
        }
        out.line("What is in the script's folder now stays out until it changes"
                + (byCommand
                        ? " and is published."
                        : ", or until: bin/helpline script publish "
                                + String.join(
                                        " ", wanted.keySet().stream().sorted().toList())));
        return ExitCode.FINE;
    }

    /** The version that is asked for, or the one before; empty after it was told why there is none. */
    private Optional<Script> earlier(String name, String wanted, Output out) throws IOException {
        if (!isKnown(name, out)) {
            return Optional.empty();
        }
        Optional<String> version = wanted.isEmpty()
                ? versions.versions(name).stream().skip(1).findFirst()
                : versions.version(name, wanted);
        Optional<Script> script = version.isPresent() ? kept(name, version.get()) : Optional.empty();
        if (script.isEmpty()) {
            out.problem(
                    version.isPresent()
                            ? "Version " + version.get()
                                    + " is not kept any more, or does not fit the settings of today."
                            : wanted.isEmpty()
                                    ? "There is no earlier version of " + name + "."
                                    : "No one version of " + name + " begins with " + wanted + ".");
            out.problem("See: bin/helpline script versions " + name);
        }
        return script;
    }

    private void put(Script script, ScriptVersions.How how, String by, Consumer<Script> taken) throws IOException {
        String saved = library.get().read(library.get().folder(script.name())) instanceof LoadResult.Loaded l
                ? l.script().version()
                : "";
        tell(script, how, by, saved);
        library.get().put(script);
        taken.accept(script);
    }

    private boolean isKnown(String name, Output out) {
        if (library.get().scripts().containsKey(name)) {
            return true;
        }
        out.problem("No script '" + name + "' answers calls. "
                + Words.suggestion(name, library.get().scripts().keySet(), "script"));
        return false;
    }
}
