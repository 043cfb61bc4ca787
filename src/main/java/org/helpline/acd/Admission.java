package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings.Presence;

/**
 * Who may join a queue at all.
 *
 * @param hoursOpen whether the hours of that name are open now
 */
record Admission(Roster roster, Predicate<String> hoursOpen) {

    /** Why a queue does not take a caller; empty if it does. */
    Optional<String> refusal(AcdQueue queue, Ticket ticket, Now now) {
        if (ticket.only().isPresent()) {
            Optional<Seat> seat = roster.seat(ticket.only().get()).filter(s -> s.isLoggedIn() && !s.dismissed);
            return ticket.atOnce().isPresent()
                    ? absence(seat)
                    : seat.isPresent() ? Optional.empty() : Optional.of("nobody serving");
        }
        if (isClosed(queue)) {
            return Optional.of("closed");
        }
        if (isUnserved(queue, ticket)) {
            return Optional.of(nobody(ticket));
        }
        if (isAllOnBreak(queue, ticket)) {
            return Optional.of(nobodyReady(ticket));
        }
        if (queue.isFull()) {
            return Optional.of("full");
        }
        return isTooLong(queue, ticket, now) ? Optional.of("expected wait") : Optional.empty();
    }

    private boolean isAllOnBreak(AcdQueue queue, Ticket ticket) {
        return queue.settings.joining().presence() == Presence.READY
                && !roster.isStaffed(queue, ticket.plan().stages());
    }

    /** Nobody is turned away for a wait that is not known, or while an agent is free. */
    private static boolean isTooLong(AcdQueue queue, Ticket ticket, Now now) {
        Duration most = queue.settings.joining().maxExpected();
        if (most.isZero()) {
            return false;
        }
        Place there = new Place(ticket, queue, Optional.empty(), Long.MAX_VALUE, now.nanos());
        there.enters(); // in the lane where they would stand
        return queue.free().bestFor(there).isEmpty()
                && queue.pace
                        .interval(now.nanos())
                        .filter(i -> i.multipliedBy(1L + queue.line.positionOf(there))
                                        .compareTo(most)
                                > 0)
                        .isPresent();
    }

    /** Why an agent cannot be rung this moment; empty if they can. */
    private static Optional<String> absence(Optional<Seat> seat) {
        return switch (seat.map(s -> s.state).orElse(new AgentState.Offline())) {
            case AgentState.Offline _, AgentState.NotReady _ -> Optional.of(Acd.Missed.NOT_THERE);
            case AgentState.Ready _ ->
                seat.filter(s -> s.reachable).isPresent() ? Optional.empty() : Optional.of(Acd.Missed.NOT_THERE);
            case AgentState.Pausing _, AgentState.Offered _ -> Optional.of(Acd.Missed.BUSY);
            case AgentState.Talking _, AgentState.WrapUp _ -> Optional.of(Acd.Missed.BUSY);
        };
    }

    /** Whether nobody who could take the caller is logged in, and the caller shall not wait for that to change. */
    boolean isUnserved(AcdQueue queue, Ticket ticket) {
        return queue.settings.joining().presence() != Presence.ALWAYS
                && (ticket.orNobody() || queue.settings.nobody().isPresent())
                && !roster.isServed(queue, ticket.plan().stages());
    }

    /** The same for a caller who is in line; also whether the agent for whom alone they wait is not there. */
    boolean isLeftAlone(Place place) {
        return place.ticket
                .only()
                .map(agent -> roster.seat(agent).filter(Seat::isLoggedIn).isEmpty())
                .orElseGet(() -> isUnserved(place.queue, place.ticket));
    }

    /** Nobody serves, or nobody with the skills that the caller needs. */
    static String nobody(Ticket ticket) {
        String needs = needs(ticket);
        return needs.isEmpty() ? "nobody serving" : "nobody" + needs;
    }

    /** Those who serve are all on a break, or those with the skills that the caller needs. */
    static String nobodyReady(Ticket ticket) {
        return "nobody ready" + needs(ticket);
    }

    /** {@code  with german 3}, or nothing. */
    private static String needs(Ticket ticket) {
        String needs = ticket.plan().stages().getLast().demand().words();
        return needs.isEmpty() ? "" : " with " + needs;
    }

    boolean isClosed(AcdQueue queue) {
        return queue.dismissed || isAfterHours(queue);
    }

    /** Whether those who wait already wait in vain: nobody who could serve out a queue that is no longer in the settings is there. */
    boolean isOver(AcdQueue queue) {
        return isDeserted(queue) || isAfterHours(queue);
    }

    /** Whether the queue is no longer in the settings, and nobody is left who served it. */
    static boolean isDeserted(AcdQueue queue) {
        return queue.dismissed && queue.loggedIn == 0;
    }

    private boolean isAfterHours(AcdQueue queue) {
        return queue.settings.hours().filter(h -> !hoursOpen.test(h)).isPresent();
    }
}
