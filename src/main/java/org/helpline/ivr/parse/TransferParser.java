package org.helpline.ivr.parse;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.QueueName;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.ScriptStep.Whom;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;

/** Reads {@code transfer:} and what all steps that ring a person have in common. */
final class TransferParser {

    private static final List<String> TARGETS = List.of("agent", "extension", "number", "queue", "script");
    private static final String SILENCE = "none";
    private static final int MOST_LINES = 10;

    private final SourceText source;
    private final Scalars scalars;
    private final StepParser steps;

    TransferParser(SourceText source, StepParser steps) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.steps = steps;
    }

    Optional<ScriptStep> transfer(Place at, Options options) {
        Optional<Options> target = options.fields("transfer").map(o -> o.as(Lexicon.whom()));
        if (target.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = TARGETS.stream().filter(target.get()::has).toList();
        if (named.size() != 1) {
            source.report(
                    at.line(), at.column(), "'transfer' names no single target.", "Write 'transfer: {agent: ada}'.");
            return Optional.empty();
        }
        Optional<YamlNode.Text> name = target.get().text(named.getFirst());
        target.get().done("'transfer'");
        return name.flatMap(t -> to(named.getFirst(), t, at, options));
    }

    private Optional<ScriptStep> to(String kind, YamlNode.Text name, Place at, Options options) {
        return switch (kind) {
            case "agent" ->
                Optional.of(new ScriptStep.Transfer(at, new Whom.Agent(scalars.value(name)), ringing(at, options)));
            case "extension" ->
                Optional.of(new ScriptStep.Transfer(at, new Whom.Extension(scalars.value(name)), ringing(at, options)));
            case "number" ->
                Optional.of(new ScriptStep.Transfer(at, new Whom.Outside(scalars.value(name)), ringing(at, options)));
            case "queue" -> Optional.of(steps.queue(at, options, new QueueName(name.value())));
            default -> Optional.of(new ScriptStep.ToScript(at, name.value()));
        };
    }

    /** {@code ring, say, music, pop, busy, no_answer, not_there, then, after}. */
    Ringing ringing(Place at, Options options) {
        return new Ringing(
                options.text("ring").flatMap(scalars::duration).orElse(Ringing.USUAL),
                options.take("say").map(steps::spoken).orElse(List.<Spoken>of()),
                options.text("music")
                        .map(YamlNode.Text::value)
                        .map(m -> m.equals(SILENCE) ? "" : m)
                        .orElse(Ringing.RINGBACK),
                pop(options),
                missed(at, options),
                options.take("after").map(n -> steps.action(at, "after", n)));
    }

    /** {@code pop: {Order: "{order_no}"}}: lines for the agent's screen. */
    Map<String, Template> pop(Options options) {
        Map<String, Template> lines = new LinkedHashMap<>();
        Optional<Options> table = options.fields("pop");
        for (YamlNode.Field f : table.map(t -> t.fields().fields()).orElse(List.of())) {
            if (!(f.value() instanceof YamlNode.Text value)) {
                source.report(f.value(), "A line of the pop is one text.", "Write 'pop: {Order: \"{order_no}\"}'.");
            } else if (lines.size() == MOST_LINES) {
                source.report(
                        f.key(), "The pop has no room for more lines.", "Keep the " + MOST_LINES + " that matter.");
                return lines;
            } else {
                lines.put(f.key().value(), scalars.template(value, Optional.empty()));
            }
        }
        return lines;
    }

    private Missed missed(Place at, Options options) {
        Map<Missed.Why, Action> branches = new EnumMap<>(Missed.Why.class);
        for (Missed.Why why : Missed.Why.values()) {
            options.take(why.word()).ifPresent(n -> branches.put(why, steps.action(at, why.word(), n)));
        }
        Optional<Action> then = options.take("then").map(n -> steps.action(at, "then", n));
        return branches.isEmpty() && then.isEmpty() ? Missed.UNWRITTEN : new Missed(branches, then);
    }
}
