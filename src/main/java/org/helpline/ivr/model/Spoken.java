package org.helpline.ivr.model;

/** One thing to be heard. */
public sealed interface Spoken {

    /** A prompt by its id, in the call's language. */
    record Prompt(String id) implements Spoken {}

    /** A value alone, in the call's language: {@code "{order_no|digits}"}. */
    record Value(Slot slot) implements Spoken {}

    /** A recording that is the same in every language: {@code prompts/any/NAME.wav}. */
    record Sound(String name) implements Spoken {}
}
