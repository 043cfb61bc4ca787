package org.helpline.ivr.parse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Answer;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.spoken.Filter;

/** Reads the {@code callback} step. */
final class CallbackParser {

    private static final int FEWEST_DIGITS = 3;
    private static final int MOST_DIGITS = 20;

    private static final Template CALLER =
            new Template(List.of(new Template.Piece.Value(new Slot(BuiltIn.CALLER, new Filter.Plain()))));

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;
    private final StepParser steps;

    CallbackParser(SourceText source, Defaults defaults, StepParser steps) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
        this.steps = steps;
    }

    /** {@code callback} alone: of the queue that is spoken of. */
    ScriptStep ofTheQueue(Place at) {
        if (steps.queue().isEmpty()) {
            source.report(
                    at.line(), at.column(), "'callback' does not say of which queue.", "Write {callback: support}.");
        }
        Retries retries = new Retries(at, defaults.waitFor(), List.of(own("again"), own("hangup")), defaults.wrong());
        return new ScriptStep.Callback(
                at,
                new QueueName(steps.queue().orElse("")),
                CALLER,
                ask(at, said("callback_number"), said("callback_confirm"), retries),
                said("callback_promise"),
                said("callback_there"),
                said("callback_refused"),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** {@code callback: support} and what is written with it. */
    Optional<ScriptStep> step(Place at, Options options) {
        Optional<YamlNode.Text> queue = options.text("callback");
        Optional<Action> failed = options.take("failed").map(n -> steps.action(at, "failed", n));
        Optional<Action> then = options.take("then").map(n -> steps.action(at, "then", n));
        ScriptStep.Ask ask = ask(
                at,
                spoken(options, "question", "callback_number"),
                spoken(options, "confirm", "callback_confirm"),
                steps.inputs().retries(at, options));
        Template number = options.text("number").map(scalars::value).orElse(CALLER);
        List<Spoken> promise = spoken(options, "promise", "callback_promise");
        List<Spoken> there = spoken(options, "there", "callback_there");
        List<Spoken> refused = spoken(options, "refused", "callback_refused");
        int priority =
                options.text("priority").flatMap(t -> scalars.whole(t, 0, 10)).orElse(0);
        return queue.map(q -> new ScriptStep.Callback(
                at, new QueueName(q.value()), number, ask, promise, there, refused, priority, failed, then));
    }

    /** The human of a script is the very queue, as a rule: who says nothing would come back for ever. */
    private static Action own(String word) {
        Place at = new Place("callback." + word, 0, 0);
        return new Action(at, List.of(word.equals("again") ? new ScriptStep.Again(at) : new ScriptStep.HangUp(at)));
    }

    private ScriptStep.Ask ask(Place at, List<Spoken> question, List<Spoken> confirm, Retries retries) {
        return new ScriptStep.Ask(
                at.inside("number", at.line(), at.column()),
                question,
                true,
                FEWEST_DIGITS,
                MOST_DIGITS,
                Optional.of(Digit.HASH),
                defaults.between(),
                BuiltIn.CALLBACK,
                "Call back at",
                false,
                Optional.empty(),
                true,
                Answer.DIGITS,
                confirm,
                Map.of(),
                retries);
    }

    private List<Spoken> spoken(Options options, String word, String standard) {
        return options.take(word).map(steps::spoken).orElseGet(() -> said(standard));
    }

    private static List<Spoken> said(String id) {
        return List.of(new Spoken.Prompt(id));
    }
}
