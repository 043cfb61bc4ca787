package org.helpline.interaction;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Missed;
import org.jspecify.annotations.Nullable;

/** A phone that is rung for a call without an offer of the ACD's. Confined to the call's loop. */
final class PhoneRinging {

    /** Whose phone is rung. */
    enum Whose {
        /** Nobody's: a phone of the house that is no agent's. */
        PHONE("phone:"),
        /** A number outside. */
        OUTSIDE("number:"),
        /** That of an agent who calls somebody: the ACD knows of the call, and the desk shows it. */
        AGENT("agent:");

        private final String kind;

        Whose(String kind) {
            this.kind = kind;
        }

        /** As facts begin the leg's name. */
        String kind() {
            return kind;
        }
    }

    private record One(long offer, Whose whose, boolean forGood, Timers.Timer ringOver, Consumer<Missed.Why> missed) {}

    private final Timers timers;
    private long last;
    private @Nullable One one;

    PhoneRinging(Timers timers) {
        this.timers = timers;
    }

    /**
     * Rings it once.
     *
     * @param forGood nothing else is for the caller, so that their trunk may join them itself
     * @param missed why it came to nothing
     * @param over told when it has rung for so long; its number goes there
     * @return its number, negative: the ACD's own offers count from 1
     */
    long begin(Whose whose, Duration ring, boolean forGood, Consumer<Missed.Why> missed, LongConsumer over) {
        long offer = --last;
        one = new One(offer, whose, forGood, timers.after(ring, () -> over.accept(offer)), missed);
        return offer;
    }

    /** Somebody is on such a phone who was rung by another call. */
    void adopt() {
        one = new One(--last, Whose.PHONE, true, timers.after(Duration.ZERO, () -> {}), _ -> {});
    }

    boolean is(long offer) {
        return one != null && one.offer() == offer;
    }

    /** Whether a phone is rung, or talks, that the ACD has not offered the caller to. */
    boolean isOn() {
        return one != null;
    }

    /** Whether the ACD knows nothing of who is on the phone. */
    boolean isPastTheAcd() {
        return one != null && one.whose() != Whose.AGENT;
    }

    boolean isForGood() {
        return one != null && one.forGood();
    }

    /** Whose phone it is; an agent's where the ACD offered the caller. */
    Whose whose() {
        return one == null ? Whose.AGENT : one.whose();
    }

    void stopTimer() {
        if (one != null) {
            one.ringOver().cancel();
        }
    }

    /** It came to nothing. */
    void missed(Missed.Why why) {
        One over = one;
        one = null;
        if (over != null) {
            over.ringOver().cancel();
            over.missed().accept(why);
        }
    }

    void forget() {
        one = null;
    }
}
