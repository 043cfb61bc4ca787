package org.helpline.journal.measure;

import java.util.List;

/**
 * All that one number of a report may be counted from: one interval of one group.
 *
 * @param from the interval's begin and {@code to} its end, in milliseconds since 1970
 * @param clips agents' states as far as they lie in it
 * @param beyond what formulas must know of other times
 */
record Cell(
        long from,
        long to,
        List<Stay> stays,
        List<Part> parts,
        List<Clip> clips,
        List<Contact> contacts,
        List<Score> scores,
        List<CallbackMark> marks,
        List<LegSound> legs,
        Beyond beyond) {

    /** As much of a state as lies in the interval, in milliseconds. */
    record Clip(Span span, long millis) {

        boolean is(String state) {
            return span.state().equals(state);
        }
    }
}
