package org.helpline.core;

import java.time.Duration;

/** What a call's script did. {@code place} is {@code section/step}, for example {@code main/1}, 1-based. */
public sealed interface ScriptFact extends Fact {

    /** A script began. {@code version} is the first 12 hex digits of the script's content hash. */
    record Started(String script, String version, String language) implements ScriptFact {}

    /** A step was entered. {@code what} is the step in words, without personal data. */
    record Entered(String place, String what) implements ScriptFact {}

    /** A prompt began. */
    record Prompted(String prompt, String language) implements ScriptFact {}

    /** A variable's value was not what its text says it is, for example no date; it was said as it is. */
    record SaidAsItIs(String name) implements ScriptFact {}

    /** An expression could not be worked out. {@code why} names variables, never what they hold. */
    record Undecided(String place, String why) implements ScriptFact {}

    /** Another script began to run as a part of this one. */
    record SubScriptBegan(String script, String version) implements ScriptFact {}

    /** It came back to {@code outer}. */
    record SubScriptEnded(String script, String outer) implements ScriptFact {}

    /** Prompts ended. {@code heardMillis} counts from their begin; {@code complete} is false when a key or the end cut them. */
    record PromptEnded(long heardMillis, boolean complete) implements ScriptFact {}

    /** The caller chose from a menu. {@code show} is the line for the screen pop, empty if the script names none. */
    record Chose(String place, Personal keys, String show) implements ScriptFact {}

    /** The caller answered a question. {@code name} is the variable. */
    record Asked(String place, String name, Personal value) implements ScriptFact {}

    /** No key in time; {@code tries} counts from 1. */
    record Silence(String place, int tries) implements ScriptFact {}

    /** A key that the step does not take. */
    record WrongKey(String place, Personal keys, int tries) implements ScriptFact {}

    /** The caller was recorded and said nothing; {@code tries} counts from 1. */
    record NothingSaid(String place, int tries) implements ScriptFact {}

    /** Nothing could be recorded, or the box takes no more: {@code why} in words. */
    record NotRecorded(String place, String why) implements ScriptFact {}

    /** Somebody of the house gave a PIN, switched a notice or recorded a prompt by phone, or could not; {@code what} in words. */
    record Managed(String place, String what) implements ScriptFact {}

    /** What the caller said was kept. {@code box} is the queue whose message it is, empty if it stays with the call. */
    record Kept(String place, String name, String box, Duration length) implements ScriptFact {}

    /** The language of the call was set. */
    record LanguageSet(String language) implements ScriptFact {}

    /** A variable was set. */
    record VariableSet(String name, Personal value) implements ScriptFact {}

    /** The caller rated something, for example {@code satisfaction}, with {@code score} of {@code most}. */
    record Rated(String question, int score, int most) implements ScriptFact {}

    /** Nobody was reached: {@code whom} as in {@link Left}; {@code why}: {@code busy}, {@code no answer}, {@code not there}. */
    record NotReached(String whom, String why) implements ScriptFact {}

    /**
     * Somebody else was asked. {@code outcome} is {@code found}, {@code none} or {@code failed}.
     *
     * @param name of the look-up
     * @param millis until the answer
     * @param why a sentence for {@code failed}, else empty
     * @param answer the fields, as a test writes them
     */
    record LookedUp(String place, String name, String outcome, long millis, String why, Personal answer)
            implements ScriptFact {}

    /** What the values were of which a fork at {@code place} depended: their kinds, not what they say: {@code order_no is a number}. */
    record Weighed(String place, String values) implements ScriptFact {}

    /** A rule of a queue held of the caller who joins it. {@code rule} is its name, {@code words} what it changes. */
    record Ruled(String place, String rule, String words) implements ScriptFact {}

    /**
     * Where a caller goes on whom a queue did not serve.
     *
     * @param place of the step that led to the queue
     * @param reason {@code full}, {@code closed}, {@code nobody} or {@code too_long}
     * @param by who says so: {@code the step}, {@code queues} of the script, or {@code the settings: goodbye}
     */
    record Unserved(String place, String reason, String by) implements ScriptFact {}

    /** The script left: {@code to} is {@code queue support}, {@code script x}, {@code hang up} and so on. */
    record Left(String to) implements ScriptFact {}
}
