package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Variable;

/** Reads {@code do}, {@code return} and {@code split}. */
final class RoutineParser {

    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}) ?%");
    private static final String ELSE = "else";

    private final SourceText source;
    private final StepParser steps;
    private final Defaults defaults;

    RoutineParser(SourceText source, StepParser steps, Defaults defaults) {
        this.source = source;
        this.steps = steps;
        this.defaults = defaults;
    }

    /** {@code do: section} or {@code do: {script: name, with: …, as: …}}. */
    Optional<ScriptStep> run(Place at, Options options) {
        String result = options.text("as").map(steps::variable).orElse("");
        Optional<YamlNode> node = options.take("do");
        if (node.isPresent() && node.get() instanceof YamlNode.Fields f) {
            return script(at, new Options(source, f).as(Lexicon.subScript()), result);
        }
        return options.text("do")
                .map(t -> new ScriptStep.Do(at, new ScriptStep.Routine.Section(t.value()), Map.of(), result));
    }

    private Optional<ScriptStep> script(Place at, Options options, String outer) {
        Optional<YamlNode.Text> name = options.text("script");
        Map<String, Assigned> with = options.fields("with").map(this::with).orElse(Map.of());
        String result = options.text("as").map(steps::variable).orElse(outer);
        if (name.isEmpty()) {
            source.report(at.line(), at.column(), "'do' runs nothing.", "Write a section, or {script: name}.");
        }
        options.done("'do'");
        return name.map(t -> new ScriptStep.Do(at, new ScriptStep.Routine.Script(t.value()), with, result));
    }

    private Map<String, Assigned> with(Options table) {
        Map<String, Assigned> given = new LinkedHashMap<>();
        AssignedParser assigned = new AssignedParser(source, defaults);
        for (YamlNode.Field f : table.fields().fields()) {
            assigned.given(f.value()).ifPresent(value -> given.put(f.key().value(), value));
        }
        return given;
    }

    /** {@code return}, with a value if there is one. */
    Optional<ScriptStep> comesBack(Place at, Options options) {
        Optional<Variable> gives = defaults.gives().map(type -> new Variable(at, type, Optional.empty(), false));
        return options.take("return")
                .map(n -> new ScriptStep.Return(at, new AssignedParser(source, defaults).read(n, gives)));
    }

    /** {@code split: {20%: …, else: …}}. */
    Optional<ScriptStep> split(Place at, Options options) {
        boolean byCaller = options.text("by").map(this::byCaller).orElse(false);
        List<ScriptStep.Side> sides = new ArrayList<>();
        int all = 0;
        Optional<Options> table = options.fields("split");
        for (YamlNode.Field f : table.map(t -> t.fields().fields()).orElse(List.of())) {
            String label = f.key().value().replace(" ", "");
            int percent = label.equals(ELSE) ? 0 : percent(f.key());
            all += percent;
            sides.add(new ScriptStep.Side(label, percent, steps.action(at, label, f.value())));
        }
        if (table.isPresent()) {
            sum(at, all, sides);
        }
        int rest = Math.max(0, 100 - all);
        return table.map(_ -> new ScriptStep.Split(
                at,
                sides.stream().map(s -> s.label().equals(ELSE) ? s.of(rest) : s).toList(),
                byCaller));
    }

    private void sum(Place at, int all, List<ScriptStep.Side> sides) {
        boolean hasElse = sides.stream().anyMatch(s -> s.label().equals(ELSE));
        if (all > 100) {
            source.report(
                    at.line(),
                    at.column(),
                    "These are " + all + " percent of the calls.",
                    "Let the shares together be 100 percent at most.");
        } else if (all == 100 && hasElse) {
            source.report(at.line(), at.column(), "Nothing is left for 'else'.", "Remove it, or give it a share.");
        } else if (all == 0) {
            source.report(
                    at.line(),
                    at.column(),
                    "'split' has no share.",
                    "Write for example {20%: new_menu, else: old_menu}.");
        }
    }

    private int percent(YamlNode.Text key) {
        Matcher m = SHARE.matcher(key.value());
        int percent = m.matches() ? Integer.parseInt(m.group(1)) : 0;
        if (percent < 1 || percent > 100) {
            source.report(
                    key,
                    "'" + key.value() + "' is no share of the calls.",
                    "Write 1% to 100%, and 'else' for the rest.");
            return 1;
        }
        return percent;
    }

    private boolean byCaller(YamlNode.Text text) {
        if (!text.value().equals("caller")) {
            source.report(text, "Calls are split by chance, or by who calls.", "Write 'by: caller' or remove it.");
        }
        return true;
    }
}
