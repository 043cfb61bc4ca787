package org.helpline.customer;

import org.helpline.core.ScreenPop.Sure;

/** How sure a number alone makes it who calls. Pure. */
final class Certainty {

    private Certainty() {}

    /**
     * What it is by the number.
     *
     * @param number in the form in which numbers are matched
     * @param customers how many have it, 1 or more
     */
    static Sure of(String number, int customers) {
        if (customers > 1) {
            return Sure.ONE_OF;
        }
        // a whole number is one of the public network; anything else is an extension or a name, which any exchange may
        // have too
        return number.startsWith("+") ? Sure.LIKELY : Sure.DOUBTFUL;
    }

    /** The sentence to a customer of whom only the end of the number fits. */
    static final String BY_ENDING = "Only the last nine digits of the number are this customer's.";

    /** The sentence to it. */
    static String why(Sure sure) {
        return switch (sure) {
            case CERTAIN -> "The number is proved, and this customer's alone.";
            case LIKELY -> "This customer alone has the number.";
            case ONE_OF -> "Several customers have this number.";
            case DOUBTFUL -> "It is a short number or a name, which other exchanges have too.";
            case UNKNOWN -> "";
        };
    }
}
