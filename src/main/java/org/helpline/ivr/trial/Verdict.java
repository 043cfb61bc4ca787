package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a trial.
 *
 * @param lasted of the call, in virtual time
 * @param failure empty: all was as the test says
 */
public record Verdict(Trial trial, Duration lasted, Optional<Failure> failure) {

    /**
     * The first thing that was not as the test says.
     *
     * @param said what the test says there, with its place
     * @param step the step that the script was at, with its place, ready to be shown; empty before the first
     * @param transcript what was heard and done until then
     */
    public record Failure(Written<?> said, String expected, String happened, String step, List<String> transcript) {}

    /** Whether all was as the test says. */
    public boolean passed() {
        return failure.isEmpty();
    }
}
