package org.helpline.desk;

import java.time.Instant;
import java.util.Optional;
import org.helpline.acd.Board.AgentLine;
import org.helpline.core.AgentFact;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.interaction.DeskPort.DeskCall;
import org.helpline.interaction.DeskPort.Snapshot;

/**
 * Brings a snapshot up to a fact. The house's snapshot and its facts come from different loops, so a snapshot that is read on
 * a fact may not show it yet; what the fact says is then laid over it. A snapshot newer than the fact stays as it is. Pure.
 */
final class Overlay {

    private Overlay() {}

    /** The snapshot, at least as new as the fact. */
    static Snapshot apply(Snapshot now, Published published) {
        Fact fact = published.fact();
        return switch (fact) {
            case AgentFact.StateChanged changed -> changed(now, changed, published.at());
            case QueueFact.Offered offered -> offered(now, offered, published);
            case QueueFact.PopCompleted completed ->
                holds(now, published.stream())
                        ? withCall(now, now.call().orElseThrow().showing(completed.pop()))
                        : now;
            case QueueFact.OfferAccepted _ -> phase(now, published, "offered", "talking");
            case QueueFact.OfferEnded _ -> isInPhase(now, published, "offered") ? withoutCall(now) : now;
            case CallFact.Held held -> held.by().equals("desk") ? phase(now, published, "talking", "held") : now;
            case CallFact.Resumed resumed ->
                resumed.by().equals("desk") ? phase(now, published, "held", "talking") : now;
            default -> now; // the others change nothing that a snapshot shows
        };
    }

    private static Snapshot changed(Snapshot now, AgentFact.StateChanged fact, Instant at) {
        AgentLine line = now.agent();
        if (line.state().equals(fact.state()) || line.since().isAfter(at)) {
            return now;
        }
        Snapshot next = new Snapshot(state(line, fact.state(), fact.reason(), at), now.call(), now.playbook());
        return switch (fact.state()) {
            case "ready", "not-ready", "offline" -> withoutCall(next);
            case "wrap-up" ->
                next.call().map(c -> withCall(next, phase(c, "wrap-up", at))).orElse(next);
            default -> next;
        };
    }

    private static Snapshot offered(Snapshot now, QueueFact.Offered fact, Published published) {
        if (holds(now, published.stream())) {
            return now;
        }
        Instant at = published.at();
        DeskCall call = new DeskCall(
                new InteractionId(published.stream()),
                "offered",
                fact.pop(),
                at.minusMillis(published.offsetMillis()),
                fact.waited(),
                at);
        boolean isOlder = now.agent().since().isBefore(at);
        AgentLine line = isOlder ? state(now.agent(), "offered", "", at) : now.agent();
        return new Snapshot(line, Optional.of(call), now.playbook());
    }

    private static Snapshot phase(Snapshot now, Published published, String from, String to) {
        return isInPhase(now, published, from)
                ? withCall(now, phase(now.call().orElseThrow(), to, published.at()))
                : now;
    }

    private static boolean isInPhase(Snapshot now, Published published, String phase) {
        return holds(now, published.stream())
                && now.call().orElseThrow().phase().equals(phase)
                && !now.call().orElseThrow().since().isAfter(published.at());
    }

    private static boolean holds(Snapshot now, String interaction) {
        return now.call().isPresent()
                && now.call().orElseThrow().interaction().value().equals(interaction);
    }

    /** The house's {@code since} does not begin anew with a hold or its end. */
    private static DeskCall phase(DeskCall c, String phase, Instant at) {
        boolean isHold = phase.equals("held") || c.phase().equals("held");
        return c.phase().equals(phase) ? c : c.in(phase, isHold ? c.since() : at);
    }

    private static AgentLine state(AgentLine a, String state, String reason, Instant at) {
        return new AgentLine(
                a.agent(), a.name(), state, reason, at, Optional.empty(), a.interaction(), a.queues(), a.reachable());
    }

    private static Snapshot withCall(Snapshot now, DeskCall call) {
        return new Snapshot(now.agent(), Optional.of(call), now.playbook());
    }

    private static Snapshot withoutCall(Snapshot now) {
        return new Snapshot(now.agent(), Optional.empty(), Optional.empty());
    }
}
