package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.helpline.acd.AcdEvent;
import org.helpline.call.AgentRing;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.Replacement;
import org.helpline.core.AgentId;
import org.helpline.core.FewSet;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.Conversation.Event;

/**
 * The agents of one call: who has the caller or is rung first, who is rung beside them in a queue that rings all, and who was or is to be
 * transferred to. Of those who are rung together whoever the ACD connects has the caller, and the others' phones stop. Confined to the
 * call's loop.
 */
final class AgentParts {

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final List<AgentPart> all = new ArrayList<>(1);
    private final Set<AgentPart> beside = new FewSet<>();
    private AgentPart holder;

    AgentParts(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
        this.holder = another();
    }

    /** Room for one more agent. */
    final AgentPart another() {
        AgentPart part = new AgentPart(call, house, caller);
        all.add(part);
        return part;
    }

    /** Who has the caller, or the first to be rung for them. */
    AgentPart holder() {
        return holder;
    }

    /** From now on these have the caller. */
    void has(AgentPart other) {
        if (!beside.remove(other)) {
            holder = other;
            return;
        }
        beside.add(holder); // rung together: its turn comes with the next ring, if it is not over before
        holder = other;
    }

    /** The legs of all who are on the phone. */
    List<Leg> talking() {
        return all.stream().flatMap(p -> p.talkingLeg().stream()).toList();
    }

    // ---- what the ACD decides

    void offered(AcdEvent.Offer e) {
        AgentPart asked = rung();
        if (asked == holder && holder.isRungByTheAcd()) {
            asked = another();
            beside.add(asked);
        }
        asked.offered(e);
    }

    void withdrawn(AcdEvent.Withdraw e) {
        offeredBy(e.offer()).withdrawn(e);
    }

    /** Connects them with the caller, who was in this queue until now. */
    void connected(AcdEvent.Connect e) {
        AgentPart winner = offeredBy(e.offer());
        if (beside.contains(winner)) {
            has(winner);
        }
        winner.connected(e);
    }

    /** The caller had left, and the ACD has released the agent already. */
    void connectedTooLate(AcdEvent.Connect e) {
        offeredBy(e.offer()).connectedTooLate(e);
    }

    private AgentPart offeredBy(long offer) {
        return all.stream().filter(p -> p.isOffered(offer)).findFirst().orElseGet(this::rung);
    }

    /** Who is rung, if anybody is; of several the first. */
    private AgentPart rung() {
        return call.consult().rung().or(call.phoneTransfers()::next).orElse(holder);
    }

    // ---- what the call asks

    /** The part whose phone rings for this agent. */
    Optional<AgentPart> ringing(AgentId agent) {
        return all.stream().filter(p -> p.rings(agent)).findFirst();
    }

    /** The phone that rings, and that somebody wants to take the place of. */
    Optional<AgentRing> rung(Replacement wanted) {
        return all.stream().flatMap(p -> p.rung(wanted).stream()).findFirst();
    }

    /** A command of an agent who has this call or is rung for it. */
    void fromDesk(AgentId by, Event event) {
        (event instanceof Event.DeskHangUp ? ringing(by) : Optional.<AgentPart>empty())
                .orElse(holder)
                .fromDesk(event);
    }

    /** Nobody is rung for the caller's place in a queue any more. */
    void leftQueue() {
        holder.leftQueue();
        List.copyOf(beside).forEach(AgentPart::leftQueue);
    }

    void callerGone() {
        holder.callerGone();
        List.copyOf(beside).forEach(AgentPart::callerGone);
    }

    /** There is more to show of the caller. */
    void popGrew(BiFunction<AgentId, ScreenPop, ScreenPop> grown) {
        all.forEach(p -> p.popGrew(grown));
    }

    /** Whether all phones' media have reported their end. */
    boolean isSettled() {
        beside.removeIf(p -> {
            boolean over = p.isIdle() && p.isSettled();
            if (over) {
                all.remove(p);
            }
            return over;
        });
        return all.stream().allMatch(AgentPart::isSettled);
    }
}
