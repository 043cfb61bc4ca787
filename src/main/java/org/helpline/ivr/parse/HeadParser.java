package org.helpline.ivr.parse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.helpline.ivr.lexicon.Lexicon;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;

/** Reads what a script declares at its top: variables, what it takes and gives as a sub-script, limits. */
final class HeadParser {

    private static final int MOST_STEPS = 100_000;

    private final SourceText source;
    private final Scalars scalars;

    HeadParser(SourceText source) {
        this.source = source;
        this.scalars = new Scalars(source);
    }

    Head head(Defaults defaults, Options top) {
        Map<String, Variable> takes = top.fields("takes").map(this::declared).orElse(Map.of());
        OptionalInt steps =
                top.fields("limits").map(o -> limits(o.as(Lexicon.limits()))).orElse(OptionalInt.empty());
        return new Head(defaults.hours(), defaults.variables(), takes, defaults.gives(), steps);
    }

    private OptionalInt limits(Options options) {
        Optional<Integer> steps = options.text("steps").flatMap(t -> scalars.whole(t, 1, MOST_STEPS));
        options.done("'limits'");
        return steps.map(OptionalInt::of).orElse(OptionalInt.empty());
    }

    /** {@code gives:}. */
    Optional<ValueType> gives(Options top) {
        return top.text("gives").flatMap(this::type);
    }

    /** {@code variables:}. */
    Map<String, Variable> variables(Options top) {
        return top.fields("variables").map(this::declared).orElse(Map.of());
    }

    private Map<String, Variable> declared(Options table) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        for (YamlNode.Field f : table.fields().fields()) {
            String name = StepParser.variable(source, f.key());
            Place at = new Place(name, f.key().line(), f.key().column());
            variable(at, f.value()).ifPresent(v -> variables.put(name, v));
        }
        return variables;
    }

    private Optional<Variable> variable(Place at, YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> type(t).map(type -> new Variable(at, type, Optional.empty(), false));
            case YamlNode.Fields f -> variable(at, new Options(source, f).as(Lexicon.variable()));
            case YamlNode.Items i -> {
                source.report(i, "A variable has one kind.", "Write for example 'order_no: text'.");
                yield Optional.empty();
            }
        };
    }

    private Optional<Variable> variable(Place at, Options options) {
        Optional<YamlNode> initial = options.take("default");
        Optional<YamlNode.Text> kept = options.text("keep");
        boolean keep = kept.map(this::keep).orElse(false);
        Optional<YamlNode.Text> written = options.text("type");
        Optional<ValueType> type = written.flatMap(this::type);
        if (written.isEmpty()) {
            source.report(at.line(), at.column(), "'" + at.name() + "' has no type.", kinds());
        }
        if (keep && type.filter(t -> t == ValueType.LIST || t == ValueType.MAP).isPresent()) {
            source.report(
                    kept.orElseThrow(),
                    "A " + type.get().word() + " cannot be kept for the customer.",
                    "Keep single values, each in a variable of its own.");
        }
        options.done("A variable");
        return type.map(t -> new Variable(at, t, initial.flatMap(n -> initial(n, t)), keep));
    }

    private boolean keep(YamlNode.Text text) {
        if (!text.value().equals("customer")) {
            source.report(text, "A variable is kept for the customer.", "Write 'keep: customer' or remove it.");
        }
        return true;
    }

    private Optional<Value> initial(YamlNode node, ValueType type) {
        AssignedParser assigned = new AssignedParser(source, Defaults.none());
        if (node instanceof YamlNode.Text t) {
            return Optional.of(assigned.value(t, type));
        }
        Optional<Value> value = assigned.read(node, Optional.empty()).flatMap(HeadParser::fixed);
        if (value.filter(v -> v.type() == type).isEmpty()) {
            source.report(node, "This is no " + type.word() + ".", "Write a value of the variable's type.");
        }
        return value;
    }

    /** Lists and maps of values as written. */
    private static Optional<Value> fixed(Assigned assigned) {
        return switch (assigned) {
            case Assigned.Fixed f -> Optional.of(f.value());
            case Assigned.Listed l -> {
                List<Value> all =
                        l.entries().stream().flatMap(e -> fixed(e).stream()).toList();
                yield Optional.of(new Value.Many(all))
                        .filter(_ -> all.size() == l.entries().size())
                        .map(v -> v);
            }
            case Assigned.Mapped m -> {
                Map<String, Value> all = new LinkedHashMap<>();
                m.entries().forEach((name, e) -> fixed(e).ifPresent(v -> all.put(name, v)));
                yield Optional.of(new Value.Fields(all))
                        .filter(_ -> all.size() == m.entries().size())
                        .map(v -> v);
            }
            case Assigned.Filled _, Assigned.Computed _ -> Optional.empty();
        };
    }

    private Optional<ValueType> type(YamlNode.Text text) {
        Optional<ValueType> type = ValueType.of(text.value());
        if (type.isEmpty()) {
            source.report(
                    text,
                    "'" + text.value() + "' is no type.",
                    Words.suggestion(text.value(), ValueType.words(), "type"));
        }
        return type;
    }

    private static String kinds() {
        return "Add 'type: ' and one of " + String.join(", ", ValueType.words()) + ".";
    }
}
