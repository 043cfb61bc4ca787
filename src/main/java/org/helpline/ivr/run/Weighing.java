package org.helpline.ivr.run;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;

/** Tells of what kind the values were that a fork has looked at, so that a call's story explains it without saying what was keyed. */
final class Weighing {

    private Weighing() {}

    /** {@code order_no is a number, vip is not set}; empty for a fork that asks no variable. */
    static Optional<String> of(Condition condition, Evaluation.World world) {
        List<String> names = switch (condition) {
            case Condition.Calendar _ -> List.of();
            case Condition.IsText t -> List.of(t.variable());
            case Condition.IsNumber n -> List.of(n.variable());
            case Condition.Expression e -> List.copyOf(e.tree().names());
        };
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(names.stream()
                        .distinct()
                        .map(n -> n + " " + kind(n, world))
                        .collect(Collectors.joining(", ")));
    }

    private static String kind(String name, Evaluation.World world) {
        if (QueueFigure.Asked.by(name).isPresent()) { // of the house, not of the caller: it may be told
            return world.value(name).map(v -> "is " + v.written()).orElse("is unknown");
        }
        return world.value(name)
                .map(v -> v.equals(Value.NOTHING) || v.written().isEmpty()
                        ? "is empty"
                        : "is a " + v.type().word())
                .orElse("is not set");
    }
}
