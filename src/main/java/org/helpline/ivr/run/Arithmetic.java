package org.helpline.ivr.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.run.Evaluation.Failure;

/** {@code + - * / %} on numbers, sums, days and lengths of time; {@code +} joins texts and lists. */
final class Arithmetic {

    private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

    private Arithmetic() {}

    static Value of(Operation operation, Value a, Value b) {
        try {
            return switch (a) {
                case Value.Money m -> sum(operation, m, b);
                case Value.Span(Duration d) -> span(operation, d, b);
                case Value.Date(LocalDate d) -> day(operation, d, b);
                case Value.Many m
                when operation == Operation.PLUS && b instanceof Value.Many n -> Operators.joined(m, n);
                case Value.Text(String text)
                when operation == Operation.PLUS && b instanceof Value.Text(String more) -> Value.text(text + more);
                default -> withNumber(operation, a, b);
            };
        } catch (ArithmeticException | DateTimeException e) {
            throw new Failure("'" + operation.written() + "' has no result");
        }
    }

    private static Value withNumber(Operation operation, Value a, Value b) {
        if (operation == Operation.TIMES && (b instanceof Value.Money || b instanceof Value.Span)) {
            return of(operation, b, a);
        }
        return numbers(operation, Operators.number(a), Operators.number(b));
    }

    private static Value numbers(Operation operation, BigDecimal a, BigDecimal b) {
        return new Value.Number(
                switch (operation) {
                    case PLUS -> a.add(b);
                    case MINUS -> a.subtract(b);
                    case TIMES -> a.multiply(b);
                    case DIVIDE -> a.divide(notZero(b), EXACT_ENOUGH);
                    case REMAINDER -> a.remainder(notZero(b));
                    default -> throw new IllegalStateException("no arithmetic: " + operation);
                });
    }

    private static BigDecimal notZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new Failure("something is divided by nothing");
        }
        return divisor;
    }

    static Value.Money sameCurrency(Value.Money a, Value.Money b) {
        if (!a.currency().equals(b.currency())) {
            throw new Failure("sums of two currencies stand together");
        }
        return a;
    }

    private static Value sum(Operation operation, Value.Money a, Value b) {
        if (operation == Operation.PLUS || operation == Operation.MINUS) {
            if (!(Evaluation.as(ValueType.MONEY, b) instanceof Value.Money other)) {
                throw new Failure("a money takes no number");
            }
            BigDecimal first = sameCurrency(a, other).amount();
            boolean adds = operation == Operation.PLUS;
            return new Value.Money(adds ? first.add(other.amount()) : first.subtract(other.amount()), a.currency());
        }
        if (operation == Operation.DIVIDE && b instanceof Value.Money other) {
            return new Value.Number(sameCurrency(a, other).amount().divide(notZero(other.amount()), EXACT_ENOUGH));
        }
        BigDecimal amount = Operators.number(numbers(operation, a.amount(), Operators.number(b)));
        return new Value.Money(amount.setScale(2, RoundingMode.HALF_UP), a.currency()); // nobody pays a third of a cent
    }

    private static Value span(Operation operation, Duration a, Value b) {
        return switch (operation) {
            case PLUS ->
                b instanceof Value.Date(LocalDate day)
                        ? new Value.Date(day.plusDays(a.toDays()))
                        : new Value.Span(a.plus(length(b)));
            case MINUS -> new Value.Span(a.minus(length(b)));
            case TIMES -> new Value.Span(times(a, Operators.number(b)));
            case DIVIDE ->
                b instanceof Value.Span(Duration other)
                        ? new Value.Number(millis(a).divide(notZero(millis(other)), EXACT_ENOUGH))
                        : new Value.Span(times(a, BigDecimal.ONE.divide(notZero(Operators.number(b)), EXACT_ENOUGH)));
            default -> throw new Failure("'" + operation.written() + "' is nothing for a duration");
        };
    }

    private static BigDecimal millis(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis());
    }

    private static Duration times(Duration duration, BigDecimal factor) {
        return Duration.ofMillis(millis(duration)
                .multiply(factor)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact());
    }

    private static Duration length(Value value) {
        return Evaluation.as(ValueType.DURATION, value) instanceof Value.Span(Duration d) ? d : Duration.ZERO;
    }

    private static Value day(Operation operation, LocalDate a, Value b) {
        if (operation == Operation.MINUS && b instanceof Value.Date(LocalDate other)) {
            return new Value.Span(Duration.ofDays(ChronoUnit.DAYS.between(other, a)));
        }
        return switch (operation) {
            case PLUS -> new Value.Date(a.plusDays(length(b).toDays()));
            case MINUS -> new Value.Date(a.minusDays(length(b).toDays()));
            default -> throw new Failure("'" + operation.written() + "' is nothing for a date");
        };
    }
}
