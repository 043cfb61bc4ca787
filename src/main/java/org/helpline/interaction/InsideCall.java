package org.helpline.interaction;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.call.AgentRing;
import org.helpline.call.Beside;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.TransferWish;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook.Reach;

/**
 * A call from a phone of the house to somebody else of it: no script, no queue. It is answered when they answer, and what an agent asks
 * before a caller is transferred. Confined to the call's loop.
 */
final class InsideCall {

    /** What the queue's answer about whoever is called is told by. */
    static final long TOKEN = -2;

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final AgentId by;
    private boolean lending;
    private Runnable afterwards = () -> {};

    InsideCall(LiveCall call, House house, CallerLeg caller, AgentId by) {
        this.call = call;
        this.house = house;
        this.caller = caller;
        this.by = by;
    }

    void begin(Reach reach) {
        house.inside().put(caller.arrival().callId(), call);
        caller.ring();
        switch (reach) {
            case Reach.Agent a -> call.queue().direct(a.agent(), PhoneTransfers.RING, List.of(), TOKEN);
            case Reach.Phone p -> call.agent().ringPhone(p.extension(), PhoneTransfers.RING, false, this::notReached);
            case Reach.Outside o -> call.agent().ringNumber(o.number(), PhoneTransfers.RING, false, this::notReached);
            case Reach.Queue _, Reach.Script _ -> throw new IllegalStateException("nobody rings there: " + reach);
        }
    }

    void notReached(Missed.Why why) {
        boolean busy = why == Missed.Why.BUSY;
        String sentence = "Nobody took the call: " + NobodyThere.explained(why) + ".";
        call.tell(new CallFact.Refused(busy ? 486 : 480, sentence));
        caller.refuse(busy ? 486 : 480, busy ? "Busy Here" : "Temporarily Unavailable", 0);
        call.finish("not-reached", "server", sentence);
    }

    /** Answers, now that the other one has; their media must be bridged. */
    void answer(Leg other) {
        if (!caller.isUp()) {
            caller.beside(other);
            call.answer();
        }
    }

    /** Whether this is the call with somebody that the agent's phone means. */
    boolean isMeant(AgentId agent, TransferWish wish) {
        return by.equals(agent) && wish.names(caller);
    }

    /**
     * Whoever is called here goes to a caller whose call is on another loop: their sound first, then they.
     *
     * @param wish of the agent's phone on that loop; only whom it names is read here
     * @param theirs that call
     * @param told here, later: who is to be taken over there, after which {@link #lent} must follow here; empty if nobody is, and this call goes on
     */
    void lend(
            AgentId agent,
            TransferWish wish,
            Beside to,
            InteractionId theirs,
            Consumer<Optional<AgentPart.Given>> told) {
        Optional<AgentRing> ring =
                isMeant(agent, wish) && !call.isEnding() ? call.agent().givable() : Optional.empty();
        if (ring.isEmpty() || lending) {
            told.accept(Optional.empty());
            return;
        }
        lending = true;
        house.calls().bring(ring.get(), to, brought -> {
            Optional<AgentPart.Given> given = brought ? give(to, theirs) : Optional.empty();
            told.accept(given);
            if (given.isEmpty()) {
                lending = false;
                afterwards.run();
            }
        });
    }

    /** They are with the caller, and the agent's phone was told so: only now does this call end, or the phone would wonder. */
    void lent(InteractionId theirs) {
        lending = false;
        call.finish("served", "agent", "The call went on with the caller of " + theirs + ".");
        afterwards.run();
    }

    private Optional<AgentPart.Given> give(Beside to, InteractionId theirs) {
        Optional<AgentPart.Given> given = call.agent()
                .give()
                .flatMap(g -> house.calls()
                        .elsewhere(g.phone(), to)
                        .map(ring -> new AgentPart.Given(ring, g.agent(), g.onHold())));
        given.flatMap(AgentPart.Given::agent).ifPresent(a -> house.acd().handedOver(call.id(), theirs, a));
        return given;
    }

    /** The agent's phone has hung up here: some do so once a transfer is accepted. Whether {@code end} waits for what becomes of it. */
    boolean defers(Runnable end) {
        if (lending) {
            afterwards = end;
        }
        return lending;
    }

    void close() {
        house.inside().removeIf(caller.arrival().callId(), c -> c == call);
    }
}
