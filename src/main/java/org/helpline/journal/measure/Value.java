package org.helpline.journal.measure;

/**
 * A number of a report.
 *
 * @param value NaN where nothing can be divided
 * @param above what stands above the line; {@code below} below it, 1 for a plain count
 * @param pending how many are left out since it is not known yet what becomes of them
 */
public record Value(double value, double above, double below, long pending) {

    /** Whether there is a number at all. */
    public boolean isKnown() {
        return !Double.isNaN(value);
    }
}
