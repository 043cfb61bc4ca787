package org.helpline.app;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.Playbooks;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.Playbook;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up changed playbooks while calls are up, and tells of it. After {@link ScriptsReload}, whose scripts they name lines of. Any
 * thread; blocks on files.
 */
final class PlaybookWatch implements Reload.Part {

    private static final Logger LOG = LoggerFactory.getLogger(PlaybookWatch.class);

    private final Playbooks playbooks;
    private final ScriptLibrary scripts;
    private final Supplier<Settings> inForce;

    /** {@code inForce}: the settings in force at any later time. */
    PlaybookWatch(ScriptLibrary scripts, Supplier<Settings> inForce) {
        this.scripts = scripts;
        this.inForce = inForce;
        this.playbooks = new Playbooks(
                PlaybookUse.folder(inForce.get()),
                () -> PlaybookUse.known(inForce.get(), scripts.scripts().values()));
    }

    /** The playbook for a call that begins. */
    Optional<Playbook> find(String name) {
        return playbooks.find(name);
    }

    /** Looks once for what has changed. A broken one leaves the one before in force. */
    synchronized List<Playbooks.Change> look() {
        try {
            List<Playbooks.Change> changes = playbooks.refresh();
            changes.forEach(PlaybookWatch::tell);
            return changes;
        } catch (IOException e) {
            LOG.warn("playbooks cannot be read: {}", e.toString());
            return List.of();
        }
    }

    private static void tell(Playbooks.Change change) {
        switch (change) {
            case Playbooks.Change.Taken(Playbook playbook) ->
                LOG.info("playbook={} version={} is in force", playbook.name(), playbook.version());
            case Playbooks.Change.Removed(String name) -> LOG.warn("playbook={} is gone", name);
            case Playbooks.Change.Kept(String name, List<Problem> problems, boolean oldStays) ->
                LOG.warn(
                        "playbook={} was refused{}:\n{}",
                        name,
                        oldStays ? "; the version before stays in force" : "",
                        problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    @Override
    public boolean covers(String key) {
        return false; // a queue's playbook is the queue's
    }

    /** No queue may name a playbook that is not there; what is wrong today already refuses no change. */
    @Override
    public void check(SettingsReader.Read next, Problems problems) {
        Origins origins = new Origins(next.inForce());
        Settings now = inForce.get();
        Settings after = now.with(now.calls(), next.settings().acd(), now.scripts());
        Set<Problem> already = Set.copyOf(wrong(now, origins));
        wrong(after, origins).stream().filter(p -> !already.contains(p)).forEach(problems::add);
    }

    private List<Problem> wrong(Settings settings, Origins origins) {
        Problems problems = new Problems();
        PlaybookUse.check(settings, origins, scripts.scripts().values(), problems);
        return problems.all();
    }

    @Override
    public String take(SettingsReader.Read before, SettingsReader.Read next) {
        String told = look().stream().map(PlaybookWatch::said).collect(Collectors.joining("; "));
        return told.isEmpty() ? "" : "playbooks: " + told;
    }

    private static String said(Playbooks.Change change) {
        return switch (change) {
            case Playbooks.Change.Taken(Playbook playbook) -> playbook.name() + " is in force";
            case Playbooks.Change.Removed(String name) -> name + " is gone";
            case Playbooks.Change.Kept(String name, var _, var _) ->
                name + " is refused, see bin/helpline playbook check";
        };
    }
}
