package org.helpline.ivr.check;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Wording;
import org.helpline.ivr.parse.ParsedScript;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.spoken.Filter;
import org.helpline.ivr.spoken.Fragment;
import org.helpline.ivr.spoken.Grammar;
import org.helpline.ivr.spoken.Inventory;

/** Whether every prompt can be said in every language, and whether every prompt is said. */
final class PromptCheck {

    private static final Set<String> OURS =
            Set.of(Script.GOODBYE, Script.ALL_BUSY, Script.MESSAGE_TAKEN, Script.BOX_FULL, Script.PIN_LOCKED);
    private static final String DIGITS = "0123456789";

    private final ParsedScript parsed;
    private final Script script;
    private final Prompts prompts;
    private final Known known;
    private final Findings findings;
    private final Map<String, Place> used = new LinkedHashMap<>();
    private final Map<String, Place> sounds = new LinkedHashMap<>();
    private final Map<Slot, Place> values = new LinkedHashMap<>();

    PromptCheck(ParsedScript parsed, Known known, Findings findings) {
        this.parsed = parsed;
        this.script = parsed.script();
        this.prompts = script.prompts();
        this.known = known;
        this.findings = findings;
    }

    /** {@code whole}: the files were read without a problem, so that what nobody says is really unused. */
    void check(boolean whole) {
        new Steps(script).forEach(this::collect);
        script.queues().values().forEach(q -> {
            use(q.at(), q.say());
            q.offer().ifPresent(o -> use(o.choice().action().at(), o.say()));
        });
        used.forEach(this::said);
        sounds.forEach(this::sound);
        values.forEach(this::value);
        if (whole) {
            prompts.texts().keySet().forEach(this::unused);
        }
    }

    private void collect(ScriptStep step) {
        Steps.ringing(step).ifPresent(r -> use(step.at(), r.say()));
        switch (step) {
            case ScriptStep.Say s -> use(s.at(), s.what());
            case ScriptStep.Notice n -> use(n.at(), List.of(new Spoken.Prompt(n.name())));
            case ScriptStep.Menu m -> use(m.at(), m.prompt());
            case ScriptStep.ChooseLanguage c -> use(c.at(), c.prompt());
            case ScriptStep.Declare d -> d.says().values().forEach(words -> use(d.at(), words));
            case ScriptStep.Switch s -> {
                use(s.at(), s.isOn());
                use(s.at(), s.isOff());
            }
            case ScriptStep.RecordCaller r -> {
                use(r.at(), r.prompt());
                use(r.at(), r.review());
                r.asPrompt().ifPresent(id -> use(r.at(), List.of(new Spoken.Prompt(id))));
            }
            case ScriptStep.Ask a -> {
                use(a.at(), a.prompt());
                use(a.at(), a.confirm());
            }
            case ScriptStep.Transfer _ -> {}
            case ScriptStep.DialExtension d -> use(d.at(), d.prompt());
            case ScriptStep.SpellName s -> {
                use(s.at(), s.prompt());
                use(s.at(), s.choose());
                use(s.at(), s.more());
            }
            case ScriptStep.Callback c -> {
                use(c.at(), c.promise());
                use(c.at(), c.there());
                use(c.at(), c.refused());
            }
            case ScriptStep.LookUp l -> use(l.at(), l.meanwhile());
            case ScriptStep.SetLanguage _, ScriptStep.SetVariables _, ScriptStep.When _ -> {}
            case ScriptStep.JoinQueue _, ScriptStep.Go _, ScriptStep.ToScript _ -> {}
            case ScriptStep.Do _, ScriptStep.Return _, ScriptStep.Split _ -> {}
            case ScriptStep.HangUp _, ScriptStep.Human _, ScriptStep.Again _, ScriptStep.Next _ -> {}
        }
    }

    private void use(Place at, List<Spoken> what) {
        for (Spoken spoken : what) {
            switch (spoken) {
                case Spoken.Prompt p -> used.putIfAbsent(p.id(), at);
                case Spoken.Sound s -> sounds.putIfAbsent(s.name(), at);
                case Spoken.Value v -> values.putIfAbsent(v.slot(), at);
            }
        }
    }

    private void said(String id, Place at) {
        boolean anywhere = script.languages().stream().anyMatch(tag -> prompts.has(id, tag));
        if (anywhere || parsed.promptPlaces().containsKey(id)) {
            script.languages().forEach(tag -> said(id, tag, at));
            return;
        }
        Optional<String> near = Words.nearest(id, prompts.texts().keySet());
        findings.problem(
                at,
                "There is no prompt '" + id + "'.",
                near.map(n -> "Did you mean '" + n + "'?")
                        .orElse("Write its text into prompts.yaml, or record prompts/" + script.defaultLanguage() + "/"
                                + id + ".wav."));
    }

    private void said(String id, String language, Place at) {
        if (!prompts.has(id, language)) {
            String what = "The prompt '" + id + "' cannot be said in '" + language + "'.";
            String fix = "Add its text '" + language + ": …', or record prompts/" + language + "/" + id + ".wav.";
            Place written = parsed.promptPlaces().get(id);
            if (written == null) {
                findings.problem(at, what, fix);
            } else {
                findings.promptProblem(written, what, fix);
            }
        } else if (!known.speech() && !prompts.recorded(language, id) && !isInPieces(id, language)) {
            findings.problem(
                    at,
                    "The prompt '" + id + "' has no recording in '" + language
                            + "', and there is no text-to-speech here.",
                    "Record prompts/" + language + "/" + id + ".wav, or install espeak-ng.");
        }
    }

    /** Whether its own words and all that its values can be are recorded. */
    private boolean isInPieces(String id, String language) {
        Optional<Template> text =
                prompts.text(id, language).filter(t -> !t.slots().isEmpty());
        Optional<Grammar> grammar = Grammar.of(language);
        if (text.isEmpty()
                || grammar.isEmpty()
                || text.get().slots().stream().anyMatch(s -> s.filter() instanceof Filter.Plain)) {
            return false;
        }
        return Stream.concat(
                        Wording.pieces(id, language, text.get()).stream(),
                        text.get().slots().stream().flatMap(s -> fragments(grammar.get(), s)))
                .allMatch(f -> prompts.recorded(language, f.id()));
    }

    private void sound(String name, Place at) {
        if (!prompts.recorded("any", name)) {
            findings.problem(at, "There is no sound '" + name + "'.", "Put it at prompts/any/" + name + ".wav.");
        }
    }

    private void value(Slot slot, Place at) {
        for (String language : script.languages()) {
            Filter filter = slot.filter();
            Optional<Grammar> grammar = Grammar.of(language);
            boolean figures = filter instanceof Filter.Plain
                    || filter instanceof Filter.Digits
                    || filter instanceof Filter.Cardinal;
            if (grammar.isEmpty() && !figures) {
                findings.problem(
                        at,
                        "'" + slot.name() + "' cannot be said like this in '" + language + "'.",
                        "It can in: " + String.join(", ", Grammar.languages()) + ". Say it with '|digits'.");
            } else if (!known.speech()) {
                recorded(slot, language, grammar, at);
            }
        }
    }

    /** Without text-to-speech a value is put together from recordings; one without a filter cannot be. */
    private void recorded(Slot slot, String language, Optional<Grammar> grammar, Place at) {
        if (slot.filter() instanceof Filter.Plain || (grammar.isEmpty() && slot.filter() instanceof Filter.Cardinal)) {
            findings.problem(
                    at,
                    "This value can only be spoken, and there is no text-to-speech here.",
                    "Say it with '|digits'.");
            return;
        }
        List<String> missing = (grammar.isPresent()
                        ? fragments(grammar.get(), slot).map(Fragment::id)
                        : DIGITS.chars().mapToObj(c -> "digit@" + (char) c))
                .filter(name -> !prompts.recorded(language, name))
                .toList();
        if (!missing.isEmpty()) {
            String first = "prompts/" + language + "/" + missing.getFirst() + ".wav";
            findings.problem(
                    at,
                    "'" + slot.name() + "' needs " + missing.size() + " more recording"
                            + (missing.size() == 1 ? "" : "s") + " in '" + language
                            + "', and there is no text-to-speech here.",
                    "Record " + first + (missing.size() == 1 ? "" : " and those that 'prompts list' tells")
                            + ", or install espeak-ng.");
        }
    }

    private Stream<Fragment> fragments(Grammar grammar, Slot slot) {
        Collection<Fragment> fractions = WholeNumbers.of(script).contains(slot.name())
                ? List.of()
                : Inventory.ofFractions(grammar, slot.filter());
        return Stream.concat(Inventory.of(grammar, slot.filter()).stream(), fractions.stream());
    }

    private void unused(String id) {
        Place at = parsed.promptPlaces().get(id);
        if (at != null && !used.containsKey(id) && !OURS.contains(id)) {
            findings.promptRemark(at, "Nothing says the prompt '" + id + "'.", "Use it or remove it.");
        }
    }
}
