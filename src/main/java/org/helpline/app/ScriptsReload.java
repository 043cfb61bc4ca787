package org.helpline.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;

/**
 * Scripts may name queues, hours, people and extensions that a reload brings, and must not name those that it takes away. After {@link
 * HoursReload}, {@link QueuesReload} and {@link AgentsReload}, whose changes scripts then know. Blocks on files; one thread at a time.
 *
 * @param knowing what scripts may name under settings
 * @param inForce the settings in force
 */
record ScriptsReload(
        ScriptLibrary library, ScriptWatch watch, Function<Settings, Known> knowing, Supplier<Settings> inForce)
        implements Reload.Part {

    @Override
    public boolean covers(String key) {
        return false; // no setting is its own
    }

    /** A caller must not reach a script that names what is taken away; what is wrong today already refuses no change. */
    @Override
    public void check(SettingsReader.Read next, Problems problems) {
        Settings now = inForce.get();
        Settings after = now.with(
                        next.settings().calls(),
                        next.settings().acd(),
                        now.scripts().with(next.settings().scripts().hours()))
                .with(next.settings().trunks());
        Origins origins = new Origins(next.inForce());
        Set<Problem> already = Set.copyOf(wrong(now, origins));
        wrong(after, origins).stream().filter(p -> !already.contains(p)).forEach(problems::add);
    }

    private List<Problem> wrong(Settings settings, Origins origins) {
        Known known = knowing.apply(settings);
        TreeSet<String> names = new TreeSet<>(known.scripts());
        names.addAll(library.scripts().keySet());
        List<Change> scripts = names.stream().map(name -> read(name, known)).toList();
        return new ScriptUse(settings, origins, scripts).problems();
    }

    private Change read(String name, Known known) {
        return switch (ScriptLoader.load(library.find(name).map(Script::folder).orElse(library.folder(name)), known)) {
            case LoadResult.Loaded l -> new Change.Taken(library.find(name).orElse(l.script()), l.remarks());
            case LoadResult.Refused r -> new Change.Kept(name, r.problems(), false);
        };
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        try {
            List<String> told = new ArrayList<>();
            for (Change change : watch.look()) {
                switch (change) {
                    case Change.Taken t -> told.add(t.name() + " is in force");
                    case Change.Saved s ->
                        told.add(s.name() + " is saved, and answers after bin/helpline script publish " + s.name());
                    case Change.Kept k -> told.add(k.name() + " is refused, see bin/helpline script check");
                    case Change.Removed r -> told.add(r.name() + " is gone");
                }
            }
            return told.isEmpty() ? "" : "scripts: " + told.stream().collect(Collectors.joining("; "));
        } catch (IOException e) {
            return "scripts cannot be read: " + e.getMessage();
        }
    }
}
