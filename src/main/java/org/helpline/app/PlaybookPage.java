package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.ivr.model.Playbook;

/** A playbook for people to read. Pure. */
final class PlaybookPage {

    private PlaybookPage() {}

    static String of(Playbook playbook, List<QueueSettings> queues) {
        List<String> lines = new ArrayList<>();
        String users = queues.stream()
                .filter(q -> q.afterCall().playbook().equals(Optional.of(playbook.name())))
                .map(q -> q.name().value())
                .collect(Collectors.joining(", "));
        lines.add(playbook.name() + " (version " + playbook.version() + "): " + playbook.title());
        lines.add(users.isEmpty() ? "  no queue uses it" : "  used by " + users);
        for (int i = 0; i < playbook.steps().size(); i++) {
            step(i + 1, playbook.steps().get(i), lines);
        }
        lines.add("");
        return lines.stream().map(l -> l + System.lineSeparator()).collect(Collectors.joining());
    }

    private static void step(int number, Playbook.Step step, List<String> lines) {
        String note = switch (step.note()) {
            case NONE -> "";
            case MAY -> ", takes a note";
            case MUST -> ", needs a note";
        };
        lines.add("  " + number + ". " + step.title() + "  [" + step.id() + (step.required() ? ", required" : "") + note
                + "]");
        step.when().ifPresent(when -> lines.add("       when " + when.source()));
        step.text().lines().forEach(text -> lines.add("       " + text));
        step.links()
                .forEach(l ->
                        lines.add("       " + l.title() + ": " + l.address().written()));
    }
}
