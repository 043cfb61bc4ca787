package org.helpline.ivr.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an expression can do to values: the operators and functions of CEL, and a few of our own for days, lengths and sums. */
public enum Operation {
    AND("_&&_", "&&", 2, 2),
    OR("_||_", "||", 2, 2),
    NOT("!_", "!", 1, 1),
    CHOOSE("_?_:_", "? :", 3, 3),
    EQUAL("_==_", "==", 2, 2),
    NOT_EQUAL("_!=_", "!=", 2, 2),
    LESS("_<_", "<", 2, 2),
    AT_MOST("_<=_", "<=", 2, 2),
    MORE("_>_", ">", 2, 2),
    AT_LEAST("_>=_", ">=", 2, 2),
    IN("@in", "in", 2, 2),
    PLUS("_+_", "+", 2, 2),
    MINUS("_-_", "-", 2, 2),
    TIMES("_*_", "*", 2, 2),
    DIVIDE("_/_", "/", 2, 2),
    REMAINDER("_%_", "%", 2, 2),
    NEGATE("-_", "-", 1, 1),
    INDEX("_[_]", "[ ]", 2, 2),
    SIZE("size", 1, 1),
    STARTS_WITH("startsWith", 2, 2),
    ENDS_WITH("endsWith", 2, 2),
    CONTAINS("contains", 2, 2),
    MATCHES("matches", 2, 2),
    LOWER("lowerAscii", 1, 1),
    UPPER("upperAscii", 1, 1),
    SUBSTRING("substring", 2, 3),
    TEXT("string", 1, 1),
    NUMBER("double", 1, 1),
    WHOLE("int", 1, 1),
    DATE("date", 1, 1),
    DURATION("duration", 1, 1),
    MONEY("money", 1, 2),
    AMOUNT("amount", 1, 1),
    CURRENCY("currency", 1, 1),
    ROUND("round", 1, 2),
    ABSOLUTE("abs", 1, 1),
    LEAST("min", 2, 9),
    MOST("max", 2, 9),
    YEAR("year", 1, 1),
    MONTH("month", 1, 1),
    DAY("day", 1, 1),
    WEEKDAY("weekday", 1, 1),
    DAYS("days", 1, 1),
    HOURS("hours", 1, 1),
    MINUTES("minutes", 1, 1),
    SECONDS("seconds", 1, 1),
    OPEN("open", 1, 1),
    CLOSED("closed", 1, 1),
    HOLIDAY("holiday", 1, 1),
    EMERGENCY("emergency", 1, 1);

    private final String cel;
    private final String written;
    private final int least;
    private final int most;

    Operation(String cel, int least, int most) {
        this(cel, cel, least, most);
    }

    Operation(String cel, String written, int least, int most) {
        this.cel = cel;
        this.written = written;
        this.least = least;
        this.most = most;
    }

    /** As a designer writes it. */
    public String written() {
        return written;
    }

    /** Whether it is written as {@code name(…)}, and not between or before values. */
    public boolean isFunction() {
        return cel.equals(written);
    }

    /** Whether it takes so many values. */
    public boolean takes(int values) {
        return values >= least && values <= most;
    }

    /** Whether it asks a calendar. */
    public boolean asksCalendar() {
        return this == OPEN || this == CLOSED || this == HOLIDAY || this == EMERGENCY;
    }

    /** The operation that CEL's syntax tree knows by this name. */
    public static Optional<Operation> ofCel(String name) {
        return Arrays.stream(values()).filter(o -> o.cel.equals(name)).findFirst();
    }

    /** The names of all functions. */
    public static List<String> functions() {
        return Arrays.stream(values())
                .filter(Operation::isFunction)
                .map(Operation::written)
                .toList();
    }
}
