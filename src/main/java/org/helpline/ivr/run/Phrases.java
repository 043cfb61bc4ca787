package org.helpline.ivr.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Turns what a script says into utterances of one language. */
final class Phrases {

    /** The folder of sounds that are the same in every language. */
    static final String ANY_LANGUAGE = "any";

    private static final int MAX_VALUE_IN_FILE_NAME = 32;

    private final Script script;
    private final Function<String, String> values;

    Phrases(Script script, Function<String, String> values) {
        this.script = script;
        this.values = values;
    }

    List<Effect.Utterance> say(List<Spoken> what, String language) {
        List<Effect.Utterance> utterances = new ArrayList<>();
        for (Spoken spoken : what) {
            switch (spoken) {
                case Spoken.Prompt p -> utterances.add(prompt(p.id(), language));
                case Spoken.Value v -> value(v.slot(), language, utterances);
                case Spoken.Sound s -> utterances.add(new Effect.Utterance(s.name(), ANY_LANGUAGE, "", s.name()));
            }
        }
        return utterances;
    }

    private Effect.Utterance prompt(String id, String language) {
        Prompts prompts = script.prompts();
        Optional<Template> text = prompts.text(id, language);
        String filled = text.map(t -> t.fill(values)).orElse("");
        return new Effect.Utterance(id, language, filled, recording(id, text));
    }

    /** {@code id}, or {@code id@value} for a text with values; what a caller keyed becomes a file name only as letters and digits. */
    private String recording(String id, Optional<Template> text) {
        StringBuilder name = new StringBuilder(id);
        for (Slot slot : text.map(Template::slots).orElse(List.of())) {
            String raw = values.apply(slot.name());
            String value = slot.filter() == Slot.Filter.NUMBER ? slot.say(raw) : raw;
            if (!value.matches("[A-Za-z0-9]{1," + MAX_VALUE_IN_FILE_NAME + "}")) {
                return id;
            }
            name.append('@').append(value);
        }
        return name.toString();
    }

    /** A value alone: digit by digit from {@code digit@0} … {@code digit@9}, or as one number. */
    private void value(Slot slot, String language, List<Effect.Utterance> utterances) {
        String value = values.apply(slot.name());
        if (slot.filter() == Slot.Filter.DIGITS) {
            value.chars()
                    .filter(c -> c >= '0' && c <= '9')
                    .mapToObj(Character::toString)
                    .forEach(d -> utterances.add(new Effect.Utterance("digit", language, d, "digit@" + d)));
            return;
        }
        String said = slot.say(value);
        if (!said.isEmpty()) {
            String recording = said.matches("[A-Za-z0-9]{1,32}") ? "number@" + said : "number";
            utterances.add(new Effect.Utterance("number", language, said, recording));
        }
    }
}
