package org.helpline.acd;

import java.time.Duration;
import org.helpline.core.AgentId;

/** What the {@link Floor} asks its loop to do, in order. */
sealed interface FloorEffect {

    /** Tell the listener. */
    record Tell(AcdEvent event) implements FloorEffect {}

    /** Start a timer; one with the same key is replaced. */
    record Start(TimerKey key, Duration after) implements FloorEffect {}

    /** Stop a timer, if it runs. */
    record Stop(TimerKey key) implements FloorEffect {}

    /** The board's line of this agent is no longer right. */
    record SeatChanged(Seat seat) implements FloorEffect {}

    /** Agents came or went: all their lines. */
    record Reseated() implements FloorEffect {}

    /** Names a timer. */
    sealed interface TimerKey {}

    /** The ring time of an offer. */
    record RingOver(long offer) implements TimerKey {}

    /** The agent's own timer: pause, return or wrap-up. */
    record AgentTimer(AgentId agent) implements TimerKey {}
}
