package org.helpline.acd;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who is offered to whom: over all queues with a free agent, the caller with the longest wait, priority counted in;
 * to the agent of that queue who is the first by its strategy. One look at the head of each line, whatever their length;
 * those who need the same skills are a line of their own. Pure.
 */
final class Routing {

    private Routing() {}

    /** A caller and an agent who is free for them. */
    record Match(Place place, Seat seat) {}

    /**
     * The next match.
     *
     * @param awaited agents for whom alone somebody waits
     */
    static Optional<Match> next(Collection<AcdQueue> queues, Collection<Seat> awaited) {
        Stream<Match> byQueue = queues.stream()
                .filter(AcdQueue::hasFreeAgent)
                .flatMap(q -> q.line.heads().stream())
                .flatMap(p -> p.queue.bestFor(p).map(s -> new Match(p, s)).stream());
        Stream<Match> byAgent =
                awaited.stream().filter(Seat::isFree).flatMap(s -> s.own.next().map(p -> new Match(p, s)).stream());
        return Stream.concat(byQueue, byAgent).min((a, b) -> Place.TURN.compare(a.place, b.place));
    }
}
