package org.helpline.interaction;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.helpline.call.Sounds.Sound;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect.Utterance;
import org.helpline.ivr.run.OnePrompt;
import org.helpline.speech.Speaker;

/** What callers would hear, before any of them does; in the same way in which calls find it. Blocks, any thread. */
public final class Audition {

    private final PromptBook book;

    /** {@code speaker} speaks what is not recorded. */
    public Audition(Speaker speaker) {
        this.book = new PromptBook(Path.of("music"), speaker, Runnable::run);
    }

    /**
     * What is heard of one prompt.
     *
     * @param said the pieces in order, as people read them: a recording's name and its words
     * @param sounds what sounds, in order
     * @param missing a sentence for each piece that cannot be heard
     */
    public record Heard(List<String> said, List<Sound> sounds, List<String> missing) {}

    /**
     * One prompt with its values.
     *
     * @param values a variable's value as it is written; empty for one that is not set
     */
    public Heard hear(Script script, String prompt, String language, Function<String, String> values) {
        return hear(script, OnePrompt.of(script, prompt, language, values));
    }

    /** Something that a script says. */
    public Heard hear(Script script, Utterance utterance) {
        return hear(script, List.of(utterance));
    }

    private Heard hear(Script script, List<Utterance> utterances) {
        List<String> said = new ArrayList<>();
        List<Sound> sounds = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Utterance u : utterances) {
            boolean recorded = script.prompts().recorded(u.language(), u.recording());
            said.add((recorded ? "recorded " + u.recording() + ".wav" : "spoken")
                    + (u.text().isEmpty() ? "" : ": ")
                    + u.text());
            PromptBook.Found found = book.load(script, List.of(u));
            sounds.addAll(found.audio());
            missing.addAll(found.missing());
        }
        return new Heard(said, sounds, missing);
    }

    /** Speaks what is not recorded of a script, so that no caller waits for it; a sentence for each that cannot be heard. */
    public List<String> ahead(Script script, Progress progress) {
        return book.prepare(script, progress);
    }
}
