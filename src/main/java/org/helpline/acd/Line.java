package org.helpline.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Callers in line, of a queue or for one agent alone. Those who are being offered keep their place. Confined to the ACD's loop.
 */
final class Line {

    /** So many hear of each move at once. */
    static final int FIRST = 20;

    /** Of the others so many are told at each tick: nobody minds some seconds at place 2,000. */
    static final int SLICE = 200;

    private final RankTree all = new RankTree(Place.TURN);
    private final TreeSet<Place> byAge = new TreeSet<>(Place.AGE);
    private final Set<Place> impatient = new LinkedHashSet<>();
    private final Map<List<Plan.Stage>, Integer> plans = new HashMap<>();
    private final Unsettled unsettled;
    private int callbacks;
    private boolean moved;

    /** The rank from which those behind are told at the next tick; 0: all of them know. */
    private int untold;

    /** Those of them who may be offered, but for those who wait for one agent for a while. */
    final Heads heads = new Heads();

    Line(Unsettled unsettled) {
        this.unsettled = unsettled;
    }

    void add(Place place) {
        place.enters();
        stand(place);
        offerLost(place);
        if (place.ticket.maxWait().isPresent()) {
            impatient.add(place);
        }
        moved = true;
    }

    private void stand(Place place) {
        all.add(place);
        plans.merge(place.ticket.plan().stages(), 1, Integer::sum);
        if (place.promise != null) {
            callbacks++;
        } else {
            byAge.add(place);
        }
    }

    // ---- checkpoints

    Checkpoint.OfLine checkpoint() {
        return new Checkpoint.OfLine(
                moved, untold, impatient.stream().map(p -> p.number).toList());
    }

    /** Somebody stands where they stood; {@code open}: agents may be offered them. */
    void resume(Place place, boolean open) {
        stand(place);
        if (open) {
            place.stand();
        }
    }

    /** When all stand in it: as it was. */
    void resume(Checkpoint.OfLine was, LongFunction<Place> places) {
        moved = was.moved();
        untold = was.untold();
        was.impatient().forEach(number -> impatient.add(places.apply(number)));
    }

    void remove(Place place) {
        if (!all.remove(place)) {
            return;
        }
        plans.computeIfPresent(place.ticket.plan().stages(), (_, n) -> n == 1 ? null : n - 1);
        offered(place);
        if (!byAge.remove(place)) {
            callbacks--;
        }
        impatient.remove(place);
        moved = true;
    }

    /** The caller is being offered: not the next one for anybody else. */
    void offered(Place place) {
        place.close(unsettled);
    }

    /** The offer came to nothing: next again, at the same place. */
    void offerLost(Place place) {
        if (!place.mayBeOffered()) {
            place.open(unsettled);
        }
    }

    /** All leave the line and come back where their turn is now. */
    void reorder() {
        everybody().forEach(place -> reorder(place, _ -> {}));
    }

    /** Somebody of the line leaves it, changes, and comes back. */
    void reorder(Place place, Consumer<Place> change) {
        boolean open = place.mayBeOffered();
        remove(place);
        change.accept(place);
        add(place);
        if (!open) {
            offered(place);
        }
    }

    /** What those in line need, each once. */
    Set<List<Plan.Stage>> plans() {
        return plans.keySet();
    }

    Optional<Place> oldest() {
        return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first());
    }

    /** Callers; call-backs do not count. */
    int size() {
        return all.size() - callbacks;
    }

    /** Callers and call-backs. */
    int length() {
        return all.size();
    }

    /** Whether somebody is offered to nobody. */
    boolean hasBacklog() {
        return !heads.isEmpty();
    }

    /** Callers whose longest wait is their own. */
    List<Place> impatient() {
        return List.copyOf(impatient);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Callers in their turn; no call-backs. */
    List<Place> places() {
        return everybody().stream().filter(p -> p.promise == null).toList();
    }

    /** The first of them, so many at most; no call-backs. */
    List<Place> first(int most) {
        return all.from(1, most).stream().filter(p -> p.promise == null).toList();
    }

    private List<Place> everybody() {
        return all.from(1, all.size());
    }

    /** Those who joined at {@code latestNanos} or before, oldest first. */
    List<Place> olderThan(long latestNanos) {
        List<Place> old = new ArrayList<>();
        for (Iterator<Place> it = byAge.iterator(); it.hasNext(); ) {
            Place place = it.next();
            if (place.joinedNanos - latestNanos > 0) {
                break;
            }
            old.add(place);
        }
        return old;
    }

    /** Tells the first callers whose position is no longer the one told before; the others hear of it by {@link #tellNext}. */
    void tellPositions(Consumer<Place> told) {
        if (!moved) {
            return;
        }
        moved = false;
        tell(1, FIRST, told);
        if (all.size() > FIRST && untold == 0) {
            untold = FIRST + 1;
        }
    }

    /** At each tick: tells some more of the callers whose position is no longer the one told before. */
    void tellNext(Consumer<Place> told) {
        if (untold == 0) {
            return;
        }
        tell(untold, SLICE, told);
        untold = untold + SLICE > all.size() ? 0 : untold + SLICE;
    }

    private void tell(int from, int most, Consumer<Place> told) {
        int position = from;
        for (Place place : all.from(from, most)) {
            if (place.toldPosition != position) {
                place.toldPosition = position;
                told.accept(place);
            }
            position++;
        }
    }

    /** From 1; of a place that is not in line: how many stand before it. */
    int positionOf(Place place) {
        return all.rank(place);
    }
}
