package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.QueueName;

/**
 * What callers of a queue would have been told by a model, and where their waits then lay in it. Plays the past through the same
 * {@link Pace} by which the model is told what is seen now. One use.
 */
final class Hindsight {

    private final WaitModel model;
    private final QueueName queue;
    private final Pace pace = new Pace();
    private final Map<WaitSample, Tempo> told = new HashMap<>();
    private final List<Double> where = new ArrayList<>();
    private int waiting;

    Hindsight(WaitModel model, QueueName queue) {
        this.model = model;
        this.queue = queue;
    }

    private record Moment(Instant at, boolean isEnd, WaitSample stay) {}

    /** For each who was told something and was answered, as {@link Tempo#where} says it. */
    List<Double> of(List<WaitSample> waits) {
        List<Moment> moments = new ArrayList<>();
        for (WaitSample wait : waits) {
            moments.add(new Moment(wait.joined(), false, wait));
            moments.add(new Moment(wait.joined().plus(wait.waited()), true, wait));
        }
        moments.sort(Comparator.comparing(Moment::at));
        Instant begin = moments.isEmpty() ? Instant.EPOCH : moments.getFirst().at();
        for (Moment moment : moments) {
            long now = Duration.between(begin, moment.at()).toNanos();
            if (moment.isEnd()) {
                left(moment.stay(), now);
            } else {
                came(moment.stay(), now);
            }
        }
        return where;
    }

    private void came(WaitSample wait, long now) {
        Optional<Tempo> tempo = model.tempo(queue, model.hour(wait.joined()), pace.seen(now));
        tempo.ifPresent(t -> told.put(wait, t));
        waiting++;
        pace.look(true, now);
    }

    private void left(WaitSample wait, long now) {
        Tempo tempo = told.remove(wait);
        if (wait.answered()) {
            pace.answered(now);
            if (tempo != null) {
                where.add(tempo.where(wait.position(), wait.waited()));
            }
        }
        waiting = Math.max(0, waiting - 1);
        pace.look(waiting > 0, now);
    }
}
