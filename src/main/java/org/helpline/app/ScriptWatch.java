package org.helpline.app;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.helpline.core.Problem;
import org.helpline.core.ServerFact;
import org.helpline.interaction.Hallway;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.ivr.model.Script;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes up changed scripts while calls are up, tells of it, and has their prompts loaded before a caller needs them. One thread at a time. */
final class ScriptWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ScriptWatch.class);

    private static final int MANY_TEXTS = 20;

    private final ScriptLibrary library;
    private final Publishing publishing;
    private final Hallway hallway;
    private final ServerFacts facts;
    private final Executor background;

    /** {@code background} loads prompts. */
    ScriptWatch(ScriptLibrary library, Publishing publishing, Hallway hallway, ServerFacts facts, Executor background) {
        this.library = library;
        this.publishing = publishing;
        this.hallway = hallway;
        this.facts = facts;
        this.background = background;
    }

    /** Looks once for what has changed, and takes it up. Blocks. */
    List<Change> look() throws IOException {
        List<Change> changes = publishing.alone(library::refresh);
        takeUp(changes);
        return changes;
    }

    /** Tells of changes and loads their prompts. Blocks. */
    void takeUp(List<Change> changes) {
        for (Change change : changes) {
            switch (change) {
                case Change.Taken t -> taken(t);
                case Change.Saved s -> saved(s);
                case Change.Kept k -> kept(k);
                case Change.Removed r -> LOG.warn("script={} is gone and answers no more calls", r.name());
            }
        }
    }

    private void taken(Change.Taken t) {
        t.remarks().forEach(r -> LOG.warn("script={} {}", t.name(), r));
        background.execute(() -> publishing.taken(t.script()));
        inForce(t.script());
    }

    /** Has what a script says loaded, and tells that it answers calls. */
    void inForce(Script script) {
        // beside the start: a caller who is quicker has the prompt loaded for the call
        background.execute(() -> hallway.prepare(script, (done, all) -> told(script.name(), done, all))
                .forEach(m -> LOG.warn("script={} {}", script.name(), m)));
        facts.tell(new ServerFact.ScriptPublished(script.name(), script.version()));
        LOG.info("script={} version={} is in force", script.name(), script.version());
    }

    private void saved(Change.Saved s) {
        s.remarks().forEach(r -> LOG.warn("script={} {}", s.name(), r));
        background.execute(() -> hallway.prepare(s.inForce()));
        LOG.info(
                "script={} version={} answers calls; version={} is saved, and answers after: bin/helpline script publish {}",
                s.name(),
                s.inForce().version(),
                s.script().version(),
                s.name());
    }

    /** A word at each quarter of much; a few texts are spoken before one has read it. */
    private static void told(String script, int done, int all) {
        if (all >= MANY_TEXTS && done * 4 / all > (done - 1) * 4 / all) {
            LOG.info("script={} spoken={} of={} texts without a recording", script, done, all);
        }
    }

    private void kept(Change.Kept k) {
        String text = k.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        facts.tell(new ServerFact.ScriptRefused(k.name(), text));
        LOG.warn(
                "script={} was refused{}:\n{}",
                k.name(),
                k.oldStays() ? "; the version before stays in force" : " and answers no calls until it is mended",
                text);
    }
}
