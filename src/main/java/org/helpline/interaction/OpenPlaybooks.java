package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.Snapshot;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Guide;
import org.helpline.interaction.DeskPort.GuideStep;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.PlaybookNames;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.PlaybookCase;

/**
 * The playbooks of the calls in hand, each in the version that was in force when the call was first offered, and what was ticked in them. A
 * call that goes on to a colleague of the same playbook brings its ticks along. Read and written from any thread, each write one step.
 */
final class OpenPlaybooks {

    /** A call that nobody has touched for so long is over. */
    private static final Duration KEPT = Duration.ofHours(12);

    private static final int TIDIED_ABOVE = 1_000;

    private final Directory<InteractionId, Open> open = new Directory<>();
    private final Snapshot<Function<QueueName, Optional<Playbook>>> source = new Snapshot<>(_ -> Optional.empty());
    private final Clock clock;

    OpenPlaybooks(Clock clock) {
        this.clock = clock;
    }

    private record Ticked(boolean done, String note) {}

    private record Open(Playbook playbook, Map<String, Ticked> steps, Set<String> tags, String code, Instant touched) {

        private Set<String> done() {
            return steps.entrySet().stream()
                    .filter(e -> e.getValue().done())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private Ticked of(Playbook.Step step) {
            return steps.getOrDefault(step.id(), new Ticked(false, ""));
        }
    }

    /** What came of a tick. */
    sealed interface Tick {
        /** Written down; the playbook is the call's. */
        record Done(Playbook playbook) implements Tick {}

        /** Not; {@code why} is a sentence for the agent. */
        record Refused(String why) implements Tick {}
    }

    /** From now on each call's playbook comes from here. */
    void from(Function<QueueName, Optional<Playbook>> playbooks) {
        source.publish(playbooks);
    }

    /** The call is offered from this queue. */
    void begin(InteractionId interaction, QueueName queue) {
        Optional<Playbook> wanted = source.get().apply(queue);
        Optional<Open> before = open.find(interaction);
        if (wanted.isEmpty()) {
            open.remove(interaction);
        } else if (before.filter(o -> o.playbook().name().equals(wanted.get().name()))
                .isPresent()) {
            coded(interaction, ""); // whoever has the call now picks a code of their own
        } else {
            Set<String> tags = before.map(Open::tags).orElse(Set.of());
            open.put(interaction, new Open(wanted.get(), Map.of(), tags, "", clock.now()));
            tidy();
        }
    }

    private void tidy() {
        if (open.size() > TIDIED_ABOVE) {
            Instant since = clock.now().minus(KEPT);
            open.removeAll((_, o) -> o.touched().isBefore(since));
        }
    }

    void tagged(InteractionId interaction, String tag, boolean on) {
        open.replace(interaction, o -> {
            Set<String> tags = new TreeSet<>(o.tags());
            boolean _ = on ? tags.add(tag) : tags.remove(tag);
            return new Open(o.playbook(), o.steps(), tags, o.code(), clock.now());
        });
    }

    void coded(InteractionId interaction, String code) {
        open.replace(interaction, o -> new Open(o.playbook(), o.steps(), o.tags(), code, clock.now()));
    }

    /** Ticks a step of the call's playbook, or takes the tick back. */
    Tick tick(DeskCall call, DeskPort.Command.Step wanted) {
        Optional<Open> now = open.find(call.interaction());
        Optional<Playbook.Step> step = now.flatMap(o -> caseOf(call, o).steps(o.playbook()).stream()
                .filter(s -> s.id().equals(wanted.step()))
                .findFirst());
        if (now.isEmpty() || step.isEmpty()) {
            return new Tick.Refused("The playbook shows no such step now.");
        }
        if (wanted.done()
                && step.get().note() == Playbook.Note.MUST
                && wanted.note().isBlank()) {
            return new Tick.Refused("This step wants a note.");
        }
        String note = step.get().note() == Playbook.Note.NONE ? "" : wanted.note();
        open.replace(call.interaction(), o -> {
            Map<String, Ticked> steps = new HashMap<>(o.steps());
            steps.put(wanted.step(), new Ticked(wanted.done(), note));
            return new Open(o.playbook(), Map.copyOf(steps), o.tags(), o.code(), clock.now());
        });
        return new Tick.Done(now.get().playbook());
    }

    /** The title of the first required step that is shown and not ticked; empty: nothing holds the agent up. */
    Optional<String> openStep(DeskCall call) {
        return open.find(call.interaction())
                .flatMap(o -> caseOf(call, o).open(o.playbook()).stream().findFirst())
                .map(Playbook.Step::title);
    }

    /** The call's playbook as the desk shows it; empty: its queue has none. */
    Optional<Guide> guide(DeskCall call) {
        return open.find(call.interaction()).map(o -> {
            PlaybookCase known = caseOf(call, o);
            List<GuideStep> steps = known.steps(o.playbook()).stream()
                    .map(s -> new GuideStep(
                            s.id(),
                            s.title(),
                            s.text(),
                            known.links(s),
                            s.note() != Playbook.Note.NONE,
                            s.note() == Playbook.Note.MUST,
                            s.required(),
                            o.of(s).done(),
                            o.of(s).note()))
                    .toList();
            return new Guide(
                    o.playbook().name(), o.playbook().version(), o.playbook().title(), steps);
        });
    }

    private static PlaybookCase caseOf(DeskCall call, Open open) {
        Map<String, Value> values = new HashMap<>();
        ScreenPop pop = call.pop();
        values.put(PlaybookNames.QUEUE, Value.text(pop.queue().value()));
        values.put(PlaybookNames.LANGUAGE, Value.text(pop.language()));
        values.put(
                PlaybookNames.WAITED,
                new Value.Span(Duration.ofSeconds(call.waited().toSeconds())));
        if (pop.matches().size() == 1) {
            customer(pop.matches().getFirst(), values);
        } else {
            ScreenPop.Sure sure = pop.matches().isEmpty() ? ScreenPop.Sure.UNKNOWN : ScreenPop.Sure.ONE_OF;
            values.put(PlaybookNames.SURE, Value.text(sure.word())); // which of them it is, the agent asks
        }
        Map<String, String> answers = new LinkedHashMap<>();
        pop.choices().forEach(c -> answers.put(c.label(), c.value().value()));
        return new PlaybookCase(values, answers, open.tags(), open.code(), open.done());
    }

    private static void customer(ScreenPop.Match match, Map<String, Value> values) {
        Map<String, String> texts = Map.of(
                "id", match.id(),
                "name", match.name().value(),
                "company", match.company(),
                "email", match.email().value(),
                "language", match.language().orElse(""),
                "revenue", match.revenue(),
                "satisfaction", match.satisfaction(),
                "sure", match.more().sure().word());
        texts.forEach((name, text) -> values.put("customer." + name, Value.text(text)));
        values.put("customer.tags", many(match.more().tags()));
        values.put("customer.flags", many(match.more().flags()));
        values.put("customer.orders", many(match.more().orders()));
        boolean isVip = match.more().tags().stream()
                .anyMatch(t -> t.toLowerCase(Locale.ROOT).equals("vip")); // so the customers' room says it
        values.put("customer.vip", new Value.Truth(isVip));
    }

    private static Value many(List<String> texts) {
        return new Value.Many(texts.stream().map(Value::text).toList());
    }
}
