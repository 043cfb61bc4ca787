package org.helpline.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.core.InteractionId;

/**
 * What the {@link Floor} asks others, with their answers to its last input: within one input the same question has the same answer.
 * Confined to the ACD's loop.
 */
final class Asked {

    private final Predicate<String> hoursOpen;
    private final Supplier<InteractionId> attempts;
    private final Map<String, Boolean> known = new HashMap<>();
    private final Map<String, Boolean> hours = new HashMap<>();
    private final SortedMap<String, Boolean> turned = new TreeMap<>();
    private final List<InteractionId> named = new ArrayList<>();

    Asked(Predicate<String> hoursOpen, Supplier<InteractionId> attempts) {
        this.hoursOpen = hoursOpen;
        this.attempts = attempts;
    }

    /** Whether the hours of that name are open. */
    boolean isOpen(String name) {
        Boolean asked = hours.get(name);
        if (asked != null) {
            return asked;
        }
        boolean open = hoursOpen.test(name);
        hours.put(name, open);
        Boolean before = known.put(name, open);
        if (before == null || before != open) {
            turned.put(name, open);
        }
        return open;
    }

    /** What was answered last, of all hours that were asked for. */
    SortedMap<String, Boolean> known() {
        return new TreeMap<>(known);
    }

    /** The name of the attempt that begins. */
    InteractionId nextAttempt() {
        InteractionId next = attempts.get();
        named.add(next);
        return next;
    }

    /** What was answered since the last time; the next input asks anew. */
    Answers take() {
        Answers answers = new Answers(new TreeMap<>(turned), List.copyOf(named));
        hours.clear();
        turned.clear();
        named.clear();
        return answers;
    }
}
