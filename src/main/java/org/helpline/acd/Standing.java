package org.helpline.acd;

import java.util.Comparator;
import org.helpline.config.AcdSettings.Strategy;

/**
 * How an agent stands among the free ones of one queue; what it is compared by changes only while the agent is not listed.
 * Confined to the ACD's loop.
 */
final class Standing {

    final Seat seat;

    /** The number of the last offer of this queue to this agent; 0: none yet. */
    long lastOffer;

    /** The lot, drawn each time that the agent is listed; the least is first. */
    double lot;

    Standing(Seat seat) {
        this.seat = seat;
    }

    /** As it was. */
    void resume(Checkpoint.OfStanding was) {
        lastOffer = was.lastOffer();
        lot = was.lot();
    }

    /**
     * Draws a lot: of two agents one of weight 3 wins against one of weight 1 three times out of four. Lots are exponential and begin
     * where the last one that won lies: so those who keep theirs have the same chances as those who draw anew.
     */
    void draw(AcdQueue queue, Lots lots) {
        Strategy strategy = queue.settings.sharing().strategy();
        int weight = strategy == Strategy.WEIGHTED ? seat.settings.weights().getOrDefault(queue.settings.name(), 1) : 1;
        lot = queue.lastLot - Math.log(1 - lots.nextDouble()) / weight;
    }

    /** Who is rung first; of equals whoever has been idle longest. */
    static Comparator<Standing> order(Strategy strategy) {
        Comparator<Standing> idle = Comparator.comparingLong(s -> s.seat.idleNumber);
        return switch (strategy) {
            case LONGEST_IDLE, RING_ALL -> idle;
            case ROUND_ROBIN ->
                Comparator.<Standing>comparingLong(s -> s.lastOffer).thenComparing(idle);
            case FEWEST_CALLS ->
                Comparator.<Standing>comparingLong(s -> s.seat.calls).thenComparing(idle);
            case LEAST_TALK_TIME ->
                Comparator.<Standing>comparingLong(s -> s.seat.talkNanos).thenComparing(idle);
            case TOP_DOWN ->
                Comparator.<Standing>comparingInt(s -> s.seat.order).thenComparing(idle);
            case RANDOM, WEIGHTED ->
                Comparator.<Standing>comparingDouble(s -> s.lot).thenComparing(idle);
        };
    }
}
