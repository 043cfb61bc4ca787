package org.helpline.ivr.run;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.Evaluation.Failure;

/** What operators and functions make of values. A text stands for a value of another kind wherever it can be read as one. */
final class Operators {

    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;
    private static final long MOST_SECONDS = Duration.ofDays(100_000).toSeconds();

    private Operators() {}

    static Value apply(Operation operation, List<Value> v) {
        return switch (operation) {
            case NOT -> new Value.Truth(!truth(v.getFirst()));
            case EQUAL -> new Value.Truth(equal(v.get(0), v.get(1)));
            case NOT_EQUAL -> new Value.Truth(!equal(v.get(0), v.get(1)));
            case LESS, AT_MOST, MORE, AT_LEAST ->
                new Value.Truth(Condition.Sign.of(operation).orElseThrow().holds(compare(v.get(0), v.get(1))));
            case IN -> new Value.Truth(isIn(v.get(0), v.get(1)));
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER -> Arithmetic.of(operation, v.get(0), v.get(1));
            case NEGATE -> Arithmetic.of(Operation.MINUS, zero(v.getFirst()), v.getFirst());
            case INDEX -> index(v.get(0), v.get(1));
            case SIZE -> Value.Number.of(size(v.getFirst()));
            case STARTS_WITH -> new Value.Truth(text(v, 0).startsWith(text(v, 1)));
            case ENDS_WITH -> new Value.Truth(text(v, 0).endsWith(text(v, 1)));
            case CONTAINS -> new Value.Truth(text(v, 0).contains(text(v, 1)));
            case MATCHES -> new Value.Truth(matches(text(v, 0), text(v, 1)));
            case LOWER -> Value.text(text(v, 0).toLowerCase(Locale.ROOT));
            case UPPER -> Value.text(text(v, 0).toUpperCase(Locale.ROOT));
            case SUBSTRING -> substring(v);
            case TEXT -> Value.text(v.getFirst().written());
            case NUMBER -> new Value.Number(number(v.getFirst()));
            case WHOLE -> new Value.Number(number(v.getFirst()).setScale(0, RoundingMode.DOWN));
            case DATE -> Evaluation.as(ValueType.DATE, day(v.getFirst()));
            case DURATION -> Evaluation.as(ValueType.DURATION, v.getFirst());
            case MONEY -> money(v);
            case AMOUNT -> new Value.Number(sum(v.getFirst()).amount());
            case CURRENCY -> Value.text(sum(v.getFirst()).currency());
            case ROUND -> round(v);
            case ABSOLUTE -> compare(v.getFirst(), zero(v.getFirst())) < 0 ? apply(Operation.NEGATE, v) : v.getFirst();
            case LEAST -> v.stream().reduce((a, b) -> compare(b, a) < 0 ? b : a).orElseThrow();
            case MOST -> v.stream().reduce((a, b) -> compare(b, a) > 0 ? b : a).orElseThrow();
            case YEAR -> Value.Number.of(date(v.getFirst()).getYear());
            case MONTH -> Value.Number.of(date(v.getFirst()).getMonthValue());
            case DAY -> Value.Number.of(date(v.getFirst()).getDayOfMonth());
            case WEEKDAY -> Value.text(date(v.getFirst()).getDayOfWeek().name().toLowerCase(Locale.ROOT));
            case DAYS -> length(v.getFirst(), 86_400);
            case HOURS -> length(v.getFirst(), 3_600);
            case MINUTES -> length(v.getFirst(), 60);
            case SECONDS -> length(v.getFirst(), 1);
            case AND, OR, CHOOSE, OPEN, CLOSED, HOLIDAY, EMERGENCY ->
                throw new IllegalStateException("not by values alone: " + operation);
        };
    }

    static boolean truth(Value value) {
        return switch (value) {
            case Value.Truth t -> t.truth();
            case Value.Text(String text) when text.equals("true") -> true;
            case Value.Text(String text) when text.equals("false") -> false;
            default -> throw new Failure("a " + value.type().word() + " is neither true nor false");
        };
    }

    /** Equal, also when one is the other as a text. Values of kinds that nothing joins are different. */
    static boolean equal(Value a, Value b) {
        if (a.type() == b.type()) {
            return a.equals(b);
        }
        Optional<Value> left = a instanceof Value.Text(String text) ? b.type().read(text.strip()) : Optional.of(a);
        Optional<Value> right = b instanceof Value.Text(String text) ? a.type().read(text.strip()) : Optional.of(b);
        return left.isPresent() && left.equals(right);
    }

    static int compare(Value a, Value b) {
        Value left = a.type() == ValueType.TEXT && b.type() != ValueType.TEXT ? Evaluation.as(b.type(), a) : a;
        Value right = b.type() == ValueType.TEXT && a.type() != ValueType.TEXT ? Evaluation.as(a.type(), b) : b;
        if (left instanceof Value.Text(String l) && right instanceof Value.Text(String r)) {
            return l.compareTo(r);
        }
        if (left instanceof Value.Number(BigDecimal l) && right instanceof Value.Number(BigDecimal r)) {
            return l.compareTo(r);
        }
        if (left instanceof Value.Date(LocalDate l) && right instanceof Value.Date(LocalDate r)) {
            return l.compareTo(r);
        }
        if (left instanceof Value.Span(Duration l) && right instanceof Value.Span(Duration r)) {
            return l.compareTo(r);
        }
        if (left instanceof Value.Money l && right instanceof Value.Money r) {
            return Arithmetic.sameCurrency(l, r).amount().compareTo(r.amount());
        }
        throw new Failure("a " + left.type().word() + " and a " + right.type().word() + " cannot be compared");
    }

    private static boolean isIn(Value value, Value all) {
        return switch (all) {
            case Value.Many m -> m.values().stream().anyMatch(entry -> equal(value, entry));
            case Value.Fields f -> f.field(value.written()).isPresent();
            default -> throw new Failure("'in' asks a list or a map");
        };
    }

    private static Value index(Value of, Value index) {
        return switch (of) {
            case Value.Many m -> {
                BigDecimal place = number(index);
                boolean within = place.signum() >= 0
                        && place.scale() <= 0
                        && place.compareTo(BigDecimal.valueOf(m.values().size())) < 0;
                if (!within) {
                    throw new Failure("the list has no such entry");
                }
                yield m.values().get(place.intValueExact());
            }
            case Value.Fields f -> f.field(index.written()).orElseThrow(() -> new Failure("the map has no such entry"));
            default -> throw new Failure("a " + of.type().word() + " has no entries");
        };
    }

    private static int size(Value value) {
        return switch (value) {
            case Value.Many m -> m.values().size();
            case Value.Fields f -> f.values().size();
            case Value.Text(String text) -> text.codePointCount(0, text.length());
            default -> throw new Failure("a " + value.type().word() + " has no size");
        };
    }

    private static String text(List<Value> values, int index) {
        return values.get(index).written();
    }

    private static boolean matches(String text, String pattern) {
        try {
            return Pattern.compile(pattern).matcher(text).find();
        } catch (PatternSyntaxException e) {
            throw new Failure("'matches' has no pattern");
        }
    }

    private static Value substring(List<Value> v) {
        String text = text(v, 0);
        int from = within(v.get(1), text);
        int to = v.size() > 2 ? within(v.get(2), text) : text.length();
        if (from > to) {
            throw new Failure("'substring' ends before it begins");
        }
        return Value.text(text.substring(from, to));
    }

    private static int within(Value place, String text) {
        BigDecimal n = number(place);
        if (n.scale() > 0 || n.signum() < 0 || n.compareTo(BigDecimal.valueOf(text.length())) > 0) {
            throw new Failure("'substring' goes beyond the text");
        }
        return n.intValueExact();
    }

    static BigDecimal number(Value value) {
        Value number = Evaluation.as(ValueType.NUMBER, value);
        return number instanceof Value.Number(BigDecimal n) ? n : BigDecimal.ZERO;
    }

    private static Value.Money sum(Value value) {
        return Evaluation.as(ValueType.MONEY, value) instanceof Value.Money m
                ? m
                : new Value.Money(BigDecimal.ZERO, "");
    }

    private static Value money(List<Value> v) {
        if (v.size() == 1) {
            return sum(v.getFirst());
        }
        String currency = text(v, 1);
        if (!ValueType.isCurrency(currency)) {
            throw new Failure("'money' has no such currency");
        }
        return new Value.Money(number(v.getFirst()), currency);
    }

    /** A day with a time is that day. */
    private static Value day(Value value) {
        return value instanceof Value.Text(String text) && text.matches("\\d{4}-\\d{2}-\\d{2}[T ].*")
                ? Value.text(text.substring(0, 10))
                : value;
    }

    private static LocalDate date(Value value) {
        return Evaluation.as(ValueType.DATE, day(value)) instanceof Value.Date(LocalDate d) ? d : LocalDate.EPOCH;
    }

    private static Value length(Value value, int unitSeconds) {
        if (!(Evaluation.as(ValueType.DURATION, value) instanceof Value.Span(Duration d))
                || d.abs().toSeconds() > MOST_SECONDS) {
            throw new Failure("a duration is too long");
        }
        BigDecimal seconds = BigDecimal.valueOf(d.toMillis(), 3);
        return new Value.Number(seconds.divide(BigDecimal.valueOf(unitSeconds), EXACT_ENOUGH));
    }

    private static Value round(List<Value> v) {
        int decimals = v.size() > 1 ? Math.clamp(number(v.get(1)).longValue(), 0, 12) : 0;
        return switch (v.getFirst()) {
            case Value.Money m -> new Value.Money(m.amount().setScale(decimals, RoundingMode.HALF_UP), m.currency());
            default -> new Value.Number(number(v.getFirst()).setScale(decimals, RoundingMode.HALF_UP));
        };
    }

    private static Value zero(Value like) {
        return switch (like) {
            case Value.Span _ -> new Value.Span(Duration.ZERO);
            case Value.Money m -> new Value.Money(BigDecimal.ZERO, m.currency());
            default -> Value.Number.of(0);
        };
    }

    /** Joins two lists. */
    static Value joined(Value.Many a, Value.Many b) {
        List<Value> all = new ArrayList<>(a.values());
        all.addAll(b.values());
        return new Value.Many(all);
    }
}
