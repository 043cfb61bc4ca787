package org.helpline.ivr.trial;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.run.PlaybookCase;

/**
 * A test of a playbook: a call, and what the agent sees then.
 *
 * @param shows the steps, in their order
 * @param required the required ones that hold the agent up
 * @param links the addresses of all steps that are shown, in their order
 */
record PlaybookTrial(
        String name,
        int line,
        PlaybookCase given,
        Optional<List<String>> shows,
        Optional<List<String>> required,
        Optional<List<String>> links) {

    /** What is not as expected, a line each; none: it passes. */
    List<String> run(Playbook playbook) {
        return Stream.of(
                        compared("shows", shows, ids(given.steps(playbook))),
                        compared("required", required, ids(given.open(playbook))),
                        compared("links", links, urls(playbook)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> compared(String what, Optional<List<String>> wanted, List<String> found) {
        return wanted.filter(w -> !w.equals(found))
                .map(w -> what + ": expected " + listed(w) + ", and it is " + listed(found));
    }

    private static String listed(List<String> words) {
        return words.isEmpty() ? "nothing" : String.join(", ", words);
    }

    private List<String> urls(Playbook playbook) {
        return given.steps(playbook).stream()
                .flatMap(s -> given.links(s).stream())
                .map(PlaybookCase.Opened::url)
                .toList();
    }

    /** The ids of steps. */
    static List<String> ids(List<Playbook.Step> steps) {
        return steps.stream().map(Playbook.Step::id).toList();
    }
}
