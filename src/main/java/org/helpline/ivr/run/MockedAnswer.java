package org.helpline.ivr.run;

import java.time.Duration;

/**
 * What a look-up answers in a simulated call.
 *
 * @param after how long that takes
 */
public record MockedAnswer(Duration after, LookUpAnswer answer) {

    /** At once. */
    public static MockedAnswer of(LookUpAnswer answer) {
        return new MockedAnswer(Duration.ZERO, answer);
    }
}
