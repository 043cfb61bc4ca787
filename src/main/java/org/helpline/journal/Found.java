package org.helpline.journal;

import java.util.List;

/** What a search for one call gives. */
public sealed interface Found {

    /** No call has that name. */
    record None() implements Found {}

    /** The call and its story. */
    record One(CallRecord record, CallStory story) implements Found {}

    /** More than one call has it; the latest first. */
    record Several(List<CallRecord> candidates) implements Found {}
}
