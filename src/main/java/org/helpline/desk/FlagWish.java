package org.helpline.desk;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.customer.Changed;
import org.helpline.customer.People;
import tools.jackson.databind.node.ObjectNode;

/** A flag that somebody wants to raise or to take off, as desks and programs send it. Pure. */
sealed interface FlagWish {

    double MOST_HOURS = 24 * 365 * 10.0;
    double SECONDS = 3600;

    /**
     * Understood.
     *
     * @param number the one number that it is about; empty: all of the customer's
     * @param time how long it holds; empty: for ever
     */
    record Good(Optional<String> number, String flag, boolean on, String why, Optional<Duration> time)
            implements FlagWish {

        /** Carries it out on a customer. */
        CompletionStage<Changed> carryOut(People people, String id, String by) {
            return people.flag(id, number, flag, on, why, time, by);
        }
    }

    /** Not understood, and why. */
    record Bad(String why) implements FlagWish {}

    /** {@code {"flag": "blocked", "number": "", "on": true, "why": "…", "hours": 24}}. */
    static FlagWish of(ObjectNode body) {
        double hours = body.path("hours").asDouble(0);
        return hours >= 0 && hours <= MOST_HOURS
                ? new Good(
                        Optional.of(body.path("number").asString("")).filter(n -> !n.isBlank()),
                        body.path("flag").asString(""),
                        body.path("on").asBoolean(true),
                        body.path("why").asString(""),
                        hours == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds((long) (hours * SECONDS))))
                : new Bad("Hours are 0 (for ever) or more, and at most ten years.");
    }
}
