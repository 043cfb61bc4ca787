package org.helpline.ivr.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a variable holds. Its {@link #written} text is personal, as a rule; {@code toString} therefore tells only the kind, so that
 * no value reaches a log by accident.
 */
public sealed interface Value {

    /** Nothing: an empty text. */
    Value NOTHING = new Text("");

    /** The value as a designer types it and a text shows it; {@link ValueType#read} reads it back, lists and maps apart. */
    String written();

    /** What kind it is. */
    ValueType type();

    /** Any text, keyed digits too: {@code 0815} stays {@code 0815}. */
    record Text(String text) implements Value {
        @Override
        public String written() {
            return text;
        }

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** A number, exact; without trailing zeros, so that equal numbers are equal. */
    @SuppressWarnings("AvoidCommonTypeNames") // the language has this word for it; it is always written Value.Number
    record Number(BigDecimal number) implements Value {
        /** Drops trailing zeros. */
        public Number {
            BigDecimal bare = number.stripTrailingZeros();
            number = bare.scale() < 0 ? bare.setScale(0) : bare;
        }

        /** A whole number. */
        public static Number of(long number) {
            return new Number(BigDecimal.valueOf(number));
        }

        @Override
        public String written() {
            return number.toPlainString();
        }

        @Override
        public ValueType type() {
            return ValueType.NUMBER;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** Yes or no. */
    record Truth(boolean truth) implements Value {
        @Override
        public String written() {
            return Boolean.toString(truth);
        }

        @Override
        public ValueType type() {
            return ValueType.BOOLEAN;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** A day of the calendar. */
    record Date(LocalDate date) implements Value {
        @Override
        public String written() {
            return date.toString();
        }

        @Override
        public ValueType type() {
            return ValueType.DATE;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** A length of time: {@code 1h30m}. */
    record Span(Duration duration) implements Value {
        @Override
        public String written() {
            if (duration.isZero()) {
                return "0s";
            }
            if (duration.isNegative() || duration.toNanosPart() != 0) {
                return duration.toString(); // ISO 8601 has signs and fractions
            }
            return part(duration.toHours(), "h")
                    + part(duration.toMinutesPart(), "m")
                    + part(duration.toSecondsPart(), "s");
        }

        private static String part(long count, String unit) {
            return count == 0 ? "" : count + unit;
        }

        @Override
        public ValueType type() {
            return ValueType.DURATION;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /**
     * A sum: {@code 12.50 TRY}.
     *
     * @param amount with two decimals or, if that is not exact, as many as it takes
     * @param currency an ISO 4217 code
     */
    record Money(BigDecimal amount, String currency) implements Value {
        /** Brings the amount to its usual form, so that equal sums are equal. */
        public Money {
            BigDecimal bare = amount.stripTrailingZeros();
            amount = bare.scale() < 2 ? bare.setScale(2) : bare;
        }

        @Override
        public String written() {
            return amount.toPlainString() + " " + currency;
        }

        @Override
        public ValueType type() {
            return ValueType.MONEY;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** Several values in order. */
    record Many(List<Value> values) implements Value {
        /** Keeps a copy. */
        public Many {
            values = List.copyOf(values);
        }

        @Override
        public String written() {
            return values.stream().map(Value::written).collect(Collectors.joining(", "));
        }

        @Override
        public ValueType type() {
            return ValueType.LIST;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** Values by name, in the order written: what a look-up answers. */
    record Fields(Map<String, Value> values) implements Value {
        /** Keeps a copy. */
        public Fields {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** The value of this name; empty when there is none. */
        public Optional<Value> field(String name) {
            return Optional.ofNullable(values.get(name));
        }

        @Override
        public String written() {
            return values.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue().written())
                    .collect(Collectors.joining(", "));
        }

        @Override
        public ValueType type() {
            return ValueType.MAP;
        }

        @Override
        public String toString() {
            return hidden(this);
        }
    }

    /** A text. */
    static Value text(String text) {
        return text.isEmpty() ? NOTHING : new Text(text);
    }

    /**
     * The value of a dotted name, {@code order.eta}: the variable of the first word, then field by field.
     *
     * @return empty when there is no such variable or field
     */
    static Optional<Value> find(Map<String, Value> variables, String name) {
        Value whole = variables.get(name);
        if (whole != null) {
            return Optional.of(whole);
        }
        int dot = name.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : find(variables, name.substring(0, dot))
                        .flatMap(v -> v instanceof Fields f ? f.field(name.substring(dot + 1)) : Optional.empty());
    }

    private static String hidden(Value value) {
        return "<" + value.type().word() + ">";
    }
}
