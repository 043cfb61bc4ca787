package org.helpline.ivr.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Slot;
import org.helpline.ivr.model.Template;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;
import org.helpline.ivr.spoken.Filter;

/** Reads what variables are set to: values, texts with values, lists, maps, and {@code = expressions}. */
final class AssignedParser {

    private final SourceText source;
    private final Defaults defaults;

    AssignedParser(SourceText source, Defaults defaults) {
        this.source = source;
        this.defaults = defaults;
    }

    /** {@code declared}: the variable that is set, if the script declares it: its kind decides what a text is. */
    Optional<Assigned> read(YamlNode node, Optional<Variable> declared) {
        return switch (node) {
            case YamlNode.Text t -> text(t, declared.map(Variable::type));
            case YamlNode.Items i -> {
                List<Assigned> entries = new ArrayList<>();
                i.nodes().forEach(n -> read(n, Optional.empty()).ifPresent(entries::add));
                yield Optional.of(new Assigned.Listed(List.copyOf(entries)));
            }
            case YamlNode.Fields f -> {
                Map<String, Assigned> entries = new LinkedHashMap<>();
                for (YamlNode.Field field : f.fields()) {
                    read(field.value(), Optional.empty())
                            .ifPresent(value -> entries.put(fieldName(field.key()), value));
                }
                yield Optional.of(new Assigned.Mapped(entries));
            }
        };
    }

    /** What another script is given: a bare name is that variable's value. */
    Optional<Assigned> given(YamlNode node) {
        boolean names = node instanceof YamlNode.Text t
                && !t.quoted()
                && Scalars.NAME.matcher(t.value()).matches()
                && !t.value().equals("true")
                && !t.value().equals("false");
        if (names && node instanceof YamlNode.Text t) {
            Slot slot = new Slot(t.value(), new Filter.Plain());
            return Optional.of(new Assigned.Filled(new Template(List.of(new Template.Piece.Value(slot)))));
        }
        return read(node, Optional.empty());
    }

    private String fieldName(YamlNode.Text key) {
        if (!key.value().matches("[a-z][a-z0-9_]{0,31}")) {
            source.report(key, "'" + key.value() + "' cannot name a field.", "Take lower-case letters, digits and _.");
        }
        return key.value();
    }

    private Optional<Assigned> text(YamlNode.Text text, Optional<ValueType> type) {
        if (text.value().startsWith("=")) {
            ExpressionSource expression = new ExpressionSource(source, text, 1);
            return expression.read(defaults.hours()).map(tree -> new Assigned.Computed(expression.text(), tree));
        }
        Template template = new Scalars(source).value(text);
        if (!template.slots().isEmpty()) {
            return Optional.of(new Assigned.Filled(template));
        }
        int told = source.count();
        Value value = fixed(text, type);
        return source.count() > told ? Optional.empty() : Optional.of(new Assigned.Fixed(value));
    }

    private Value fixed(YamlNode.Text text, Optional<ValueType> type) {
        if (type.isEmpty()) {
            return text.quoted() ? Value.text(text.value()) : ValueType.guess(text.value());
        }
        return value(text, type.get());
    }

    /** A text as a value of a kind; reports one that is none. */
    Value value(YamlNode.Text text, ValueType type) {
        Optional<Value> value = type.read(text.value());
        if (value.isEmpty()) {
            source.report(text, "'" + text.value() + "' is no " + type.word() + ".", example(type));
        }
        return value.orElse(Value.NOTHING);
    }

    private static String example(ValueType type) {
        return switch (type) {
            case TEXT -> "Write a text.";
            case NUMBER -> "Write for example 5 or 2.5.";
            case BOOLEAN -> "Write yes or no.";
            case DATE -> "Write for example 2026-12-24.";
            case DURATION -> "Write for example 90s, 5m or 1h30m.";
            case MONEY -> "Write for example 12.50 TRY.";
            case LIST -> "Write for example [a, b].";
            case MAP -> "Write for example {number: 5}.";
        };
    }
}
