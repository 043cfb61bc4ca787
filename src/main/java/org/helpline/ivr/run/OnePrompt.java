package org.helpline.ivr.run;

import java.util.List;
import java.util.function.Function;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Spoken;

/** What a caller hears of one prompt, outside of any call. */
public final class OnePrompt {

    private OnePrompt() {}

    /**
     * Its utterances.
     *
     * @param values a variable's value as it is written; empty for one that is not set
     */
    public static List<Effect.Utterance> of(
            Script script, String id, String language, Function<String, String> values) {
        return new Phrases(script, values, _ -> {}).say(List.of(new Spoken.Prompt(id)), language);
    }
}
