package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/** Queues and agents at one moment. Immutable. */
public record Board(Instant at, List<QueueLine> queues, List<AgentLine> agents) {

    /** One queue. */
    public Optional<QueueLine> line(QueueName queue) {
        return queues.stream().filter(q -> q.queue().equals(queue)).findFirst();
    }

    /** The same board a little later: those who wait have waited longer. */
    public Board asOf(Instant later) {
        Duration passed = Duration.between(at, later);
        if (passed.isNegative() || passed.isZero()) {
            return this;
        }
        return new Board(later, queues.stream().map(q -> q.after(passed)).toList(), agents);
    }

    /**
     * One queue since the start. Always {@code offered = answered + abandoned + sentOn + callback + waiting}; call-backs do not
     * count as offered or answered.
     *
     * @param waiting now, those whose agent's phone rings included
     * @param longestWait of those who wait now
     * @param offered taken into the queue (callers who were refused at once do not count)
     * @param answeredInTime answered within the service level; {@code answered} and {@code abandoned} all of them
     * @param sentOn left the queue in any other way: max wait, closed, nobody serving, by a key, moved
     * @param callback left the queue to be called back
     * @param promised call-backs that are open now; {@code reached} those whose customer was reached, {@code missed} those that
     *     were given up or cancelled
     * @param inLine callers and call-backs that wait for an agent now
     * @param tempo how fast the queue moves; empty while it cannot be known
     * @param urgent whether its callers go before those of all others
     */
    public record QueueLine(
            QueueName queue,
            int waiting,
            Duration longestWait,
            long offered,
            long answered,
            long answeredInTime,
            long abandoned,
            long sentOn,
            long callback,
            int promised,
            long reached,
            long missed,
            int inLine,
            Optional<Tempo> tempo,
            boolean urgent) {

        /** A queue without call-backs, of which nobody knows how fast it moves. */
        public QueueLine(
                QueueName queue,
                int waiting,
                Duration longestWait,
                long offered,
                long answered,
                long answeredInTime,
                long abandoned,
                long sentOn) {
            this(
                    queue,
                    waiting,
                    longestWait,
                    offered,
                    answered,
                    answeredInTime,
                    abandoned,
                    sentOn,
                    0,
                    0,
                    0,
                    0,
                    waiting,
                    Optional.empty(),
                    false);
        }

        private QueueLine after(Duration passed) {
            return waiting == 0
                    ? this
                    : new QueueLine(
                            queue,
                            waiting,
                            longestWait.plus(passed),
                            offered,
                            answered,
                            answeredInTime,
                            abandoned,
                            sentOn,
                            callback,
                            promised,
                            reached,
                            missed,
                            inLine,
                            tempo,
                            urgent);
        }
    }

    /** One agent. {@code state} and {@code reason} as in {@link AcdEvent.AgentChanged}; {@code until} the end of wrap-up. */
    public record AgentLine(
            AgentId agent,
            String name,
            String state,
            String reason,
            Instant since,
            Optional<Instant> until,
            Optional<InteractionId> interaction,
            List<QueueName> queues,
            boolean reachable) {}
}
