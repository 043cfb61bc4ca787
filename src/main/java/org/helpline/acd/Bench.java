package org.helpline.acd;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.helpline.config.AcdSettings.Sharing;

/**
 * Free agents in the order in which they are rung; those who have what some callers need are a list of their own, from the first such
 * caller on. Confined to the ACD's loop.
 */
final class Bench {

    /** More kinds of needs than any queue has; then the lists are made anew. */
    private static final int MOST_DEMANDS = 64;

    private final Comparator<Standing> order;
    private final boolean skillsFirst;
    private final TreeSet<Standing> all;
    private final Map<Demand, TreeSet<Standing>> able = new HashMap<>();

    Bench(Sharing sharing) {
        this.order = Standing.order(sharing.strategy());
        this.skillsFirst = sharing.skillsFirst();
        this.all = new TreeSet<>(order);
    }

    void add(Standing standing) {
        all.add(standing);
        able.forEach((demand, list) -> {
            if (standing.seat.meets(demand)) {
                list.add(standing);
            }
        });
    }

    void remove(Standing standing) {
        if (all.remove(standing)) {
            able.values().forEach(list -> list.remove(standing));
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Iterable<Standing> all() {
        return all;
    }

    /** The least lot of those who are free, or that of the one who has just been taken if it is less. */
    double leastLot(Standing taken) {
        return all.isEmpty() ? taken.lot : Math.min(taken.lot, all.first().lot);
    }

    /** The first who can serve the caller; whoever refused them only when nobody else is free. */
    Optional<Seat> bestFor(Place place) {
        Optional<Seat> refused = Optional.empty();
        for (Standing standing : able(place.demand())) {
            if (!place.refusedBy.contains(standing.seat.id())) {
                return Optional.of(standing.seat);
            }
            refused = refused.isPresent() ? refused : Optional.of(standing.seat);
        }
        return refused;
    }

    /** Those who can serve whoever needs this, in the order in which they are rung. */
    NavigableSet<Standing> able(Demand demand) {
        if (demand.levels().isEmpty()) {
            return all;
        }
        TreeSet<Standing> known = able.get(demand);
        if (known != null) {
            return known;
        }
        if (able.size() >= MOST_DEMANDS) {
            able.clear();
        }
        TreeSet<Standing> list = new TreeSet<>(skillsFirst ? bySkill(demand) : order);
        all.stream().filter(s -> s.seat.meets(demand)).forEach(list::add);
        able.put(demand, list);
        return list;
    }

    private Comparator<Standing> bySkill(Demand demand) {
        return Comparator.<Standing>comparingInt(s -> -demand.levelOf(s.seat.settings.skills()))
                .thenComparing(order);
    }
}
