package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.ScreenPop;

/**
 * The call in each agent's hand, from the offer to the end of wrap-up. Read from any thread. Written by the loops of several calls and by the
 * ACD's: each write is one step, and a call changes only its own entry, so that none brings back what another has taken away.
 */
final class DeskCalls {

    private final Directory<AgentId, InHand> inHand = new Directory<>();
    private final Clock clock;
    private final WorkMarks marks;
    private final OpenPlaybooks playbooks;

    DeskCalls(Clock clock) {
        this.clock = clock;
        this.marks = new WorkMarks(clock);
        this.playbooks = new OpenPlaybooks(clock);
    }

    /** What agents have done about these calls beside talking. */
    WorkMarks marks() {
        return marks;
    }

    /** What agents have ticked in these calls' playbooks. */
    OpenPlaybooks playbooks() {
        return playbooks;
    }

    /** A call in hand with its handle. */
    record InHand(LiveCall call, DeskPort.DeskCall shown) {

        private InHand showing(ScreenPop pop) {
            return new InHand(call, shown.showing(pop));
        }
    }

    void offered(AgentId agent, LiveCall call, ScreenPop pop, Duration waited) {
        playbooks.begin(call.id(), pop.queue());
        inHand.put(
                agent,
                new InHand(
                        call, new DeskPort.DeskCall(call.id(), "offered", pop, call.arrived(), waited, clock.now())));
    }

    /** The agent calls somebody. */
    void dials(AgentId agent, LiveCall call, ScreenPop pop) {
        DeskPort.DeskCall shown =
                new DeskPort.DeskCall(call.id(), "offered", pop, call.arrived(), Duration.ZERO, clock.now());
        playbooks.begin(call.id(), pop.queue());
        inHand.put(agent, new InHand(call, shown.with(DeskPort.Hand.EMPTY.dialling())));
    }

    /** The agent's phone is picked up; the number is called. */
    void calling(AgentId agent, LiveCall call) {
        phase(agent, call, "calling");
    }

    void offerEnded(AgentId agent, LiveCall call) {
        inHand.removeIf(agent, h -> h.call() == call);
    }

    void talking(AgentId agent, LiveCall call) {
        phase(agent, call, "talking");
    }

    void held(AgentId agent, LiveCall call, boolean on) {
        phase(agent, call, on ? "held" : "talking");
    }

    void wrapUp(AgentId agent, LiveCall call) {
        hand(agent, call, DeskPort.Hand::over);
        phase(agent, call, "wrap-up");
    }

    void muted(AgentId agent, LiveCall call, boolean on) {
        hand(agent, call, h -> h.muted(on));
    }

    void consults(AgentId agent, LiveCall call, Optional<DeskPort.Consult> consult) {
        hand(agent, call, h -> h.consulting(consult));
    }

    void recorded(AgentId agent, LiveCall call, DeskPort.Taped taped) {
        hand(agent, call, h -> h.recorded(taped));
    }

    /** A supervisor listens to the agent, or no more. */
    void supervised(AgentId agent, LiveCall call, Optional<DeskPort.Supervised> by) {
        hand(agent, call, h -> h.supervised(by));
    }

    private void hand(AgentId agent, LiveCall call, UnaryOperator<DeskPort.Hand> change) {
        inHand.replace(
                agent,
                h -> h.call() == call
                        ? new InHand(call, h.shown().with(change.apply(h.shown().hand())))
                        : h);
    }

    /** There is more to show: what the agent's desk shows now; empty if it is the same, or the call no longer in that hand. */
    Optional<ScreenPop> completed(AgentId agent, LiveCall call, UnaryOperator<ScreenPop> grown) {
        Optional<ScreenPop> before = pop(agent, call);
        inHand.replace(
                agent, h -> h.call() == call ? h.showing(grown.apply(h.shown().pop())) : h);
        return pop(agent, call).filter(now -> !before.equals(Optional.of(now)));
    }

    private Optional<ScreenPop> pop(AgentId agent, LiveCall call) {
        return of(agent).filter(h -> h.call() == call).map(h -> h.shown().pop());
    }

    /** The agent's wrap-up is over, or the agent left. */
    void clear(AgentId agent) {
        inHand.remove(agent);
        marks.clear(agent);
    }

    Optional<InHand> of(AgentId agent) {
        return inHand.find(agent);
    }

    private void phase(AgentId agent, LiveCall call, String phase) {
        Instant now = clock.now();
        inHand.replace(agent, h -> h.call() == call ? new InHand(call, inPhase(h.shown(), phase, now)) : h);
    }

    /** A hold and its end leave the time as it is. */
    private static DeskPort.DeskCall inPhase(DeskPort.DeskCall s, String phase, Instant now) {
        Instant since = phase.equals("held") || s.phase().equals("held") ? s.since() : now;
        return s.in(phase, since);
    }
}
