package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.YamlNode;
import org.helpline.ivr.run.LookUpAnswer;
import org.helpline.ivr.run.MockedAnswer;

/**
 * Reads {@code look_ups:} of a test: {@code {order_status: {number: 4711}}}, {@code none}, {@code failed},
 * {@code {after: 5s, answer: none}}, or a list of these.
 */
final class MockReader {

    /** What a made-up failure says. */
    static final LookUpAnswer.Failed FAILED = new LookUpAnswer.Failed("The test says so.");

    private final SourceText source;
    private final Vocabulary names;

    MockReader(SourceText source, Vocabulary names) {
        this.source = source;
        this.names = names;
    }

    /** What is written, over {@code base}. */
    Map<String, List<MockedAnswer>> read(YamlNode node, Map<String, List<MockedAnswer>> base) {
        Map<String, List<MockedAnswer>> all = new HashMap<>(base);
        if (!(node instanceof YamlNode.Fields fields)) {
            source.report(
                    node, "'look_ups' is a table.", "Write for example 'look_ups: {order_status: {number: 4711}}'.");
            return base;
        }
        for (YamlNode.Field f : fields.fields()) {
            new ActReader(names, (what, fix) -> source.report(f.key(), what, fix))
                    .known(f.key().value(), names.lookUps().keySet(), "is no look-up of conf/look-ups.ini")
                    .ifPresent(name -> all.put(name, answers(name, f.value())));
        }
        return Map.copyOf(all);
    }

    private List<MockedAnswer> answers(String name, YamlNode node) {
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        return entries.stream().flatMap(e -> answer(name, e).stream()).toList();
    }

    private Optional<MockedAnswer> answer(String name, YamlNode node) {
        return switch (node) {
            case YamlNode.Text t -> word(t).map(MockedAnswer::of);
            case YamlNode.Fields f
            when has(f, "after") && has(f, "answer") && f.fields().size() == 2 -> late(name, f);
            case YamlNode.Fields f -> Optional.of(MockedAnswer.of(found(name, f)));
            case YamlNode.Items i -> {
                source.report(i, "A list stands inside a list.", "Write its entries in the outer list.");
                yield Optional.empty();
            }
        };
    }

    private static boolean has(YamlNode.Fields fields, String word) {
        return fields.fields().stream().anyMatch(f -> f.key().value().equals(word));
    }

    private Optional<MockedAnswer> late(String name, YamlNode.Fields fields) {
        Optional<Duration> after = Optional.empty();
        Optional<MockedAnswer> answer = Optional.empty();
        for (YamlNode.Field f : fields.fields()) {
            if (f.key().value().equals("answer")) {
                answer = answer(name, f.value());
            } else if (f.value() instanceof YamlNode.Text t) {
                after = ValueType.DURATION
                        .read(t.value())
                        .flatMap(v -> v instanceof Value.Span s ? Optional.of(s.duration()) : Optional.empty());
            }
        }
        if (after.isEmpty()) {
            source.report(fields, "'after' is no length of time.", "Write for example {after: 5s, answer: none}.");
        }
        Optional<Duration> late = after;
        return answer.flatMap(a -> late.map(d -> new MockedAnswer(d, a.answer())));
    }

    private Optional<LookUpAnswer> word(YamlNode.Text text) {
        Optional<LookUpAnswer> answer = ofWord(text.value());
        if (answer.isEmpty()) {
            source.report(
                    text,
                    "'" + text.value() + "' is no answer of a look-up.",
                    "Write its fields as {name: value}, or none, or failed.");
        }
        return answer;
    }

    static Optional<LookUpAnswer> ofWord(String word) {
        return switch (word) {
            case "none" -> Optional.of(new LookUpAnswer.None());
            case "failed" -> Optional.of(FAILED);
            default -> Optional.empty();
        };
    }

    private LookUpAnswer found(String name, YamlNode.Fields fields) {
        Map<String, Value> values = new LinkedHashMap<>();
        LookUpShape shape = java.util.Objects.requireNonNull(names.lookUps().get(name));
        for (YamlNode.Field f : fields.fields()) {
            MockedFields reader = new MockedFields(name, shape, (what, fix) -> source.report(f.key(), what, fix));
            reader.read(f.key().value(), texts(f.value()))
                    .ifPresent(v -> values.put(f.key().value(), v));
        }
        return new LookUpAnswer.Found(new Value.Fields(values));
    }

    private static List<String> texts(YamlNode node) {
        List<String> texts = new ArrayList<>();
        List<YamlNode> entries = node instanceof YamlNode.Items items ? items.nodes() : List.of(node);
        entries.forEach(e -> texts.add(e instanceof YamlNode.Text t ? t.value() : "{…}"));
        return texts;
    }
}
