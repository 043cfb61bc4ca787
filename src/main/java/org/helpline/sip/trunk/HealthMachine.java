package org.helpline.sip.trunk;

import java.time.Duration;

/**
 * Whether one machine of a trunk answers.
 *
 * <pre>
 *   UNKNOWN ── answered ──→ ALIVE ── missed ──→ DOUBTFUL ── missed ──→ DEAD (1, 2, 3 …)
 *      every state: answered → ALIVE, call failed → DEAD
 *      DEAD, never pinged: after a while → UNKNOWN, so that a call tries it again
 * </pre>
 */
final class HealthMachine {

    /** How long a machine that is never pinged is taken for dead after a failed call. */
    static final Duration FORGIVEN = Duration.ofSeconds(30);

    /** A first miss is looked into at once. */
    private static final Duration AT_ONCE = Duration.ofMillis(250);

    private static final Duration FIRST_PROBE = Duration.ofSeconds(1);
    private static final Duration SLOWEST_PROBE = Duration.ofSeconds(60);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private HealthMachine() {}

    sealed interface State {
        /** Not asked yet, or forgiven. */
        record Unknown() implements State {}

        record Alive() implements State {}

        /** One ping was missed. */
        record Doubtful() implements State {}

        /** It does not answer; {@code probes} that were missed since. */
        record Dead(int probes) implements State {}
    }

    enum Event {
        /** A final response came, other than 408 and 503. */
        ANSWERED,
        /** None came in time, or 408 or 503, or the connection failed. */
        MISSED,
        /** A call or a REGISTER could not reach it. */
        CALL_FAILED,
        /** The time of the step before is over, and there are no pings. */
        FORGIVE
    }

    /** The next state, and when to ping; where there are no pings: when to {@link Event#FORGIVE}, or zero for never. */
    record Step(State next, Duration after) {}

    /** Decides; {@code ping} how often is asked, zero: never. */
    static Step on(State state, Event event, Duration ping) {
        return switch (event) {
            case ANSWERED -> new Step(new State.Alive(), ping);
            case MISSED -> missed(state, ping);
            case CALL_FAILED ->
                switch (state) {
                    case State.Dead _ -> new Step(state, ping.isZero() ? FORGIVEN : probe(state, ping));
                    case State.Unknown _, State.Alive _, State.Doubtful _ ->
                        new Step(new State.Dead(0), ping.isZero() ? FORGIVEN : FIRST_PROBE);
                };
            case FORGIVE -> new Step(new State.Unknown(), Duration.ZERO);
        };
    }

    private static Step missed(State state, Duration ping) {
        State next = switch (state) {
            case State.Unknown _, State.Alive _ -> new State.Doubtful();
            case State.Doubtful _ -> new State.Dead(0);
            case State.Dead(int probes) -> new State.Dead(probes + 1);
        };
        return new Step(next, next instanceof State.Doubtful ? AT_ONCE : probe(next, ping));
    }

    /** 1, 2, 4 … seconds, at most four times the usual, and a minute. */
    private static Duration probe(State state, Duration ping) {
        int probes = state instanceof State.Dead dead ? Math.min(dead.probes(), 10) : 0;
        Duration wait = FIRST_PROBE.multipliedBy(1L << probes);
        Duration most = least(SLOWEST_PROBE, ping.multipliedBy(4));
        return least(wait, most);
    }

    /** How long the answer to a ping is waited for. */
    static Duration patience(Duration ping) {
        return least(LONGEST_WAIT, ping.compareTo(FIRST_PROBE) < 0 ? FIRST_PROBE : ping);
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
