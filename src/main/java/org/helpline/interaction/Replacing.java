package org.helpline.interaction;

import java.util.Optional;
import org.helpline.call.AgentRing;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.Replacement;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;

/**
 * Another call takes the place of one of a call's legs: INVITE with Replaces, RFC 3891 §3. A phone of the house, which has shown its password, may take
 * over from an agent who talks, and from its own user's phone that rings or calls; a trunk may take over what came or went by it. Confined to the call's loop.
 */
final class Replacing {

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;

    Replacing(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
    }

    /** The phrase of a refusal. */
    static String phrase(int status) {
        return switch (status) {
            case 403 -> "Forbidden";
            case 486 -> "Answered Already";
            case 488 -> "Not Acceptable Here";
            case 603 -> "Declined";
            default -> "Call Does Not Exist";
        };
    }

    /**
     * A call wants a place.
     *
     * @param known whose password it has shown; empty: it is a trunk's
     * @param by not answered yet
     * @return why not; empty: it has the place, or is about to
     */
    Optional<CallerLeg.Refusal> takenBy(Optional<AgentId> known, CallerLeg by) {
        Optional<Replacement> wanted = by.replaces();
        if (wanted.isEmpty()) {
            return refusal(481, "The INVITE names no call that it would take over.");
        }
        Optional<AgentRing> ringing = call.parts().rung(wanted.get());
        if (wanted.get().names(caller)) {
            return ofCaller(known, by, wanted.get());
        } else if (ringing.isPresent()) {
            return pickUp(known, by, wanted.get(), ringing.get());
        } else if (call.agent().isMeant(wanted.get())) {
            return ofAgent(known, by, wanted.get());
        }
        boolean isCallers = wanted.get().callId().equals(caller.callId());
        return isCallers || call.agent().talker().isPresent()
                ? refusal(481, "The INVITE wants to take over a call (Replaces), and names none of its legs rightly.")
                : refusal(603, "The INVITE wants to take over a call (Replaces) that nobody has any more.");
    }

    private static Optional<CallerLeg.Refusal> refusal(int status, String sentence) {
        return Optional.of(new CallerLeg.Refusal(status, sentence));
    }

    private static Optional<CallerLeg.Refusal> notTheirs() {
        return refusal(
                403,
                "The INVITE wants to take over a call (Replaces) that it has no part in:"
                        + " a phone may that of its own user, a trunk what goes over it.");
    }

    // ---- the caller's leg

    private Optional<CallerLeg.Refusal> ofCaller(Optional<AgentId> known, CallerLeg by, Replacement wanted) {
        boolean own = known.isPresent()
                ? caller.arrival().from().value().equals(known.get().value())
                        && house.calls().isFromPhoneOf(known.get(), caller)
                : Replacement.isOfOneTrunk(caller, by);
        if (!own) {
            return notTheirs();
        }
        if (!caller.isUp()) { // an early dialog that they began, not we: RFC 3891 §3
            return refusal(481, "The INVITE wants to take over a call (Replaces) that is not answered yet.");
        }
        if (wanted.isEarlyOnly()) {
            return answered();
        }
        CallFact.Replaced fact = fact(CallerEvents.LEG, by);
        Optional<CallerLeg.Refusal> refusal = caller.replacedBy(by);
        if (refusal.isEmpty()) {
            call.whereabouts().talksBy(fact.callId());
            call.tell(new CallFact.Invited(CallerEvents.LEG, fact.callId())); // for the traces
            call.tell(fact);
        }
        return refusal;
    }

    private static Optional<CallerLeg.Refusal> answered() {
        return refusal(
                486, "The INVITE wants to take over a call only while it rings (early-only), and it is answered.");
    }

    private static CallFact.Replaced fact(String leg, CallerLeg by) {
        return new CallFact.Replaced(
                leg, by.arrival().from(), by.callId(), by.arrival().trunk().orElse(""));
    }

    // ---- a phone that rings

    private Optional<CallerLeg.Refusal> pickUp(
            Optional<AgentId> known, CallerLeg by, Replacement wanted, AgentRing ring) {
        Optional<Leg> rung = ring.ringing(wanted);
        boolean own = known.isPresent()
                ? known.get().equals(ring.agent())
                : rung.filter(leg -> Replacement.isOfOneTrunk(leg, by)).isPresent();
        if (!own) {
            return notTheirs();
        }
        CallFact.Replaced fact = fact(ring.legName(), by);
        call.tell(fact);
        call.whereabouts().talksBy(fact.callId());
        return house.calls().pickUp(ring, by, caller);
    }

    // ---- the agent's leg

    private Optional<CallerLeg.Refusal> ofAgent(Optional<AgentId> known, CallerLeg by, Replacement wanted) {
        boolean own = known.isPresent()
                || call.agent()
                        .talkingLeg()
                        .filter(leg -> Replacement.isOfOneTrunk(leg, by))
                        .isPresent();
        if (!own) {
            return notTheirs();
        }
        if (wanted.isEarlyOnly()) {
            return answered();
        }
        take(known.orElse(new AgentId(by.arrival().from().value())), by);
        return Optional.empty();
    }

    private void take(AgentId by, CallerLeg phone) {
        AgentPart from = call.agent();
        AgentPart next = call.parts().another();
        AgentRing ring = house.calls().taking(by, phone, caller, new AgentEvents(next, call, "agent:" + by));
        if (phone.answer().isPresent()
                || ring.leg().isEmpty()) { // an INVITE without an offer cannot take over in one step
            phone.hangUp(488, "Not Acceptable Here");
            return;
        }
        call.phoneTransfers().giveUpPending();
        from.talker().ifPresent(a -> {
            call.tell(new CallFact.Transferred(a, by.value()));
            call.handovers().transferred(a);
        });
        call.phoneTransfers().give(Optional.of(from), next);
        next.takeOver(
                new AgentPart.Given(ring, Optional.empty(), false),
                call.phoneTransfers().lastQueue());
    }
}
