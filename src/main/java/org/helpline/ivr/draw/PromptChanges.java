package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.model.Prompts;

/** What differs between the prompts of two versions. */
final class PromptChanges {

    private final Prompts old;
    private final Prompts now;
    private final Collection<String> languages;

    /** {@code languages} of both versions. */
    PromptChanges(Prompts old, Prompts now, Collection<String> languages) {
        this.old = old;
        this.now = now;
        this.languages = languages;
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        both(old.texts().keySet(), now.texts().keySet()).forEach(id -> prompt(id, sentences));
        both(old.recordings().keySet(), now.recordings().keySet()).forEach(folder -> recordings(folder, sentences));
        return sentences;
    }

    private void prompt(String id, List<String> sentences) {
        if (!old.texts().containsKey(id)) {
            sentences.add("prompt " + id + " is new.");
            return;
        }
        if (!now.texts().containsKey(id)) {
            sentences.add("prompt " + id + " is gone.");
            return;
        }
        for (String language : languages) {
            Optional<String> before = old.text(id, language).map(Wording::template);
            Optional<String> after = now.text(id, language).map(Wording::template);
            if (!before.equals(after)) {
                sentences.add(
                        "prompt " + id + ", " + language + ": now " + shown(after) + "; before " + shown(before) + ".");
            }
        }
    }

    private static String shown(Optional<String> text) {
        return text.map(Wording::quoted).orElse("no text");
    }

    private void recordings(String folder, List<String> sentences) {
        Set<String> before = old.recordings().getOrDefault(folder, Set.of());
        Set<String> after = now.recordings().getOrDefault(folder, Set.of());
        for (String name : both(before, after)) {
            if (before.contains(name) != after.contains(name)) {
                String file = "recording prompts/" + folder + "/" + name + ".wav is ";
                sentences.add(file + (after.contains(name) ? "new." : "gone."));
            }
        }
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
