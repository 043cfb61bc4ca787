package org.helpline.ivr.parse;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.BusinessHours;
import org.helpline.core.DeclaredUntil;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Answer;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;

/** Reads {@code pin} and {@code switch}. */
final class StudioParser {

    private static final int FEWEST = 4;
    private static final int MOST = 12;

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;
    private final StepParser steps;

    StudioParser(SourceText source, Defaults defaults, StepParser steps) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
        this.steps = steps;
    }

    Optional<ScriptStep> pin(Place at, Options options) {
        String name = options.text("name").map(steps::variable).orElse("studio");
        Retries retries = new Retries(
                at,
                options.text("wait").flatMap(scalars::duration).orElse(defaults.waitFor()),
                options.take("silence")
                        .map(n -> steps.inputs().list(at, "silence", n))
                        .orElse(List.of(again(at), hangUp(at))),
                options.take("wrong")
                        .map(n -> steps.inputs().list(at, "wrong", n))
                        .orElse(List.of(again(at), again(at), hangUp(at))));
        return options.take("pin")
                .map(n -> new ScriptStep.Ask(
                        at,
                        steps.spoken(n),
                        true,
                        FEWEST,
                        MOST,
                        Optional.of(Digit.HASH),
                        defaults.between(),
                        "pin." + name,
                        "",
                        true,
                        Optional.of(name),
                        true,
                        Answer.DIGITS,
                        List.of(),
                        Map.of(),
                        retries));
    }

    private static Action again(Place at) {
        Place own = new Place(at.name(), 0, 0);
        return new Action(own.inside("again", 0, 0), List.of(new ScriptStep.Again(own)));
    }

    private static Action hangUp(Place at) {
        Place own = new Place(at.name(), 0, 0);
        return new Action(own.inside("hangup", 0, 0), List.of(new ScriptStep.HangUp(own)));
    }

    Optional<ScriptStep> toggle(Place at, Options options) {
        ScriptStep.Switch.To to = options.text("to").map(this::to).orElse(ScriptStep.Switch.To.OTHER);
        List<Spoken> isOn = options.take("is_on").map(steps::spoken).orElse(said("notice_on"));
        List<Spoken> isOff = options.take("is_off").map(steps::spoken).orElse(said("notice_off"));
        return options.text("switch").map(t -> new ScriptStep.Switch(at, t.value(), to, isOn, isOff));
    }

    Optional<ScriptStep> declare(Place at, Options options) {
        Optional<YamlNode.Text> word = options.text("declare");
        word.filter(t -> !ScriptStep.Declare.WORDS.contains(t.value()))
                .ifPresent(t -> source.report(
                        t,
                        "A calendar cannot be declared '" + t.value() + "'.",
                        Words.suggestion(t.value(), ScriptStep.Declare.WORDS, "word")));
        Optional<String> calendar =
                options.text("hours").map(YamlNode.Text::value).or(defaults::hours);
        if (calendar.isEmpty()) {
            word.ifPresent(t -> source.report(
                    t,
                    "'declare' needs a calendar, and the script names none.",
                    "Add 'hours: NAME' at the top of the script or in this step."));
        }
        DeclaredUntil until = options.text("until").flatMap(this::until).orElse(new DeclaredUntil.EndOfDay());
        Map<BusinessHours.State, List<Spoken>> says = new EnumMap<>(BusinessHours.State.class);
        for (BusinessHours.State state : BusinessHours.State.values()) {
            String name = state.name().toLowerCase(Locale.ROOT);
            says.put(state, options.take("is_" + name).map(steps::spoken).orElse(said("hours_" + name)));
        }
        return word.flatMap(t -> calendar.map(c -> new ScriptStep.Declare(at, c, t.value(), until, says)));
    }

    private Optional<DeclaredUntil> until(YamlNode.Text text) {
        Optional<DeclaredUntil> until = DeclaredUntil.read(text.value());
        if (until.isEmpty()) {
            source.report(
                    text,
                    "'" + text.value() + "' is no end.",
                    "Write end_of_day, taken_back, a time such as 18:00, or a length such as 2h.");
        }
        return until;
    }

    private static List<Spoken> said(String id) {
        return List.of(new Spoken.Prompt(id));
    }

    private ScriptStep.Switch.To to(YamlNode.Text text) {
        for (ScriptStep.Switch.To to : ScriptStep.Switch.To.values()) {
            if (to.word().equals(text.value())) {
                return to;
            }
        }
        source.report(
                text,
                "A notice cannot be switched to '" + text.value() + "'.",
                Words.suggestion(
                        text.value(),
                        Arrays.stream(ScriptStep.Switch.To.values())
                                .map(ScriptStep.Switch.To::word)
                                .toList(),
                        "word"));
        return ScriptStep.Switch.To.TELL;
    }
}
