package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.helpline.acd.Board;
import org.helpline.acd.Board.QueueLine;
import org.helpline.config.AlarmLimits;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.desk.LiveFigures.Today;

/**
 * Which queues breach their limits. An alarm is raised when a limit has been breached for 5 s on end, and cleared when it has not been for
 * 10 s, so that a caller more or less does not ring it all day. Confined to the desk's loop.
 */
final class Alarms {

    static final Duration RAISE = Duration.ofSeconds(5);
    static final Duration CLEAR = Duration.ofSeconds(10);

    /** An alarm that is on. {@code what}: {@code waiting, wait, service-level} or {@code agents}. */
    record Alarm(QueueName queue, String what, String value, String limit, Instant since) {}

    private record Key(String queue, String what) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byQueue = queue.compareTo(other.queue);
            return byQueue != 0 ? byQueue : what.compareTo(other.what);
        }
    }

    private record Seen(String value, String limit, boolean breached) {}

    private final SortedMap<Key, Alarm> on = new TreeMap<>();

    /** Since when it is otherwise than {@link #on} says. */
    private final Map<Key, Instant> otherwise = new HashMap<>();

    /** Those that are on. */
    List<Alarm> on() {
        return List.copyOf(on.values());
    }

    /**
     * Looks, about once a second.
     *
     * @param limits of the queues that have any; what is no longer in it is cleared at once
     * @param today of the queues of which something is known
     * @return what has changed
     */
    List<ServerFact> look(Instant now, Board board, Map<QueueName, AlarmLimits> limits, Map<QueueName, Today> today) {
        Map<Key, Seen> seen = new TreeMap<>();
        for (QueueLine line : board.queues()) {
            AlarmLimits limit = limits.getOrDefault(line.queue(), AlarmLimits.NONE);
            if (limit.areSet()) {
                see(seen, line, limit, board, Optional.ofNullable(today.get(line.queue())));
            }
        }
        List<ServerFact> changed = new ArrayList<>();
        List.copyOf(on.keySet()).stream().filter(k -> !seen.containsKey(k)).forEach(k -> clear(k, changed));
        seen.forEach((key, s) -> settle(key, s, now, changed));
        otherwise.keySet().retainAll(seen.keySet());
        return changed;
    }

    private static void see(
            Map<Key, Seen> seen, QueueLine line, AlarmLimits limit, Board board, Optional<Today> today) {
        String queue = line.queue().value();
        if (limit.waiting() > 0) {
            seen.put(
                    new Key(queue, "waiting"),
                    new Seen(
                            String.valueOf(line.waiting()),
                            String.valueOf(limit.waiting()),
                            line.waiting() >= limit.waiting()));
        }
        if (!limit.longest().isZero()) {
            Duration longest = line.waiting() == 0 ? Duration.ZERO : line.longestWait();
            seen.put(
                    new Key(queue, "wait"),
                    new Seen(
                            longest.toSeconds() + " s",
                            limit.longest().toSeconds() + " s",
                            longest.compareTo(limit.longest()) >= 0));
        }
        if (limit.serviceLevel() > 0) {
            double percent = today.map(t -> t.level() * 100).orElse(Double.NaN);
            boolean isKnown = !Double.isNaN(percent);
            seen.put(
                    new Key(queue, "service-level"),
                    new Seen(
                            isKnown ? Math.round(percent) + " %" : "",
                            limit.serviceLevel() + " %",
                            isKnown && percent < limit.serviceLevel()));
        }
        if (limit.agents() > 0) {
            long ready = board.agents().stream()
                    .filter(a -> a.queues().contains(line.queue())
                            && a.reachable()
                            && a.state().equals("ready"))
                    .count();
            seen.put(
                    new Key(queue, "agents"),
                    new Seen(String.valueOf(ready), String.valueOf(limit.agents()), ready < limit.agents()));
        }
    }

    private void settle(Key key, Seen s, Instant now, List<ServerFact> changed) {
        Alarm alarm = on.get(key);
        boolean isOn = alarm != null;
        if (s.breached() == isOn) {
            otherwise.remove(key);
            if (alarm != null) {
                on.put(key, new Alarm(alarm.queue(), alarm.what(), s.value(), s.limit(), alarm.since()));
            }
            return;
        }
        Instant since = otherwise.computeIfAbsent(key, _ -> now);
        if (Duration.between(since, now).compareTo(isOn ? CLEAR : RAISE) < 0) {
            return;
        }
        otherwise.remove(key);
        if (isOn) {
            clear(key, changed);
        } else {
            on.put(key, new Alarm(new QueueName(key.queue()), key.what(), s.value(), s.limit(), now));
            changed.add(new ServerFact.AlarmRaised(key.queue(), key.what(), s.value(), s.limit()));
        }
    }

    private void clear(Key key, List<ServerFact> changed) {
        on.remove(key);
        changed.add(new ServerFact.AlarmCleared(key.queue(), key.what()));
    }
}
