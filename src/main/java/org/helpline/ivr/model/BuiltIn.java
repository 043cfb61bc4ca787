package org.helpline.ivr.model;

import java.util.List;

/** Values that every call has. */
public final class BuiltIn {

    /** The caller's number; empty when withheld. */
    public static final String CALLER = "caller.number";

    /** Whether the caller's number is withheld. */
    public static final String WITHHELD = "caller.withheld";

    /** The number that was dialled. */
    public static final String DIALLED = "dialled";

    /** The language of the call. */
    public static final String LANGUAGE = "language";

    /** The place in the queue; empty before there is one. */
    public static final String POSITION = "position";

    /** The longest time that a waiting caller is likely to wait yet, rounded up; empty while it cannot be known. */
    public static final String WAIT = "wait";

    /** The shortest such time, rounded down; there is one while there is {@link #WAIT}. */
    public static final String WAIT_LEAST = "wait_least";

    /** The number at which the caller wants to be called back; empty before one was given. */
    public static final String CALLBACK = "callback.number";

    /** The day, in the zone of the script's calendar. */
    public static final String TODAY = "today";

    /** The time of day there, a text: {@code 18:05}. */
    public static final String TIME = "time";

    /** The day and time there, a text: {@code 2026-12-24 18:05}. */
    public static final String NOW = "now";

    /** The day of the week there, a text: {@code monday}. */
    public static final String WEEKDAY = "weekday";

    /** All of them. */
    public static final List<String> NAMES = List.of(
            CALLER, WITHHELD, DIALLED, LANGUAGE, POSITION, WAIT, WAIT_LEAST, CALLBACK, TODAY, TIME, NOW, WEEKDAY);

    /** What a calendar says; in a condition each of them is true or false. */
    public static final List<String> STATES = List.of("open", "closed", "holiday", "emergency");

    /** Whoever the caller has dialled, or hears of in a directory: {@code person.name}, {@code person.number}, {@code person.id}. */
    public static final String PERSON = "person";

    /** The key of a name in a directory, while it is read out. */
    public static final String CHOICE = "choice";

    private BuiltIn() {}

    /** Whether the language itself gives this name: those of {@link #NAMES}, and what queues are asked. */
    public static boolean isGiven(String name) {
        return NAMES.contains(name) || QueueFigure.Asked.by(name).isPresent();
    }

    /** The kind of a built-in value; text for any other name. */
    public static ValueType type(String name) {
        return switch (name) {
            case WITHHELD -> ValueType.BOOLEAN;
            case POSITION -> ValueType.NUMBER;
            case TODAY -> ValueType.DATE;
            case WAIT, WAIT_LEAST -> ValueType.DURATION;
            default -> ValueType.TEXT;
        };
    }
}
