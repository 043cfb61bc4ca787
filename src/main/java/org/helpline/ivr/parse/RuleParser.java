package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueRule;

/** Reads {@code rules:} of a queue. */
final class RuleParser {

    private final SourceText source;
    private final Defaults defaults;

    RuleParser(SourceText source, Defaults defaults) {
        this.source = source;
        this.defaults = defaults;
    }

    /** All of them, in order; {@code queue} is where the queue's entry stands. */
    List<QueueRule> rules(Place queue, YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        List<QueueRule> rules = new ArrayList<>();
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Fields table) {
                Place at = new Place(queue.name() + "/rules/" + (rules.size() + 1), table.line(), table.column());
                rule(at, new Options(source, table).as(Lexicon.queueRule())).ifPresent(rules::add);
            } else {
                source.report(entry, "'rules' is a list of tables.", "Write '- {when: vip, priority: +3}'.");
            }
        }
        return List.copyOf(rules);
    }

    private Optional<QueueRule> rule(Place at, Options options) {
        WantedParser wanted = new WantedParser(source, defaults);
        Optional<YamlNode.Text> hours = options.text("hours");
        Optional<Condition> when =
                options.text("when").flatMap(t -> new ConditionParser(source, defaults.hours()).read(t, hours));
        if (!options.has("when")) {
            source.report(
                    at.line(),
                    at.column(),
                    "It is not said of whom this rule is.",
                    "Write 'when: vip', or what is for all callers in the step itself.");
        }
        Optional<QueueRule.Points> points = options.text("priority").flatMap(this::points);
        QueueRule read = new QueueRule(
                at,
                when.orElse(new Condition.IsText("", false, "")),
                points,
                wanted.needs(options),
                wanted.preferred(options),
                options.text("note").map(YamlNode.Text::value).orElse(""));
        if (read.words().isEmpty() && !options.has("priority") && !options.has("needs")) {
            source.report(
                    at.line(), at.column(), "This rule changes nothing.", "Add 'priority: +3', 'needs' or 'prefer'.");
        }
        options.done("A rule");
        return when.map(_ -> read);
    }

    private Optional<QueueRule.Points> points(YamlNode.Text text) {
        if (!text.value().matches("[+-]?(10|[0-9])")) {
            source.report(
                    text,
                    "'" + text.value() + "' is no priority.",
                    "Write +3 or -2 to change it, or 0 to 10 for what it shall be.");
            return Optional.empty();
        }
        boolean adds = text.value().startsWith("+") || text.value().startsWith("-");
        return Optional.of(new QueueRule.Points(Integer.parseInt(text.value()), adds));
    }
}
