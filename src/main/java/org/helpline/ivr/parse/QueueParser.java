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
import org.helpline.ivr.model.QueueWait;
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
                waits.put(f.key().value(), wait(f.key(), new Options(source, table).as(Lexicon.queueWait())));
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
        SendOn sendOn = sendOn(at, options);
        if (!every.isZero() && say.isEmpty()) {
            source.report(at.line(), at.column(), "'every' without 'say' says nothing.", "Add 'say: [position]'.");
        }
        if (!every.isZero() && every.compareTo(Duration.ofSeconds(5)) < 0) {
            source.report(at.line(), at.column(), "'every' is too short to hear any music.", "Take 5s or more.");
        }
        options.done("A queue's entry");
        return new QueueWait(at, music, every, say, keys, sendOn);
    }
}
