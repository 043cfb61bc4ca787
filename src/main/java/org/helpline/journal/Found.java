package org.helpline.journal;

import java.util.List;

/** What a search for one call gives. */
public sealed interface Found {

    /** No call has that name. */
    record None() implements Found {}

    /** The call, its story, and why it went to whom it went. */
    record One(CallRecord record, CallStory story, Explanation explanation) implements Found {}

    /** More than one call has it; the latest first. */
    record Several(List<CallRecord> candidates) implements Found {}
}
