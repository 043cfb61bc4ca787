package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.Board.QueueLine;
import org.helpline.core.AgentId;

/** Writes the {@link Board}; the lines of agents who have not changed are taken over. Confined to the ACD's loop. */
final class BoardWriter {

    private final Map<AgentId, Integer> slots = new HashMap<>();
    private final List<AgentLine> agents = new ArrayList<>();
    private WaitModel model = WaitModel.NOTHING;
    private WaitModel.Hour hour = model.hour(Instant.EPOCH);

    /** From now on this is known of the past. */
    void learn(WaitModel learnt) {
        model = learnt;
        hour = learnt.hour(Instant.EPOCH);
    }

    /** Agents came or went. */
    void reseat(Roster roster, Now now) {
        slots.clear();
        agents.clear();
        for (Seat seat : roster.seats()) {
            slots.put(seat.id(), agents.size());
            agents.add(line(seat, now));
        }
    }

    /** The agent's line is written anew; agents who have gone are passed over. */
    void changed(Seat seat, Now now) {
        Integer slot = slots.get(seat.id());
        if (slot != null) {
            agents.set(slot, line(seat, now));
        }
    }

    Board write(Roster roster, Now now) {
        if (!now.instant().isBefore(hour.until())) {
            hour = model.hour(now.instant());
        }
        List<QueueLine> queues = roster.queues().stream().map(q -> line(q, now)).toList();
        return new Board(now.instant(), queues, List.copyOf(agents));
    }

    private QueueLine line(AcdQueue queue, Now now) {
        Duration longest = queue.line.oldest().map(p -> now.since(p.sinceNanos)).orElse(Duration.ZERO);
        return new QueueLine(
                queue.settings.name(),
                queue.waiting(),
                longest,
                queue.offered,
                queue.answered,
                queue.answeredInTime,
                queue.abandoned,
                queue.sentOn,
                queue.callback,
                queue.promised,
                queue.reached,
                queue.missed,
                queue.line.length(),
                queue.loggedIn == 0
                        ? Optional.empty()
                        : model.tempo(queue.settings.name(), hour, queue.pace.seen(now.nanos())),
                queue.urgent);
    }

    private static AgentLine line(Seat seat, Now now) {
        Long ends = seat.timerEndsNanos;
        Optional<Instant> until = seat.state instanceof AgentState.WrapUp && ends != null
                ? Optional.of(now.instant().plusNanos(ends - now.nanos()))
                : Optional.empty();
        return new AgentLine(
                seat.id(),
                seat.settings.name(),
                seat.state.word(),
                seat.state.reason(),
                seat.since,
                until,
                seat.state.call(),
                seat.settings.queues(),
                seat.reachable);
    }
}
