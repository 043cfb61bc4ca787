package org.helpline.acd;

import java.util.List;
import java.util.Optional;
import org.helpline.core.QueueName;

/**
 * A queue as it is for a caller who has not joined it yet.
 *
 * @param expected how long they would be likely to wait, rounded outwards; zero when nobody waits and an agent is free; empty while it
 *     cannot be known: nobody serves, or too few callers have been answered out of a backlog
 * @param waiting callers who wait now
 * @param agents who serve it and are logged in, whatever they do
 * @param free those of them who would be rung at once
 */
public record AtTheDoor(Optional<WaitRange> expected, int waiting, int agents, int free) {

    /** A queue of which nothing is known. */
    public static final AtTheDoor UNKNOWN = new AtTheDoor(Optional.empty(), 0, 0, 0);

    /** What a board says of a queue. */
    static AtTheDoor of(Board board, QueueName queue) {
        return board.line(queue).map(line -> of(board, line)).orElse(UNKNOWN);
    }

    private static AtTheDoor of(Board board, Board.QueueLine line) {
        List<Board.AgentLine> agents = board.agents().stream()
                .filter(a -> a.queues().contains(line.queue()) && !a.state().equals("offline"))
                .toList();
        int free = (int) agents.stream()
                .filter(a ->
                        a.reachable() && a.state().equals("ready") && a.reason().isEmpty())
                .count();
        boolean atOnce = free > 0 && line.inLine() == 0;
        return new AtTheDoor(
                atOnce ? Optional.of(WaitRange.NONE) : ExpectedWait.of(line, line.inLine() + 1),
                line.waiting(),
                agents.size(),
                free);
    }
}
