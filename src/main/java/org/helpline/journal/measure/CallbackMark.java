package org.helpline.journal.measure;

/**
 * What became of a call-back.
 *
 * @param call in which it was; {@code callback:ID} if it was booked without one
 * @param at milliseconds since 1970
 * @param what {@code promised}, {@code reached} or {@code missed}: an attempt that came to nothing
 */
record CallbackMark(String call, long number, long at, String queue, String callback, String what) {

    static final String PROMISED = "promised";
    static final String REACHED = "reached";
    static final String MISSED = "missed";
}
