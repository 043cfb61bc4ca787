package org.helpline.ivr.trial;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.helpline.core.BusinessHours;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.Options;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.YamlNode;

/** Reads what the call of a test meets: {@code at}, {@code hours}, {@code notices}, who calls. */
final class CircumstanceReader {

    static final List<String> STATES = List.of("open", "closed", "holiday", "emergency");

    private final SourceText source;
    private final Vocabulary names;

    CircumstanceReader(SourceText source, Vocabulary names) {
        this.source = source;
        this.names = names;
    }

    /** What is written; {@code base} for what is not. */
    Circumstances read(Options options, Circumstances base) {
        Optional<YamlNode> hours = options.take("hours");
        boolean all = hours.isPresent() && hours.get() instanceof YamlNode.Text;
        Optional<BusinessHours.State> allHours =
                all ? hours.flatMap(n -> n instanceof YamlNode.Text t ? state(t) : Optional.empty()) : base.allHours();
        return new Circumstances(
                options.text("at").flatMap(this::time).or(base::at),
                options.text("zone").flatMap(this::zone).or(base::zone),
                allHours,
                all ? Map.of() : hours.map(this::byName).orElse(base.hours()),
                options.take("notices").map(this::notices).orElse(base.notices()),
                options.text("caller").map(this::caller).orElse(base.caller()),
                options.text("dialled").map(YamlNode.Text::value).orElse(base.dialled()),
                options.text("remembered").map(this::remembered).orElse(base.remembered()),
                options.take("look_ups")
                        .map(n -> new MockReader(source, names).read(n, base.lookUps()))
                        .orElse(base.lookUps()),
                options.fields("kept").map(this::kept).orElse(base.kept()),
                options.take("split").map(this::sides).orElse(base.sides()),
                options.take("full").map(this::full).orElse(base.full()),
                options.fields("queues").map(t -> queues(t, base.queues())).orElse(base.queues()),
                new MockedAgents(
                        options.fields("agents")
                                .map(new AgentsReader(source, names)::read)
                                .orElse(base.agents().people()),
                        options.text("last_agent")
                                .map(YamlNode.Text::value)
                                .or(() -> base.agents().last())));
    }

    private Map<String, Value> kept(Options table) {
        Map<String, Value> kept = new HashMap<>();
        for (YamlNode.Field f : table.fields().fields()) {
            Optional<String> name = new ActReader(names, (what, fix) -> source.report(f.key(), what, fix))
                    .known(f.key().value(), names.kept().keySet(), "is no variable that is kept for the customer");
            if (name.isPresent() && f.value() instanceof YamlNode.Text t) {
                ValueType type = Objects.requireNonNull(names.kept().get(name.get()));
                type.read(t.value())
                        .ifPresentOrElse(
                                v -> kept.put(name.get(), v),
                                () -> source.report(
                                        t,
                                        "'" + t.value() + "' is no " + type.word() + ", as '" + name.get() + "' is.",
                                        "Write a value of that type."));
            } else if (name.isPresent()) {
                source.report(f.value(), "This is no plain value.", "Write 'kept: {name: value}'.");
            }
        }
        return Map.copyOf(kept);
    }

    /** {@code split: [20%, else]}. */
    private List<String> sides(YamlNode node) {
        return words(
                node,
                text -> text.replace(" ", ""),
                new Wanted(
                        names.sides(),
                        "is no side of a split",
                        "A side is one word.",
                        "Write 'split: new_menu' or 'split: 20%'."));
    }

    /** {@code full: [support]}: the queues whose boxes take no more messages. */
    private Set<String> full(YamlNode node) {
        return Set.copyOf(words(
                node,
                UnaryOperator.identity(),
                new Wanted(
                        names.queues(),
                        "is no queue",
                        "A queue is one word.",
                        "Write 'full: [support]': those whose boxes are full.")));
    }

    private Set<String> notices(YamlNode node) {
        return Set.copyOf(words(
                node,
                UnaryOperator.identity(),
                new Wanted(
                        names.notices(),
                        "is no notice of this script",
                        "A notice is one word.",
                        "Write 'notices: [outage]': those that are on.")));
    }

    /** The words that may stand in a list, and what is said of others. */
    private record Wanted(Collection<String> there, String isNone, String noWord, String form) {}

    /** One word, or a list of them. */
    private List<String> words(YamlNode node, UnaryOperator<String> spelling, Wanted wanted) {
        List<String> words = new ArrayList<>();
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        for (YamlNode entry : entries) {
            if (entry instanceof YamlNode.Text t) {
                new ActReader(names, (what, fix) -> source.report(t, what, fix))
                        .known(spelling.apply(t.value()), wanted.there(), wanted.isNone())
                        .ifPresent(words::add);
            } else {
                source.report(entry, wanted.noWord(), wanted.form());
            }
        }
        return List.copyOf(words);
    }

    private Optional<LocalDateTime> time(YamlNode.Text text) {
        Optional<LocalDateTime> time = time(text.value());
        if (time.isEmpty()) {
            source.report(text, "'" + text.value() + "' is no date and time.", "Write for example 2026-12-24 18:00.");
        }
        return time;
    }

    /** {@code 2026-12-24 18:00}, with seconds if you like. */
    static Optional<LocalDateTime> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text.strip().replaceFirst("\\s+", "T")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<ZoneId> zone(YamlNode.Text text) {
        try {
            return Optional.of(ZoneId.of(text.value()));
        } catch (DateTimeException e) {
            source.report(text, "'" + text.value() + "' is no time zone.", "Write for example Europe/Istanbul.");
            return Optional.empty();
        }
    }

    private Optional<BusinessHours.State> state(YamlNode.Text text) {
        return new ActReader(names, (what, fix) -> source.report(text, what, fix))
                .known(text.value(), STATES, "is no state of a calendar")
                .map(s -> BusinessHours.State.valueOf(s.toUpperCase(Locale.ROOT)));
    }

    private Map<String, BusinessHours.State> byName(YamlNode node) {
        Map<String, BusinessHours.State> states = new HashMap<>();
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(node, "'hours' is no list.", "Write 'hours: closed' or 'hours: {office: closed}'.");
            return states;
        }
        for (YamlNode.Field f : fields.fields()) {
            Optional<String> calendar = new ActReader(names, (what, fix) -> source.report(f.key(), what, fix))
                    .known(f.key().value(), names.hours(), "is no calendar");
            Optional<BusinessHours.State> state = f.value() instanceof YamlNode.Text t ? state(t) : Optional.empty();
            if (calendar.isPresent() && state.isPresent()) {
                states.put(calendar.get(), state.get());
            }
        }
        return states;
    }

    /** {@code queues: {support: {wait: 12m, waiting: 8}}}. */
    private MockedQueues queues(Options table, MockedQueues base) {
        MockedQueues all = base;
        for (YamlNode.Field f : table.fields().fields()) {
            Optional<String> name = new ActReader(names, (what, fix) -> source.report(f.key(), what, fix))
                    .known(f.key().value(), names.queues(), "is no queue");
            if (name.isPresent()) {
                all = all.with(name.get(), figures(f));
            }
        }
        return all;
    }

    private Map<QueueFigure, Value> figures(YamlNode.Field queue) {
        Map<QueueFigure, Value> figures = new EnumMap<>(QueueFigure.class);
        if (!(queue.value() instanceof YamlNode.Fields table)) {
            source.report(
                    queue.value(),
                    "'" + queue.key().value() + "' has no figures.",
                    "Write for example {wait: 12m, waiting: 8, agents: 3, free: 0}.");
            return figures;
        }
        for (YamlNode.Field f : table.fields()) {
            Optional<QueueFigure> figure = new ActReader(names, (what, fix) -> source.report(f.key(), what, fix))
                    .known(f.key().value(), QueueFigure.words(), "is nothing that a queue is asked")
                    .flatMap(QueueFigure::of);
            String text = f.value() instanceof YamlNode.Text t ? t.value() : "";
            Optional<Value> value = figure.flatMap(w -> MockedQueues.read(w, text));
            if (figure.isPresent() && value.isEmpty()) {
                source.report(
                        f.value(),
                        "'" + text + "' is no " + figure.get().type().word() + ".",
                        figure.get().isWait() ? "Write for example 12m, or unknown." : "Write a number.");
            }
            value.ifPresent(v -> figures.put(figure.orElseThrow(), v));
        }
        return figures;
    }

    private String caller(YamlNode.Text text) {
        if (text.value().equals("withheld")) {
            return "";
        }
        if (!text.value().matches("[+A-Za-z0-9._-]{1,64}")) {
            source.report(text, "'" + text.value() + "' is no caller.", "Write a number, or 'withheld'.");
        }
        return text.value();
    }

    private Optional<String> remembered(YamlNode.Text text) {
        if (text.value().equals("none")) {
            return Optional.empty();
        }
        return new ActReader(names, (what, fix) -> source.report(text, what, fix))
                .known(text.value(), names.languages(), "is no language of this script");
    }
}
