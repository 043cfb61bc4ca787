package org.helpline.ivr.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What changes for callers of whom something holds when they join a queue; an entry of {@code rules:}.
 *
 * @param needs skills that the agent must have beside those that the step names
 * @param prefer an agent who is waited for, instead of the step's
 * @param note what the record calls the rule; empty: its number does
 */
public record QueueRule(
        Place at,
        Condition when,
        Optional<Points> priority,
        Map<String, Integer> needs,
        Optional<Wanted.Preferred> prefer,
        String note) {

    /** {@code +3} and {@code -2} count from what held before, {@code 5} takes its place. */
    public record Points(int points, boolean adds) {

        /** The priority after this, from 0 to 10. */
        public int after(int before) {
            return Math.clamp(adds ? before + points : points, 0, 10);
        }

        /** As a script writes it. */
        public String written() {
            return (adds && points >= 0 ? "+" : "") + points;
        }
    }

    /** What the record and tests call it. */
    public String name() {
        return note.isEmpty() ? "rule " + at.name().substring(at.name().lastIndexOf('/') + 1) : note;
    }

    /** What it changes, in words: {@code priority +3, needs german 2, prefers the last agent}. */
    public String words() {
        List<String> words = new ArrayList<>();
        priority.ifPresent(p -> words.add("priority " + p.written()));
        if (!needs.isEmpty()) {
            words.add("needs " + Wanted.words(needs));
        }
        prefer.ifPresent(
                p -> words.add("prefers " + p.agent().map(Template::written).orElse("the last agent")));
        return String.join(", ", words);
    }
}
