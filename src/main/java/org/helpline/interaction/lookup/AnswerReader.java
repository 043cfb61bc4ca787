package org.helpline.interaction.lookup;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.LookUpSettings;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.LookUpAnswer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Takes from an answer what the settings say. Sentences name fields, never their values. */
record AnswerReader(LookUpSettings settings) {

    /** Sums and numbers as they are written, not as the nearest binary fraction. */
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final int MOST_DIGITS = 24;
    private static final int LONGEST_TEXT = 1_000;
    private static final int MOST_ENTRIES = 100;
    private static final JsonNode NOT_THERE = JsonNodeFactory.instance.missingNode();

    /** What a server's reply says. */
    LookUpAnswer read(int status, byte[] body) {
        LookUpSettings.None none = settings.none();
        if (none.statuses().contains(status)) {
            return new LookUpAnswer.None();
        }
        if (status >= 300 && status < 400) {
            return failed("It answered with a redirect (" + status + "), and redirects are not followed.");
        }
        if (status < 200 || status >= 300) {
            return failed("It answered with the status " + status + ".");
        }
        try {
            String text = new String(body, StandardCharsets.UTF_8);
            return ofJson(text.isBlank() ? NOT_THERE : EXACT.readTree(text));
        } catch (JacksonException e) {
            return failed("Its answer is no JSON.");
        }
    }

    private LookUpAnswer ofJson(JsonNode answer) {
        for (Map.Entry<String, String> nothing : settings.none().values().entrySet()) {
            JsonNode there = at(answer, List.of(nothing.getKey().split("\\.", -1)));
            if (there.isValueNode() && there.asString("").equals(nothing.getValue())) {
                return new LookUpAnswer.None();
            }
        }
        JsonNode record = at(answer, settings.record());
        if (isEmpty(record)) {
            return settings.none().empty() ? new LookUpAnswer.None() : failed("Its answer is empty.");
        }
        if (!record.isObject()) {
            return failed("Its answer is " + (record.isArray() ? "a list" : "a single value") + ", not an object"
                    + (settings.record().isEmpty() ? "; 'record' in look-ups.ini says where one stands." : "."));
        }
        return fields(record);
    }

    private static boolean isEmpty(JsonNode node) {
        return node.isMissingNode() || node.isNull() || (node.isContainer() && node.isEmpty());
    }

    private static JsonNode at(JsonNode node, List<String> place) {
        JsonNode here = node;
        for (String word : place) {
            here = here.isArray() && word.matches("\\d{1,6}") ? here.path(Integer.parseInt(word)) : here.path(word);
        }
        return here;
    }

    private LookUpAnswer fields(JsonNode record) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Map.Entry<String, LookUpSettings.Field> entry : settings.fields().entrySet()) {
            String name = entry.getKey();
            LookUpSettings.Field field = entry.getValue();
            JsonNode there = at(record, field.at());
            if (there.isMissingNode() || there.isNull()) {
                if (!field.optional()) {
                    return failed("Its answer has no '" + name + "'.");
                }
                values.put(name, Value.NOTHING);
                continue;
            }
            Optional<Value> value = value(field, there);
            if (value.isEmpty()) {
                return failed("'" + name + "' of its answer is no "
                        + type(field.kind()).word() + ".");
            }
            values.put(name, value.get());
        }
        return new LookUpAnswer.Found(new Value.Fields(values));
    }

    private static LookUpAnswer failed(String why) {
        return new LookUpAnswer.Failed(why);
    }

    /** What a script calls a kind. */
    static ValueType type(LookUpSettings.Kind kind) {
        return switch (kind) {
            case TEXT -> ValueType.TEXT;
            case NUMBER -> ValueType.NUMBER;
            case BOOLEAN -> ValueType.BOOLEAN;
            case DATE -> ValueType.DATE;
            case DURATION -> ValueType.DURATION;
            case MONEY -> ValueType.MONEY;
            case LIST -> ValueType.LIST;
        };
    }

    private static Optional<Value> value(LookUpSettings.Field field, JsonNode node) {
        if (field.kind() == LookUpSettings.Kind.LIST) {
            return list(node);
        }
        Optional<String> text = text(node);
        return switch (field.kind()) {
            case TEXT -> text.map(Value::text);
            case NUMBER -> text.flatMap(ValueType.NUMBER::read);
            case BOOLEAN -> text.flatMap(ValueType.BOOLEAN::read);
            case DATE -> text.flatMap(t -> ValueType.DATE.read(day(t)));
            case DURATION -> node.isNumber() ? seconds(node) : text.flatMap(ValueType.DURATION::read);
            case MONEY -> text.flatMap(t -> money(t, field.currency()));
            case LIST -> Optional.empty();
        };
    }

    /** A plain value as text; a number without an exponent, if it is of a size that people speak of. */
    private static Optional<String> text(JsonNode node) {
        if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            boolean speakable = number.precision() <= MOST_DIGITS && Math.abs((long) number.scale()) <= MOST_DIGITS;
            return speakable ? Optional.of(number.toPlainString()) : Optional.empty();
        }
        return node.isValueNode()
                ? Optional.of(node.asString("")).filter(t -> t.length() <= LONGEST_TEXT)
                : Optional.empty();
    }

    /** The day of a date, or of a time such as 2026-12-01T10:00:00Z, as it stands there. */
    private static String day(String text) {
        return text.matches("\\d{4}-\\d\\d-\\d\\d[T ].*") ? text.substring(0, 10) : text;
    }

    private static Optional<Value> seconds(JsonNode node) {
        return text(node)
                .filter(t -> t.matches("\\d{1,9}"))
                .map(t -> new Value.Span(Duration.ofSeconds(Long.parseLong(t))));
    }

    private static Optional<Value> money(String text, String currency) {
        return ValueType.MONEY.read(text).or(() -> ValueType.MONEY.read(text + " " + currency));
    }

    private static Optional<Value> list(JsonNode node) {
        if (!node.isArray() || node.size() > MOST_ENTRIES) {
            return Optional.empty();
        }
        List<Value> values = new ArrayList<>();
        for (JsonNode entry : node) {
            Optional<String> text = text(entry);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            values.add(
                    entry.isNumber()
                            ? ValueType.NUMBER.read(text.get()).orElseGet(() -> Value.text(text.get()))
                            : Value.text(text.get()));
        }
        return Optional.of(new Value.Many(values));
    }
}
