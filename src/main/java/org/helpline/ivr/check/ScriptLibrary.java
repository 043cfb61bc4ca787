package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        // a script that was refused may be fit now that what it names exists
        boolean otherWorld = !lastKnown.equals(Optional.of(knowing));
        Reload reload = Reload.decide(seen, now, otherWorld ? refused.keySet() : Set.of());
        List<Change> changes = new ArrayList<>();
        Map<String, Script> next = new TreeMap<>(scripts());
        Map<String, List<Problem>> stillRefused = new HashMap<>(refused);
        for (String name : reload.read()) {
            changes.add(take(name, ScriptLoader.load(directory.resolve(name), knowing), next, stillRefused));
        }
        for (String name : touched(reload, now.keySet())) {
            LoadResult result = ScriptLoader.load(directory.resolve(name), knowing);
            if (isNews(result)) {
                changes.add(take(name, result, next, stillRefused));
            }
        }
        for (String name : reload.gone()) {
            next.remove(name);
            stillRefused.remove(name);
            changes.add(new Change.Removed(name));
        }
        scripts.set(Map.copyOf(next));
        seen = now;
        refused = Map.copyOf(stillRefused);
        lastKnown = Optional.of(knowing);
        return List.copyOf(changes);
    }

    /** Unchanged scripts that run one that has changed, near or far, or that may be fit now that others are different. */
    private Set<String> touched(Reload reload, Set<String> there) {
        Set<String> changed = new HashSet<>(reload.read());
        changed.addAll(reload.gone());
        Set<String> touched = new TreeSet<>(changed.isEmpty() ? Set.of() : refused.keySet());
        int before = -1;
        while (changed.size() > before) {
            before = changed.size();
            scripts().values().stream()
                    .filter(s -> SubScripts.runs(s).stream().anyMatch(changed::contains))
                    .map(Script::name)
                    .filter(changed::add)
                    .forEach(touched::add);
        }
        touched.retainAll(there);
        reload.read().forEach(touched::remove);
        return touched;
    }

    private boolean isNews(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded l -> refused.containsKey(l.name());
            case LoadResult.Refused r -> !r.problems().equals(refused.get(r.name()));
        };
    }

    private Change take(String name, LoadResult result, Map<String, Script> next, Map<String, List<Problem>> refused) {
        return switch (result) {
            case LoadResult.Loaded l -> {
                Script inForce = publication.inForce(l.script());
                next.put(name, inForce);
                refused.remove(name);
                yield inForce.version().equals(l.script().version())
                        ? new Change.Taken(inForce, l.remarks())
                        : new Change.Saved(l.script(), inForce, l.remarks());
            }
            case LoadResult.Refused r -> {
                refused.put(name, r.problems());
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
