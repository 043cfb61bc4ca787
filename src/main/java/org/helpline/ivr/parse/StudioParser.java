package org.helpline.ivr.parse;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
