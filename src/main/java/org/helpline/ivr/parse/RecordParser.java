package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Recording;
import org.helpline.ivr.model.Retries;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Spoken;

/** Reads {@code record} and {@code voicemail}. */
final class RecordParser {

    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final String NONE = "none";

    private final SourceText source;
    private final Scalars scalars;
    private final Defaults defaults;
    private final StepParser steps;

    RecordParser(SourceText source, Defaults defaults, StepParser steps) {
        this.source = source;
        this.scalars = new Scalars(source);
        this.defaults = defaults;
        this.steps = steps;
    }

    Optional<ScriptStep> record(Place at, Options options) {
        List<Spoken> prompt = options.take("record").map(steps::spoken).orElse(List.of());
        Optional<String> asPrompt = options.text("prompt").map(YamlNode.Text::value);
        return Optional.of(step(at, options, new Use(prompt, Optional.empty(), Optional.empty(), asPrompt)));
    }

    Optional<ScriptStep> voicemail(Place at, Options options) {
        List<Spoken> prompt = options.take("greeting")
                .map(steps::spoken)
                .orElseGet(() -> List.of(new Spoken.Prompt(Script.LEAVE_MESSAGE)));
        Optional<Action> then = options.take("then").map(n -> steps.action(at, "then", n));
        return options.text("voicemail")
                .map(t -> step(
                        at, options, new Use(prompt, Optional.of(new QueueName(t.value())), then, Optional.empty())));
    }

    /** The word {@code voicemail} alone: the box of the queue whose callers are spoken of. */
    ScriptStep ofTheQueue(Place at) {
        if (steps.queue().isEmpty()) {
            source.report(
                    at.line(),
                    at.column(),
                    "'voicemail' alone stands where a queue's callers are spoken of.",
                    "Write 'voicemail: support', with the name of a queue.");
        }
        Options nothing = new Options(source, new YamlNode.Fields(List.of(), at.line(), at.column()));
        QueueName queue = new QueueName(steps.queue().orElse(""));
        List<Spoken> prompt = List.of(new Spoken.Prompt(Script.LEAVE_MESSAGE));
        return step(at, nothing, new Use(prompt, Optional.of(queue), Optional.empty(), Optional.empty()));
    }

    /** What a recording is for, and what is said before it. */
    private record Use(
            List<Spoken> prompt, Optional<QueueName> box, Optional<Action> then, Optional<String> asPrompt) {}

    private ScriptStep step(Place at, Options options, Use use) {
        Optional<Options> table = options.take("review")
                .filter(YamlNode.Fields.class::isInstance)
                .flatMap(_ -> options.fields("review"))
                .map(o -> o.as(Lexicon.review()));
        List<Spoken> review = table.map(t -> t.take("say").map(steps::spoken).orElse(usualReview()))
                .orElseGet(() -> options.take("review").map(this::review).orElse(List.of()));
        Retries retries = retries(at, table);
        table.ifPresent(t -> t.done("'review'"));
        return new ScriptStep.RecordCaller(
                at,
                use.prompt(),
                options.text("barge").flatMap(scalars::yesNo).orElse(true),
                how(options),
                options.text("as").map(steps::variable).orElse(""),
                use.box(),
                review,
                keys(at, options),
                options.take("nothing")
                        .map(n -> steps.inputs().list(at, "nothing", n))
                        .orElse(againThenNext(at)),
                options.take("full").map(n -> steps.action(at, "full", n)),
                use.then(),
                use.asPrompt(),
                retries);
    }

    private static List<Spoken> usualReview() {
        return List.of(new Spoken.Prompt(Script.REVIEW));
    }

    /** {@code yes}, {@code no}, or prompts. */
    private List<Spoken> review(YamlNode node) {
        if (node instanceof YamlNode.Text t && t.value().matches("yes|true|on|no|false|off")) {
            return scalars.yesNo(t).orElse(false) ? usualReview() : List.of();
        }
        return steps.spoken(node);
    }

    private Map<Digit, Choice> keys(Place at, Options options) {
        return options.fields("keys").map(k -> steps.inputs().keys(at, k)).orElse(Map.of());
    }

    private Recording how(Options options) {
        Recording usual = Recording.USUAL;
        Duration longest = options.text("max").flatMap(this::longest).orElse(usual.longest());
        return new Recording(
                longest,
                options.text("least").flatMap(scalars::duration).orElse(usual.least()),
                options.text("silence").map(this::pause).orElse(usual.pause()),
                options.text("end").map(this::end).orElse(usual.end()),
                options.text("beep").flatMap(scalars::yesNo).orElse(usual.beep()));
    }

    private Optional<Duration> longest(YamlNode.Text text) {
        Optional<Duration> longest = scalars.duration(text);
        if (longest.isPresent()
                && (longest.get().compareTo(LONGEST) > 0 || longest.get().compareTo(Duration.ofSeconds(1)) < 0)) {
            source.report(text, "Nobody is recorded for " + text.value() + ".", "Take 1s to 30m.");
            return Optional.empty();
        }
        return longest;
    }

    private Optional<Duration> pause(YamlNode.Text text) {
        if (text.value().equals(NONE)) {
            return Optional.empty();
        }
        Optional<Duration> pause = scalars.duration(text);
        if (pause.isPresent() && pause.get().compareTo(Duration.ofSeconds(1)) < 0) {
            source.report(text, "People pause that long within a sentence.", "Take 1s or more, or 'silence: none'.");
        }
        return pause;
    }

    private Set<Digit> end(YamlNode.Text text) {
        if (text.value().equals("any")) {
            return EnumSet.copyOf(Arrays.asList(Digit.values()));
        }
        if (text.value().equals(NONE)) {
            return Set.of();
        }
        return scalars.key(text).map(Set::of).orElse(Set.of());
    }

    /** Whoever says nothing to the question about a recording has it kept. */
    private Retries retries(Place at, Optional<Options> table) {
        if (table.isEmpty()) {
            return new Retries(at, defaults.waitFor(), againThenNext(at), againThenNext(at));
        }
        Options options = table.get();
        return new Retries(
                at,
                options.text("wait").flatMap(scalars::duration).orElse(defaults.waitFor()),
                options.take("silence")
                        .map(n -> steps.inputs().list(at, "silence", n))
                        .orElse(againThenNext(at)),
                options.take("wrong")
                        .map(n -> steps.inputs().list(at, "wrong", n))
                        .orElse(againThenNext(at)));
    }

    private static List<Action> againThenNext(Place at) {
        Place own = new Place(at.name(), 0, 0);
        return List.of(
                new Action(own.inside("again", 0, 0), List.of(new ScriptStep.Again(own))),
                new Action(own.inside("next", 0, 0), List.of(new ScriptStep.Next(own))));
    }
}
