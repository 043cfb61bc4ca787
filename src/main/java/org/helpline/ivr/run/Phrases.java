package org.helpline.ivr.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Wording;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Fragment;
import org.helpline.ivr.spoken.SpokenValue;

/**
 * Turns what a script says into utterances of one language.
 *
 * <p>A text with values is looked for in three ways: a recording of the whole with these values ({@code id@3}); its pieces and its
 * values put together, if every one of them is recorded; else the whole text, for a voice to read.
 */
final class Phrases {

    /** The folder of sounds that are the same in every language. */
    static final String ANY_LANGUAGE = "any";

    private static final String FILE_NAME = "[A-Za-z0-9][A-Za-z0-9.-]{0,31}";

    private final Script script;
    private final Function<String, String> values;
    private final Consumer<Slot> odd;

    /** {@code odd} is told each slot whose value is not what its filter speaks of. */
    Phrases(Script script, Function<String, String> values, Consumer<Slot> odd) {
        this.script = script;
        this.values = values;
        this.odd = odd;
    }

    List<Effect.Utterance> say(List<Spoken> what, String language) {
        List<Effect.Utterance> utterances = new ArrayList<>();
        for (Spoken spoken : what) {
            switch (spoken) {
                case Spoken.Prompt p when speaksOfUnknownWait(p.id(), language) -> {} // better nothing than a guess
                case Spoken.Prompt p -> prompt(p.id(), language, utterances);
                case Spoken.Value v -> value(v.slot(), language, utterances);
                case Spoken.Sound s -> utterances.add(new Effect.Utterance(s.name(), ANY_LANGUAGE, "", s.name()));
            }
        }
        return utterances;
    }

    private boolean speaksOfUnknownWait(String id, String language) {
        boolean byName = id.equals(BuiltIn.WAIT) && isUnknown(BuiltIn.WAIT);
        return byName
                || script.prompts()
                        .text(id, language)
                        .filter(t -> t.slots().stream().map(Slot::name).anyMatch(this::isUnknown))
                        .isPresent();
    }

    private boolean isUnknown(String name) {
        boolean isWait = name.equals(BuiltIn.WAIT) || QueueFigure.Asked.by(name).isPresent();
        return isWait && values.apply(name).isEmpty();
    }

    private void prompt(String id, String language, List<Effect.Utterance> utterances) {
        Optional<Template> text = script.prompts().text(id, language);
        if (text.isEmpty()) {
            utterances.add(new Effect.Utterance(id, language, "", id));
            return;
        }
        Wording wording = Wording.of(id, language, text.get(), values);
        wording.odd().forEach(odd);
        String whole = recording(id, text.get());
        if (!text.get().slots().isEmpty() && !recorded(language, whole) && areRecorded(language, wording.fragments())) {
            wording.fragments().forEach(f -> utterances.add(new Effect.Utterance(id, language, f.text(), f.id())));
        } else {
            utterances.add(new Effect.Utterance(id, language, wording.text(), whole));
        }
    }

    /** {@code id}, or {@code id@value} for a text with values; what a caller keyed becomes a file name only where it is plain. */
    private String recording(String id, Template text) {
        Map<String, String> named = new LinkedHashMap<>();
        for (Slot slot : text.slots()) {
            String raw = slot.of(values::apply);
            if (slot.filter() instanceof Filter.Cardinal && raw.matches("\\d+")) {
                named.put(slot.name(), raw.replaceFirst("^0+(?=.)", ""));
            } else {
                named.putIfAbsent(slot.name(), raw.replace(':', '-'));
            }
        }
        if (!named.values().stream().allMatch(v -> v.matches(FILE_NAME))) {
            return id;
        }
        StringBuilder name = new StringBuilder(id);
        named.values().forEach(v -> name.append('@').append(v));
        return name.toString();
    }

    /** A value alone: one recording of it, its fragments if all of them are recorded, or its text for a voice to read. */
    private void value(Slot slot, String language, List<Effect.Utterance> utterances) {
        Optional<Effect.Utterance> name = slot.equals(Dial.NAME)
                ? nameRecording(values.apply(BuiltIn.PERSON + ".id"), language)
                : Optional.empty();
        if (name.isPresent()) {
            utterances.add(name.get());
            return;
        }
        String value = slot.of(values::apply);
        SpokenValue said = SpokenValue.of(language, slot.filter(), value);
        if (!said.understood()) {
            odd.accept(slot);
        }
        if (said.text().isEmpty()) {
            return;
        }
        String kind = kind(slot.filter());
        String whole = SpokenValue.recording(slot.filter(), value).orElse(kind);
        boolean figures = slot.filter() instanceof Filter.Digits && said.understood();
        if (!recorded(language, whole) && (figures || areRecorded(language, said.fragments()))) {
            said.fragments().forEach(f -> utterances.add(new Effect.Utterance(kind, language, f.text(), f.id())));
        } else {
            utterances.add(new Effect.Utterance(kind, language, said.text(), whole));
        }
    }

    /** A person's name as that person said it, {@code prompts/LANGUAGE/names/ID.wav} or for all languages; empty if nobody did. */
    Optional<Effect.Utterance> nameRecording(String id, String language) {
        String recording = Prompts.NAMES + id;
        return id.isEmpty()
                ? Optional.empty()
                : Stream.of(language, ANY_LANGUAGE)
                        .filter(folder -> recorded(folder, recording))
                        .findFirst()
                        .map(folder -> new Effect.Utterance("name", folder, "", recording));
    }

    /** What facts call a value; it tells nothing of it. */
    private static String kind(Filter filter) {
        return switch (filter) {
            case Filter.Plain _, Filter.Cardinal _, Filter.Plural _ -> "number";
            case Filter.Digits _ -> "digit";
            case Filter.Ordinal _ -> "ordinal";
            case Filter.Date _ -> "date";
            case Filter.Weekday _ -> "weekday";
            case Filter.Time _ -> "time";
            case Filter.Length _, Filter.Range _ -> "duration";
            case Filter.Money _ -> "money";
        };
    }

    private boolean areRecorded(String language, List<Fragment> fragments) {
        return !fragments.isEmpty() && fragments.stream().allMatch(f -> recorded(language, f.id()));
    }

    private boolean recorded(String language, String name) {
        return script.prompts().recorded(language, name);
    }
}
