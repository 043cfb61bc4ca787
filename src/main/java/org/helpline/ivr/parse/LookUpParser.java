package org.helpline.ivr.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;

/** Reads {@code look_up}. */
final class LookUpParser {

    /** What is heard after the words, and where there are none. */
    static final String MUSIC = "default";

    private final SourceText source;
    private final StepParser steps;
    private final AssignedParser assigned;

    LookUpParser(SourceText source, StepParser steps, AssignedParser assigned) {
        this.source = source;
        this.steps = steps;
        this.assigned = assigned;
    }

    Optional<ScriptStep> read(Place at, Options options) {
        Optional<YamlNode.Text> name = options.text("look_up");
        Map<String, Assigned> with = options.fields("with").map(this::with).orElse(Map.of());
        Optional<String> variable = options.text("as").map(steps::variable);
        List<Spoken> meanwhile = options.take("meanwhile").map(steps::spoken).orElse(List.of());
        String music = options.text("music").map(YamlNode.Text::value).orElse(MUSIC);
        Optional<Action> none = branch(at, options, "none");
        Optional<Action> failed = branch(at, options, "failed");
        if (none.isEmpty() || failed.isEmpty()) {
            missing(at, none.isPresent(), failed.isPresent());
        }
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String as = variable.orElseGet(() -> own(name.get()));
        Action nowhere = new Action(at, List.of(new ScriptStep.HangUp(at)));
        return Optional.of(new ScriptStep.LookUp(
                at, name.get().value(), with, as, meanwhile, music, none.orElse(nowhere), failed.orElse(nowhere)));
    }

    private Optional<Action> branch(Place at, Options options, String word) {
        return options.take(word).map(n -> steps.action(at, word, n));
    }

    private void missing(Place at, boolean none, boolean failed) {
        String words = none ? "'failed'" : failed ? "'none'" : "'none' and 'failed'";
        source.report(
                at.line(),
                at.column(),
                "'look_up' has no " + words + ".",
                "Both must be written: 'none: …' for when nothing is known, 'failed: …' for when nobody could tell.");
    }

    /** The answer goes into a variable of the look-up's name, unless the step says another. */
    private String own(YamlNode.Text name) {
        if (name.value().matches("[a-z][a-z0-9_]{0,31}")) {
            return name.value();
        }
        source.report(
                name,
                "'" + name.value() + "' cannot name a variable, and the step names no other.",
                "Add 'as: "
                        + Words.nearest(name.value(), List.of(LookUpShape.CUSTOMER))
                                .orElse("answer") + "'.");
        return "answer";
    }

    private Map<String, Assigned> with(Options table) {
        Map<String, Assigned> with = new LinkedHashMap<>();
        for (YamlNode.Field f : table.fields().fields()) {
            if (!f.key().value().matches("[a-z][a-z0-9_]{0,31}")) {
                source.report(
                        f.key(),
                        "'" + f.key().value() + "' cannot name a parameter.",
                        "Take lower-case letters, digits and _.");
            } else if (f.value() instanceof YamlNode.Text) {
                assigned.given(f.value()).ifPresent(value -> with.put(f.key().value(), value));
            } else {
                source.report(f.value(), "A parameter is one value.", "Write a variable's name, or a text in quotes.");
            }
        }
        return with;
    }
}
