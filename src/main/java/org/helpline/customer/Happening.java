package org.helpline.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened with a customer, as a line of the timeline.
 *
 * @param kind {@code in}, {@code callback} or {@code out}, as a call's record has it; {@code message}, {@code promised} (a call-back), {@code changed}
 * @param id the call's id, the message's or the call-back's; empty for a change
 * @param by the agent of a call, or who changed something
 * @param outcome as the record has it, or what was changed
 * @param code the wrap-up code, or empty
 * @param scores what the caller answered: {@code 4 of 5}
 */
public record Happening(
        Instant at,
        String kind,
        String id,
        String queue,
        String by,
        String outcome,
        Duration waited,
        Duration talked,
        String code,
        List<String> scores) {

    /** Whether it was a call. */
    public boolean isCall() {
        return kind.equals("in") || kind.equals("callback") || kind.equals("out");
    }
}
