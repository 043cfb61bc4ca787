package org.helpline.ivr.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.ScriptStep;

/** What the caller does. */
record CallerActs(VirtualCall call, Standing standing) {

    Optional<Refusal> press(TrialAct.Press act) {
        call.react();
        if (call.state().isOver()) {
            return Refusal.of("the caller presses " + act.keys(), standing.situation());
        }
        for (int i = 0; i < act.keys().length(); i++) {
            if (i > 0) {
                call.pauseBetweenKeys();
            }
            call.press(act.keys().substring(i, i + 1));
        }
        return Optional.empty();
    }

    Optional<Refusal> silence() {
        call.listen();
        if (call.endRecording()) {
            return Optional.empty();
        }
        Optional<Instant> due = call.nextDue();
        if (!call.state().isAsking() || due.isEmpty()) {
            return Refusal.of("the script waits for a key", standing.situation());
        }
        call.beginAct();
        call.passTo(due.get());
        return Optional.empty();
    }

    Optional<Refusal> records(Duration speech) {
        call.listen();
        if (!call.state().isRecording()) {
            return Refusal.of("the script records the caller", standing.situation());
        }
        if (speech.isZero()) {
            call.endRecording();
        } else {
            call.speak(speech);
        }
        return Optional.empty();
    }

    Optional<Refusal> hangsUp() {
        call.react();
        call.hangUp();
        return Optional.empty();
    }

    /** Presses the key that leads to a call-back, wherever the caller is asked or waits. */
    Optional<Refusal> wantsCallback(QueueActs queue) {
        if (!call.state().isInQueue()) {
            call.listen();
        }
        queue.takeCaller();
        Optional<Digit> key = call.state()
                .hears()
                .flatMap(CallerActs::callbackKey)
                .or(() -> call.question().flatMap(this::callbackKey));
        if (key.isEmpty()) {
            return Refusal.of("a key leads to a call-back", standing.situation());
        }
        call.press(Character.toString(key.get().symbol()));
        return Optional.empty();
    }

    private static Optional<Digit> callbackKey(QueueWait hears) {
        return hears.offer()
                .map(QueueWait.Offer::key)
                .or(() -> hears.keys().entrySet().stream()
                        .filter(e -> isCallback(e.getValue().action()))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    private Optional<Digit> callbackKey(ScriptStep.Input input) {
        return input instanceof ScriptStep.Menu menu
                ? menu.keys().entrySet().stream()
                        .filter(e -> isCallback(e.getValue().action()) || leadsToCallback(e.getValue()))
                        .map(Map.Entry::getKey)
                        .findFirst()
                : Optional.empty();
    }

    private boolean leadsToCallback(Choice choice) {
        return choice.action().steps().stream()
                .flatMap(s -> s instanceof ScriptStep.Go go
                        ? Optional.ofNullable(call.state().script().sections().get(go.section())).stream()
                        : Stream.<Action>of())
                .anyMatch(CallerActs::isCallback);
    }

    private static boolean isCallback(Action action) {
        return action.steps().stream().anyMatch(ScriptStep.Callback.class::isInstance);
    }
}
