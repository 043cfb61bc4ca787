package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.helpline.acd.Plan.Stage;
import org.helpline.core.QueueName;

/**
 * What changes for callers while they wait, by time: stages of what they need, the agent whom they wait for, and those who help out.
 * Each is looked at only when something falls due. Confined to the ACD's loop.
 */
final class Patience {

    private record Due(long atNanos, Place place) {}

    private final Roster roster;
    private final Unsettled unsettled;
    private final Effects out;
    private final PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> {
        int earlier = Long.signum(a.atNanos - b.atNanos);
        return earlier != 0 ? earlier : Long.compare(a.place.number, b.place.number);
    });

    Patience(Roster roster, Unsettled unsettled, Effects out) {
        this.roster = roster;
        this.unsettled = unsettled;
        this.out = out;
    }

    /** The caller joins: nobody may be offered them yet. */
    void begin(Place place, Now now) {
        place.ticket
                .plan()
                .prefer()
                .flatMap(p -> roster.seat(p.agent()))
                .filter(s -> isWorthWaitingFor(s, place))
                .ifPresent(place::prefer);
        expect(place, now);
    }

    /** Whoever is at work comes back to the phone by themselves. */
    private boolean isWorthWaitingFor(Seat seat, Place place) {
        return isAtWork(seat) && roster.queuesOf(seat).contains(place.queue);
    }

    static boolean isAtWork(Seat seat) {
        return seat.reachable
                && !seat.dismissed
                && switch (seat.state) {
                    case AgentState.Offline _, AgentState.NotReady _ -> false;
                    case AgentState.Ready _, AgentState.Pausing _, AgentState.Offered _ -> true;
                    case AgentState.Talking talking -> talking.next() instanceof AgentState.Next.ToReady;
                    case AgentState.WrapUp wrapUp -> wrapUp.next() instanceof AgentState.Next.ToReady;
                };
    }

    /** Whoever waited for this agent alone waits for anybody, unless the agent is at work. */
    void release(Seat seat) {
        if (!seat.wished.isEmpty() && !isAtWork(seat)) {
            List<Place> waited = new ArrayList<>();
            seat.wished.forEach(waited::add);
            waited.forEach(p -> change(p, () -> p.prefer(null)));
        }
    }

    /** What has fallen due. */
    void tick(Now now) {
        while (!due.isEmpty() && due.peek().atNanos - now.nanos() <= 0) {
            Place place = due.remove().place;
            if (waits(place)) {
                advance(place, now);
                expect(place, now);
            }
        }
    }

    private static boolean waits(Place place) {
        return !(place.state instanceof TicketState.Gone || place.state instanceof TicketState.Connected);
    }

    private void advance(Place place, Now now) {
        Duration stayed = place.stayed(now);
        while (place.hasNextStage() && next(place).from().compareTo(stayed) <= 0) {
            Stage next = next(place);
            List<AcdQueue> others = others(place, next);
            change(place, () -> place.relax(others));
            out.tell(new AcdEvent.Relaxed(
                    place.interaction(), place.queue.settings.name(), place.stage(), next.demand(), next.also()));
        }
        if (place.preferred() != null && preference(place).compareTo(stayed) <= 0) {
            change(place, () -> place.prefer(null));
        }
        Duration help = place.queue.settings.sharing().helpAfter();
        if (!help.isZero() && !place.isHelped() && help.compareTo(stayed) <= 0) {
            change(place, place::help);
        }
    }

    private List<AcdQueue> others(Place place, Stage stage) {
        return stage.also().stream()
                .sorted(Comparator.comparing(QueueName::value)) // a set's order is another in every run
                .flatMap(name -> roster.queue(name).stream())
                .filter(q -> q != place.queue)
                .toList();
    }

    private void change(Place place, Runnable change) {
        boolean open = place.mayBeOffered();
        if (open) {
            place.close(unsettled);
        }
        change.run();
        if (open) {
            place.open(unsettled);
        }
    }

    private static Stage next(Place place) {
        return place.ticket.plan().stages().get(place.stage() + 1);
    }

    private static Duration preference(Place place) {
        return place.ticket.plan().prefer().map(Plan.Preference::within).orElse(Duration.ZERO);
    }

    /** Notes when something changes next. */
    private void expect(Place place, Now now) {
        List<Duration> ahead = new ArrayList<>();
        if (place.hasNextStage()) {
            ahead.add(next(place).from());
        }
        if (place.preferred() != null) {
            ahead.add(preference(place));
        }
        Duration help = place.queue.settings.sharing().helpAfter();
        if (!help.isZero() && !place.isHelped()) {
            ahead.add(help);
        }
        ahead.stream().min(Duration::compareTo).ifPresent(first -> {
            long at = place.joinedNanos + first.toNanos();
            due.add(new Due(at - now.nanos() > 0 ? at : now.nanos(), place));
        });
    }

    /** Settings have changed: queues that may help can have come or gone, and those who help out be called sooner. */
    void settingsChanged(Now now) {
        for (AcdQueue queue : roster.queues()) {
            for (Place place : queue.line.places()) {
                List<AcdQueue> others =
                        others(place, place.ticket.plan().stages().get(place.stage()));
                if (!others.equals(place.also())) {
                    change(place, () -> place.alsoBy(others));
                }
                if (!place.isHelped() && !queue.settings.sharing().helpAfter().isZero()) {
                    expect(place, now);
                }
            }
        }
    }
}
