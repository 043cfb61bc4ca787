package org.helpline.interaction;

import java.util.Optional;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.QueueName;

/**
 * What a supervisor does with one call, past the script and the agent who have the caller. Each answers with the sentence that refuses it,
 * or empty. Confined to the call's loop.
 *
 * @param by the supervisor's account
 */
record Overruled(LiveCall call, String by) {

    private static final String NOT_NOW = "This caller neither waits in a queue nor talks with an agent now.";

    /** Sends the caller to a queue, where they are the last. */
    Optional<String> move(QueueName to) {
        if (call.queue().waitsIn().filter(to::equals).isPresent()) {
            return Optional.of("The caller waits in that queue already.");
        }
        return take(new Transfer.ToQueue(to), to);
    }

    /** Sends a caller who talks with an agent to another one. */
    Optional<String> assign(AgentId to) {
        if (call.agent().talksWith(to)) {
            return Optional.of("The caller talks with that agent already.");
        }
        Optional<QueueName> queue = call.queue().lastQueue();
        return queue.isEmpty() ? Optional.of(NOT_NOW) : take(new Transfer.ToAgent(to), queue.get());
    }

    private Optional<String> take(Transfer target, QueueName queue) {
        Optional<String> refusal = isFree() ? call.control().mayGo(target) : Optional.of(NOT_NOW);
        if (refusal.isPresent()) {
            return refusal;
        }
        Optional<AgentId> talker = call.agent().talker();
        if (talker.isEmpty()) {
            call.queue().leave(LeaveReason.SENT_ON);
            call.agent().leftQueue();
        } else {
            call.handovers().transferred(talker.get());
            call.agent().leave("A supervisor moved the caller");
        }
        call.tell(new CallFact.Moved(by, target.words()));
        call.waitIn(queue, target instanceof Transfer.ToAgent a ? Optional.of(a.colleague()) : Optional.empty());
        return Optional.empty();
    }

    /** Whether the caller waits or talks, and nobody else is being brought in. */
    private boolean isFree() {
        boolean isAlone = !call.consult().isOn()
                && call.phoneTransfers().next().isEmpty()
                && !call.callback().awaitsCustomer()
                && !call.joinedOutside().isUnderWay()
                && !call.sentOn().isUnderWay();
        return isAlone
                && (call.queue().waitsIn().isPresent() || call.agent().talker().isPresent());
    }

    /** Ends the call; the caller who waits is not counted among those who hung up. */
    Optional<String> hangUp() {
        boolean isOurs =
                call.queue().waitsIn().isPresent() || call.agent().talker().isPresent();
        if (isOurs) {
            call.queue().leave(LeaveReason.SENT_ON);
            call.agent().leftQueue();
            call.endBy(by + " ended the call at the board.");
        }
        return isOurs ? Optional.empty() : Optional.of(NOT_NOW);
    }

    Optional<String> gone() {
        return call.isEnding() ? Optional.of("This call is over.") : Optional.empty();
    }

    /** The agent's phone has rung for the caller by the supervisor's word. */
    void given(AgentId to) {
        call.tell(new CallFact.Moved(by, to.value()));
    }

    void putFirst() {
        call.tell(new CallFact.PutFirst(by));
    }
}
