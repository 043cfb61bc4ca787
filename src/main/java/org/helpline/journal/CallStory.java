package org.helpline.journal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;

/**
 * The whole story of a call: its steps in plain words, and what a tester asserts on.
 *
 * @param steps oldest first
 * @param keys every key heard from the caller, with its time
 * @param prompts every prompt begun
 * @param queues every queue joined, each once, in order
 */
public record CallStory(List<Step> steps, List<Key> keys, List<Prompt> prompts, List<String> queues) {

    /** A step. {@code offsetMillis} since the INVITE; {@code kind} names the fact, {@code words} tell it. */
    public record Step(long offsetMillis, String kind, String words) {}

    /** A key heard. {@code via} is {@code rtp} or {@code info}. */
    public record Key(long offsetMillis, String key, String via) {}

    /** A prompt. {@code heardMillis} is -1 while it plays or if its end was not seen. */
    public record Prompt(long offsetMillis, String prompt, String language, long heardMillis, boolean complete) {}

    /**
     * Tells a call.
     *
     * @param facts the call's own facts in order
     * @param ofAgents the facts of agents that name this call, such as notes
     */
    static CallStory of(CallRecord record, List<Published> facts, List<Published> ofAgents) {
        List<Step> steps = new ArrayList<>();
        facts.forEach(f -> steps.add(step(f, f.offsetMillis())));
        // agents' own time runs from elsewhere: placed by the clock instead
        ofAgents.forEach(f -> steps.add(step(
                f, Math.max(0, Duration.between(record.arrived(), f.at()).toMillis()))));
        steps.removeIf(step -> step.words().isEmpty());
        steps.sort(Comparator.comparingLong(Step::offsetMillis)); // stable: equal offsets keep the order of the facts
        return new CallStory(List.copyOf(steps), keys(facts), prompts(facts), List.copyOf(queues(facts)));
    }

    private static Step step(Published published, long offset) {
        return new Step(offset, kind(published.fact()), FactWords.of(published.fact()));
    }

    static String kind(Fact fact) {
        return KINDS.kind(fact);
    }

    private static List<Key> keys(List<Published> facts) {
        List<Key> keys = new ArrayList<>();
        for (Published f : facts) {
            if (f.fact() instanceof CallFact.DigitPressed pressed
                    && pressed.leg().equals("caller")) {
                keys.add(new Key(f.offsetMillis(), pressed.digit().value(), pressed.via()));
            }
        }
        return List.copyOf(keys);
    }

    private static List<Prompt> prompts(List<Published> facts) {
        List<Prompt> prompts = new ArrayList<>();
        for (Published f : facts) {
            if (f.fact() instanceof ScriptFact.Prompted begun) {
                prompts.add(new Prompt(f.offsetMillis(), begun.prompt(), begun.language(), -1, false));
            } else if (f.fact() instanceof ScriptFact.PromptEnded end && !prompts.isEmpty()) {
                Prompt last = prompts.removeLast();
                prompts.add(new Prompt(
                        last.offsetMillis(), last.prompt(), last.language(), end.heardMillis(), end.complete()));
            }
        }
        return List.copyOf(prompts);
    }

    private static SequencedSet<String> queues(List<Published> facts) {
        SequencedSet<String> queues = new LinkedHashSet<>();
        for (Published f : facts) {
            if (f.fact() instanceof QueueFact.Joined joined) {
                queues.add(joined.queue().value());
            }
        }
        return queues;
    }

    private static final FactCodec KINDS = new FactCodec();
}
