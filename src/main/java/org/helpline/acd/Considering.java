package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.QueueFact.Passed;
import org.jspecify.annotations.Nullable;

/**
 * Says of a decision who was rung, and why nobody else was. Of few agents each is named; of many the first who would have been next,
 * and counts. Looks only, changes nothing. Confined to the ACD's loop.
 */
final class Considering {

    /** So many agents are all named. */
    static final int FEW = 32;

    /** Of more so many. */
    static final int FIRST = 20;

    private final Place place;
    private final Now now;
    private final boolean few;
    private final Map<Verdict, Map<String, List<AgentId>>> named = new EnumMap<>(Verdict.class);
    private final Map<Verdict, Integer> more = new EnumMap<>(Verdict.class);

    private Considering(Place place, Now now) {
        this.place = place;
        this.now = now;
        this.few = place.mayServe().stream().mapToInt(q -> q.crew.size()).sum() <= FEW;
    }

    /** The agent is about to be rung. */
    static AcdEvent.Decided rings(Place place, Seat seat, long offer, Now now) {
        Considering considering = new Considering(place, now);
        considering.consider(seat);
        return considering.decided(offer, Optional.of(seat.id()), considering.because(seat));
    }

    /** Nobody can be rung. */
    static AcdEvent.Decided nobody(Place place, Now now) {
        Considering considering = new Considering(place, now);
        considering.consider(null);
        return considering.decided(0, Optional.empty(), "");
    }

    private AcdEvent.Decided decided(long offer, Optional<AgentId> rung, String because) {
        List<Passed> passed = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            named.getOrDefault(verdict, Map.of())
                    .forEach((why, agents) -> passed.add(new Passed(why, List.copyOf(agents), 0)));
            int others = more.getOrDefault(verdict, 0);
            if (others > 0) {
                passed.add(new Passed(verdict.words(), List.of(), others));
            }
        }
        return new AcdEvent.Decided(
                offer,
                place.interaction(),
                place.queue.settings.name(),
                rung,
                because,
                place.demand().words(),
                List.copyOf(passed));
    }

    private void consider(@Nullable Seat rung) {
        Seat alone = place.alone();
        if (alone != null && place.ticket.only().isPresent()) {
            if (alone != rung) {
                name(Verdict.of(alone), state(alone), alone);
            }
            return; // nobody else was asked for
        }
        for (AcdQueue queue : place.mayServe()) {
            if (few) {
                queue.crew.serving.stream().filter(s -> s != rung).forEach(s -> name(s, queue));
                if (queue == place.queue) {
                    queue.crew.helping.stream().filter(s -> s != rung).forEach(s -> name(s, queue));
                }
            } else {
                nameSome(queue, rung);
            }
        }
    }

    private void name(Seat seat, AcdQueue queue) {
        Verdict verdict = verdict(seat, queue);
        name(verdict, why(verdict, seat, queue), seat);
    }

    private void name(Verdict verdict, String why, Seat seat) {
        named.computeIfAbsent(verdict, _ -> new LinkedHashMap<>())
                .computeIfAbsent(why, _ -> new ArrayList<>())
                .add(seat.id());
    }

    private Verdict verdict(Seat seat, AcdQueue queue) {
        Verdict state = Verdict.of(seat);
        if (state == Verdict.NOT_LOGGED_IN) {
            return state;
        }
        if (!seat.meets(place.demand())) {
            return Verdict.LACKS;
        }
        if (seat.state instanceof AgentState.Offered offered
                && place.interaction().equals(offered.interaction())) {
            return Verdict.RUNG;
        }
        if (state != Verdict.LATER) {
            return state;
        }
        if (place.alone() != null) {
            return Verdict.NOT_PREFERRED;
        }
        if (!seat.serves.contains(queue) && !place.mayBeHelped()) {
            return Verdict.HELPS_LATER;
        }
        return place.refusedBy.contains(seat.id()) ? Verdict.REFUSED : Verdict.LATER;
    }

    private String why(Verdict verdict, Seat seat, AcdQueue queue) {
        return switch (verdict) {
            case LATER -> verdict.words() + ": " + key(seat, queue);
            case LACKS -> verdict.words() + " " + place.demand().missing(seat.settings.skills());
            case BUSY, NOT_READY -> state(seat);
            case HELPS_LATER -> {
                Duration after = queue.settings.sharing().helpAfter();
                yield after.isZero()
                        ? "helps out only while the queue is urgent"
                        : "helps out after " + after.toSeconds() + " s";
            }
            case RUNG, REFUSED, NOT_PREFERRED, PAUSING, NO_PHONE, NOT_LOGGED_IN -> verdict.words();
        };
    }

    private static String state(Seat seat) {
        return switch (seat.state) {
            case AgentState.Talking _ -> "busy: talks";
            case AgentState.Offered _ -> "busy: another call rings";
            case AgentState.WrapUp _ -> "busy: in wrap-up";
            case AgentState.NotReady(String reason) when !reason.isEmpty() -> "not ready: " + reason;
            case AgentState.NotReady _, AgentState.Offline _, AgentState.Ready _, AgentState.Pausing _ ->
                Verdict.of(seat).words();
        };
    }

    /** By what the strategy compares agents. */
    private String key(Seat seat, AcdQueue queue) {
        String key = switch (queue.settings.sharing().strategy()) {
            case LONGEST_IDLE, RING_ALL ->
                "idle " + Duration.between(seat.since, now.instant()).toSeconds() + " s";
            case ROUND_ROBIN -> {
                long last = seat.standing(queue).lastOffer;
                yield last == 0 ? "not rung yet" : "last rung with offer " + last;
            }
            case FEWEST_CALLS -> seat.calls + (seat.calls == 1 ? " call" : " calls");
            case LEAST_TALK_TIME -> "talked " + Duration.ofNanos(seat.talkNanos).toSeconds() + " s";
            case TOP_DOWN -> "place " + (seat.order + 1);
            case RANDOM, WEIGHTED -> "lot " + Math.round(seat.standing(queue).lot * 1000) / 1000.0;
        };
        boolean bySkill = queue.settings.sharing().skillsFirst()
                && !place.demand().levels().isEmpty();
        return bySkill ? "level " + place.demand().levelOf(seat.settings.skills()) + ", " + key : key;
    }

    private String because(Seat seat) {
        if (place.alone() == seat) {
            return place.ticket.only().isPresent() ? "asked for" : "preferred";
        }
        AcdQueue by = place.mayServe().stream()
                .filter(q -> seat.serves.contains(q))
                .findFirst()
                .orElse(place.queue);
        Strategy strategy = by.settings.sharing().strategy();
        String because = strategy.words() + ": " + key(seat, by);
        if (!seat.serves.contains(by)) {
            because = "helps out, " + because;
        } else if (by != place.queue) {
            because = "of queue " + by.settings.name() + ", " + because;
        }
        return place.refusedBy.contains(seat.id()) ? because + "; did not take this caller before" : because;
    }

    /** Those who would have been next, and how many others could not be rung. */
    private void nameSome(AcdQueue queue, @Nullable Seat rung) {
        int room = FIRST
                - named.values().stream()
                        .flatMap(m -> m.values().stream())
                        .mapToInt(Collection::size)
                        .sum();
        NavigableSet<Standing> able = queue.free().able(place.demand());
        int next = 0;
        for (Iterator<Standing> it = able.iterator(); it.hasNext() && next < room; ) {
            Seat seat = it.next().seat;
            if (seat != rung) {
                name(seat, queue);
                next++;
            }
        }
        boolean ofThese = rung != null && rung.listedIn.contains(queue) && rung.serves.contains(queue);
        add(Verdict.LATER, able.size() - next - (ofThese ? 1 : 0));
        add(Verdict.LACKS, queue.crew.count(Verdict.LATER) - able.size());
        for (Verdict v :
                List.of(Verdict.BUSY, Verdict.PAUSING, Verdict.NO_PHONE, Verdict.NOT_READY, Verdict.NOT_LOGGED_IN)) {
            add(v, queue.crew.count(v));
        }
    }

    private void add(Verdict verdict, int count) {
        if (count > 0) {
            more.merge(verdict, count, Integer::sum);
        }
    }
}
