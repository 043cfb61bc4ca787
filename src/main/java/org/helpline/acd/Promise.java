package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.jspecify.annotations.Nullable;

/** What makes a place a call-back's. Confined to the ACD's loop. */
final class Promise {

    /** Names the call-back, whatever attempts are made. */
    final InteractionId callback;

    final String number;

    /** Since when the customer waits. */
    final Instant asked;

    /** When it is too late to call; empty: the queue's settings say. */
    private final Optional<Instant> until;

    /** The customer's calls that are up: while there are any, nobody calls them. */
    final Set<InteractionId> calls = new LinkedHashSet<>();

    /** What was told last. */
    @Nullable
    CallbackState told;

    /** How often the customer was called in vain. */
    int attempts;

    /** The next attempt comes no earlier. */
    Instant notBefore;

    /** Why it is over; read when it is. */
    String over = "";

    Promise(CallbackTicket ticket, Instant asked, int attempts, Instant notBefore) {
        this.callback = ticket.callback();
        this.number = ticket.number().value();
        this.until = ticket.window().map(CallbackWindow::until);
        this.asked = asked;
        this.attempts = attempts;
        this.notBefore = notBefore;
    }

    /** As it was. */
    Promise(Checkpoint.OfPromise was) {
        this.callback = was.callback();
        this.number = was.number().value();
        this.until = was.until();
        this.asked = was.asked();
        this.attempts = was.attempts();
        this.notBefore = was.notBefore();
        this.told = was.told().orElse(null);
        this.calls.addAll(was.calls());
    }

    Checkpoint.OfPromise checkpoint() {
        return new Checkpoint.OfPromise(
                callback,
                new Personal(number),
                asked,
                until,
                Set.copyOf(calls),
                Optional.ofNullable(told),
                attempts,
                notBefore);
    }

    /** Whether the customer need not be called any more; {@code keep} is what the queue's settings say. */
    boolean isTooLate(Duration keep, Instant now) {
        return !until.orElseGet(() -> asked.plus(keep)).isAfter(now);
    }

    @Override
    public String toString() {
        return "Promise[" + callback + ", attempts=" + attempts + "]"; // no number in logs
    }
}
