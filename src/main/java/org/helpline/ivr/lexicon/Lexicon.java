package org.helpline.ivr.lexicon;

import java.util.List;
import java.util.Optional;

/**
 * Every word of the language. The parser takes its words from here, so a step or a block's word that is missing here cannot be
 * read; what the parser asks for beyond it fails a test.
 */
public final class Lexicon {

    /** Words that stand alone. */
    public static final List<String> ALONE = List.of("again", "human", "next", "return", "hangup", "callback");

    private Lexicon() {}

    /** Every step, in the order of the page. */
    public static List<Table> steps() {
        return StepTables.ALL;
    }

    /** The words that make a step. */
    public static List<String> verbs() {
        return StepTables.ALL.stream().map(Table::name).toList();
    }

    /** A step by its own word. */
    public static Optional<Table> step(String verb) {
        return StepTables.ALL.stream().filter(t -> t.name().equals(verb)).findFirst();
    }

    /** The top of a script. */
    public static Table top() {
        return BlockTables.TOP;
    }

    /** The blocks of a script that are no steps, its top first. */
    public static List<Table> blocks() {
        return BlockTables.ALL;
    }

    /** How a language is asked for. */
    public static Table whichLanguage() {
        return StepTables.WHICH_LANGUAGE;
    }

    /** One entry of {@code variables} or {@code takes}. */
    public static Table variable() {
        return BlockTables.VARIABLE;
    }

    /** What stands under {@code do} for another script. */
    public static Table subScript() {
        return StepTables.SUB_SCRIPT;
    }

    /** {@code limits}. */
    public static Table limits() {
        return BlockTables.LIMITS;
    }

    /** What stands under {@code extensions} of a menu. */
    public static Table dialled() {
        return StepTables.DIALLED;
    }

    /** What stands under {@code transfer}. */
    public static Table whom() {
        return StepTables.WHOM;
    }

    /** What is asked after a recording. */
    public static Table review() {
        return StepTables.REVIEW;
    }

    /** {@code input}. */
    public static Table input() {
        return BlockTables.INPUT;
    }

    /** {@code check}. */
    public static Table check() {
        return BlockTables.CHECK;
    }

    /** One entry of {@code relax} of a queue step. */
    public static Table relaxed() {
        return StepTables.RELAXED;
    }

    /** {@code offer_callback} of a queue. */
    public static Table offerCallback() {
        return BlockTables.OFFER_CALLBACK;
    }

    /** One entry of {@code rules} of a queue. */
    public static Table queueRule() {
        return BlockTables.RULE;
    }

    /** One entry of {@code queues}. */
    public static Table queueWait() {
        return BlockTables.QUEUE_WAIT;
    }

    /** The top of a file of tests. */
    public static Table testFile() {
        return TrialTables.TEST_FILE;
    }

    /** A test. */
    public static Table test() {
        return TrialTables.TEST;
    }

    /** What happens in the call of a test. */
    public static List<Phrase> acts() {
        return ActTables.ACTS;
    }

    /** Where the call of a test is in the end. */
    public static List<Phrase> endings() {
        return ActTables.ENDINGS;
    }

    /** Kinds of values. */
    public static List<Phrase> types() {
        return ValueTables.TYPES;
    }

    /** Values that every call has. */
    public static List<Phrase> builtIn() {
        return ValueTables.BUILT_IN;
    }

    /** How a value is said in a text. */
    public static List<Phrase> filters() {
        return ValueTables.FILTERS;
    }

    /** What can be worked out in an expression, beside its operators. */
    public static List<Phrase> functions() {
        return ValueTables.FUNCTIONS;
    }

    /** What a prompt may have beside its texts. */
    public static Table prompt() {
        return TrialTables.PROMPT;
    }
}
