package org.helpline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.PlaybookKnown;
import org.helpline.ivr.check.Playbooks;
import org.helpline.ivr.check.PopLines;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.Words;

/** What playbooks may name, as the settings and the scripts have it, and which of them queues name. Blocks on files. */
final class PlaybookUse {

    private PlaybookUse() {}

    /** The playbooks' folder, beside the scripts. */
    static Path folder(Settings settings) {
        return settings.scripts().directory().resolve(Playbooks.FOLDER);
    }

    /** What they may name beside these scripts. */
    static PlaybookKnown known(Settings settings, Collection<Script> scripts) {
        return known(
                settings,
                Optional.of(scripts.stream()
                        .flatMap(s -> PopLines.of(s).stream())
                        .collect(Collectors.toCollection(TreeSet::new))));
    }

    /** The same where no scripts have been read yet; where one is broken, what it shows in the pop is not known. */
    static PlaybookKnown known(Settings settings) {
        List<LoadResult> scripts = Scripts.known(settings, true).scripts().stream()
                .map(name ->
                        ScriptLoader.load(settings.scripts().directory().resolve(name), Scripts.known(settings, true)))
                .toList();
        List<Script> fit = scripts.stream()
                .flatMap(r -> r instanceof LoadResult.Loaded l
                        ? Optional.of(l.script()).stream()
                        : Optional.<Script>empty().stream())
                .toList();
        return fit.size() == scripts.size() ? known(settings, fit) : known(settings, Optional.empty());
    }

    private static PlaybookKnown known(Settings settings, Optional<Set<String>> answers) {
        Set<String> queues = new TreeSet<>();
        Set<String> codes = new TreeSet<>();
        for (QueueSettings queue : settings.acd().queues()) {
            queues.add(queue.name().value());
            codes.addAll(queue.afterCall().or(settings.desk().wrapUpCodes()).codes());
        }
        return new PlaybookKnown(queues, answers, settings.desk().tags(), codes);
    }

    /** Queues that name a playbook which is not there, and mistakes in those that they name. */
    static void check(Settings settings, Origins origins, Collection<Script> scripts, Problems problems) {
        PlaybookKnown known = known(settings, scripts);
        try {
            List<String> there = Playbooks.names(folder(settings));
            Set<String> told = new TreeSet<>();
            for (QueueSettings queue : settings.acd().queues()) {
                String key = "queues." + queue.name() + ".playbook";
                Optional<String> name = queue.afterCall().playbook();
                if (name.isPresent() && !there.contains(name.get())) {
                    problems.add(Problem.of(
                            origins.of(key),
                            key + " names the playbook " + name.get() + ", which does not exist.",
                            Words.suggestion(name.get(), there, "playbook in " + folder(settings))));
                } else if (name.filter(told::add).isPresent()) {
                    boolean _ = Playbooks.read(folder(settings), name.get(), known, problems)
                            .isPresent();
                }
            }
        } catch (IOException e) {
            problems.add(Problem.of(
                    folder(settings).toString(),
                    "The playbooks cannot be listed: " + e + ".",
                    "Let the server's user read the folder."));
        }
    }
}
