package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.helpline.core.Problem;
import org.helpline.ivr.model.Script;

/**
 * The scripts that answer calls. Running calls keep the {@link Script} they began with; {@link #find} gives new ones the
 * latest that was fit. {@link #refresh} from one thread at a time, it blocks on files; {@link #find} and {@link #scripts} from
 * any thread.
 */
public final class ScriptLibrary {

    private final Path directory;
    private final Supplier<Known> known;
    private final Publication publication;
    private final AtomicReference<Map<String, Script>> scripts = new AtomicReference<>(Map.of());
    private Map<String, Fingerprint> seen = Map.of();
    private Map<String, List<Problem>> refused = Map.of();
    private Optional<Known> lastKnown = Optional.empty();

    /**
     * An empty library; {@link #refresh} fills it.
     *
     * @param directory holds a folder for each script
     * @param known what scripts may name, except scripts, which the library knows itself; asked at each refresh
     */
    public ScriptLibrary(Path directory, Supplier<Known> known) {
        this(directory, known, Publication.AT_ONCE);
    }

    /** The same where {@code publication} decides which version answers. */
    public ScriptLibrary(Path directory, Supplier<Known> known, Publication publication) {
        this.directory = directory;
        this.known = known;
        this.publication = publication;
    }

    /** What came of a refresh. */
    public sealed interface Change {

        /** The script's name. */
        String name();

        /** New or changed, fit, and taken up. */
        record Taken(Script script, List<Problem> remarks) implements Change {
            @Override
            public String name() {
                return script.name();
            }
        }

        /** New or changed, and fit, but another version answers calls. */
        record Saved(Script script, Script inForce, List<Problem> remarks) implements Change {
            @Override
            public String name() {
                return script.name();
            }
        }

        /** New or changed, and not fit; the old one, if {@code oldStays}, answers on. */
        record Kept(String name, List<Problem> problems, boolean oldStays) implements Change {}

        /** Its folder is gone; calls to it find nothing from now on. */
        record Removed(String name) implements Change {}
    }

    /**
     * Reads what has changed since the last time; blocks.
     *
     * @return what changed, sorted by name; empty when nothing did
     * @throws IOException if the directory cannot be listed
     */
    public List<Change> refresh() throws IOException {
        Map<String, Fingerprint> now = Fingerprint.of(directory);
        Known knowing = known.get().withScripts(now.keySet());
        // a script that was refused may be fit now that what it names exists, or what it runs has changed
        boolean otherWorld = !lastKnown.equals(Optional.of(knowing)) || !now.equals(seen);
        Reload reload = Reload.decide(seen, now, otherWorld ? refused.keySet() : Set.of());
        Map<String, Change> changes = new TreeMap<>();
        Map<String, Script> next = new TreeMap<>(scripts());
        for (String name : reload.read()) {
            changes.put(name, take(name, ScriptLoader.load(directory.resolve(name), knowing), next));
        }
        for (String name : reload.gone()) {
            next.remove(name);
            changes.put(name, new Change.Removed(name));
        }
        Together together = new Together(knowing, scripts(), next);
        together.settle()
                .forEach((name, problems) -> changes.put(
                        name, new Change.Kept(name, problems, scripts().containsKey(name))));
        scripts.set(Map.copyOf(together.left()));
        Map<String, Fingerprint> before = seen;
        changes.values().removeIf(c -> isToldAlready(c, before, now));
        remember(changes.values());
        seen = now;
        lastKnown = Optional.of(knowing);
        return List.copyOf(changes.values());
    }

    /** A script that was tried again though nobody has touched it, and is as wrong as before. */
    private boolean isToldAlready(Change change, Map<String, Fingerprint> before, Map<String, Fingerprint> now) {
        List<Problem> problems = switch (change) {
            case Change.Kept k -> k.problems();
            case Change.Saved s when !isFit(s) -> s.remarks();
            case Change.Taken _, Change.Saved _, Change.Removed _ -> List.of();
        };
        return !problems.isEmpty()
                && problems.equals(refused.get(change.name()))
                && Objects.equals(before.get(change.name()), now.get(change.name()));
    }

    private void remember(Collection<Change> changes) {
        Map<String, List<Problem>> still = new TreeMap<>(refused);
        for (Change change : changes) {
            switch (change) {
                case Change.Kept k -> still.put(k.name(), k.problems());
                case Change.Saved s when !isFit(s) -> still.put(s.name(), s.remarks());
                case Change.Taken _, Change.Saved _, Change.Removed _ -> still.remove(change.name());
            }
        }
        refused = Map.copyOf(still);
    }

    /** What is saved may be a draft with mistakes, while a published version answers. */
    private static boolean isFit(Change.Saved saved) {
        return !saved.script().version().equals(saved.inForce().version());
    }

    /** What would not fit if these answered calls beside the others, in the files of those who run them; empty when they may. Blocks. */
    public List<Problem> misfits(List<Script> wanted) throws IOException {
        Map<String, Script> next = new TreeMap<>(scripts());
        wanted.forEach(script -> next.put(script.name(), script));
        return new Together(known.get(), scripts(), next).problems();
    }

    private Change take(String name, LoadResult result, Map<String, Script> next) {
        return switch (result) {
            case LoadResult.Loaded l -> {
                Script inForce = publication.inForce(l.script());
                next.put(name, inForce);
                yield inForce.version().equals(l.script().version())
                        ? new Change.Taken(inForce, l.remarks())
                        : new Change.Saved(l.script(), inForce, l.remarks());
            }
            case LoadResult.Refused r -> {
                Optional<Script> instead = next.containsKey(name) ? Optional.empty() : publication.instead(name);
                instead.ifPresent(script -> next.put(name, script));
                if (instead.isPresent()) {
                    yield new Change.Saved(instead.get(), instead.get(), r.problems());
                }
                yield new Change.Kept(name, r.problems(), next.containsKey(name));
            }
        };
    }

    /** Reads and checks a folder as {@link #refresh} does, and takes nothing up; blocks. */
    public LoadResult read(Path folder) throws IOException {
        Map<String, Fingerprint> now = Fingerprint.of(directory);
        return ScriptLoader.load(folder, known.get().withScripts(now.keySet()));
    }

    /** The folder in which this script is written. */
    public Path folder(String name) {
        return directory.resolve(name);
    }

    /** Lets this version answer new calls. By whoever refreshes. */
    public void put(Script script) {
        Map<String, Script> next = new TreeMap<>(scripts());
        next.put(script.name(), script);
        scripts.set(Map.copyOf(next));
    }

    /** The scripts that answer calls now, by name: an immutable snapshot. */
    public Map<String, Script> scripts() {
        return Objects.requireNonNull(scripts.get());
    }

    /** The script that answers a new call; empty if none of this name is fit. */
    public Optional<Script> find(String name) {
        return Optional.ofNullable(scripts().get(name));
    }
}
