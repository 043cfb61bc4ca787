package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.ScreenPop;

/** The call in each agent's hand, from the offer to the end of wrap-up. Written by the call's loop, read from any thread. */
final class DeskCalls {

    private final Directory<AgentId, InHand> inHand = new Directory<>();
    private final Clock clock;

    DeskCalls(Clock clock) {
        this.clock = clock;
    }

    /** A call in hand with its handle. */
    record InHand(LiveCall call, DeskPort.DeskCall shown) {}

    void offered(AgentId agent, LiveCall call, ScreenPop pop, Duration waited) {
        inHand.put(
                agent,
                new InHand(
                        call, new DeskPort.DeskCall(call.id(), "offered", pop, call.arrived(), waited, clock.now())));
    }

    void offerEnded(AgentId agent, LiveCall call) {
        mine(agent, call).ifPresent(h -> inHand.remove(agent));
    }

    void talking(AgentId agent, LiveCall call) {
        phase(agent, call, "talking");
    }

    void held(AgentId agent, LiveCall call, boolean on) {
        phase(agent, call, on ? "held" : "talking");
    }

    void wrapUp(AgentId agent, LiveCall call) {
        phase(agent, call, "wrap-up");
    }

    /** The agent's wrap-up is over, or the agent left. */
    void clear(AgentId agent) {
        inHand.remove(agent);
    }

    Optional<InHand> of(AgentId agent) {
        return inHand.find(agent);
    }

    private Optional<InHand> mine(AgentId agent, LiveCall call) {
        return inHand.find(agent).filter(h -> h.call() == call);
    }

    private void phase(AgentId agent, LiveCall call, String phase) {
        mine(agent, call).map(InHand::shown).ifPresent(s -> {
            Instant since = phase.equals("held") || s.phase().equals("held") ? s.since() : clock.now();
            inHand.put(
                    agent,
                    new InHand(
                            call,
                            new DeskPort.DeskCall(s.interaction(), phase, s.pop(), s.arrived(), s.waited(), since)));
        });
    }
}
