package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Spoken;

/** Reads {@code queues:} and the branches of a {@code queue} step. */
final class QueueParser {

    private final SourceText source;
    private final StepParser steps;

    QueueParser(SourceText source, StepParser steps) {
        this.source = source;
        this.steps = steps;
    }

    /** {@code full, closed, nobody, too_long} and {@code then} for those of them not written. */
    SendOn sendOn(Place at, Options options) {
        Map<SendOn.Reason, Action> branches = new EnumMap<>(SendOn.Reason.class);
        for (SendOn.Reason reason : SendOn.Reason.values()) {
            options.take(reason.word()).ifPresent(n -> branches.put(reason, steps.action(at, reason.word(), n)));
        }
        Optional<Action> then = options.take("then").map(n -> steps.action(at, "then", n));
        return branches.isEmpty() && then.isEmpty() ? SendOn.UNWRITTEN : new SendOn(branches, then);
    }

    /** The whole block, by queue. */
    Map<String, QueueWait> waits(Options queues) {
        Map<String, QueueWait> waits = new LinkedHashMap<>();
        for (YamlNode.Field f : queues.fields().fields()) {
            if (f.value() instanceof YamlNode.Fields table) {
                QueueWait read = steps.about(
                        f.key().value(), () -> wait(f.key(), new Options(source, table).as(Lexicon.queueWait())));
                waits.put(f.key().value(), read);
            } else {
                source.report(
                        f.value(), "A queue's entry is a table.", "Write for example {every: 45s, say: [position]}.");
            }
        }
        return waits;
    }

    private QueueWait wait(YamlNode.Text queue, Options options) {
        Place at = new Place("queues/" + queue.value(), queue.line(), queue.column());
        Scalars scalars = new Scalars(source);
        String music = options.text("music").map(YamlNode.Text::value).orElse("");
        Duration every = options.text("every").flatMap(scalars::duration).orElse(Duration.ZERO);
        List<Spoken> say = options.take("say").map(steps::spoken).orElse(List.of());
        Map<Digit, Choice> keys =
                options.fields("keys").map(k -> steps.inputs().keys(at, k)).orElse(Map.of());
        Optional<QueueWait.Offer> offer = options.fields("offer_callback")
                .map(o -> o.as(Lexicon.offerCallback()))
                .map(o -> offer(at, keys, o));
        Optional<Duration> maxWait = options.text("max_wait").flatMap(scalars::duration);
        SendOn sendOn = sendOn(at, options);
        List<QueueRule> rules =
                options.take("rules").map(n -> steps.rules().rules(at, n)).orElse(List.of());
        if (!every.isZero() && say.isEmpty()) {
            source.report(at.line(), at.column(), "'every' without 'say' says nothing.", "Add 'say: [position]'.");
        }
        if (!every.isZero() && every.compareTo(Duration.ofSeconds(5)) < 0) {
            source.report(at.line(), at.column(), "'every' is too short to hear any music.", "Take 5s or more.");
        }
        options.done("A queue's entry");
        return new QueueWait(at, music, every, say, keys, offer, rules, maxWait, sendOn);
    }

    /** {@code offer_callback: {wait_over: 5m, say: callback_offer, key: 1}}. */
    private QueueWait.Offer offer(Place at, Map<Digit, Choice> keys, Options options) {
        Place own = at.inside(
                "offer_callback", options.fields().line(), options.fields().column());
        Scalars scalars = new Scalars(source);
        Duration over = options.text("wait_over").flatMap(scalars::duration).orElse(Duration.ofMinutes(5));
        List<Spoken> say = options.take("say").map(steps::spoken).orElse(List.of(new Spoken.Prompt("callback_offer")));
        Optional<Digit> written = options.text("key").flatMap(scalars::key);
        Digit key = written.or(() -> keyOfCallback(keys)).orElse(Digit.ONE);
        Choice there = keys.get(key);
        if (there != null && !asksForCallback(there)) {
            source.report(
                    own.line(),
                    own.column(),
                    "The key " + key.symbol() + " takes the offered call-back and has another meaning too.",
                    "Write 'key: 9' or another that is free.");
        }
        options.done("'offer_callback'");
        Choice choice = there != null
                ? there
                : new Choice(new Action(own, List.of(steps.callbacks().ofTheQueue(own))), "");
        return new QueueWait.Offer(over, say, key, choice);
    }

    private static Optional<Digit> keyOfCallback(Map<Digit, Choice> keys) {
        return keys.entrySet().stream()
                .filter(e -> asksForCallback(e.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static boolean asksForCallback(Choice choice) {
        return choice.action().steps().stream().anyMatch(ScriptStep.Callback.class::isInstance);
    }
}
