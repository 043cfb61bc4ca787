package org.helpline.media;

import java.time.Duration;

/**
 * The way of packets between a virtual phone and the engine, in both directions.
 *
 * @param loss the share of packets that are lost, 0 to 1, one as likely as the other
 * @param jitter the most that one takes longer than another
 */
public record VirtualRoad(double loss, Duration jitter) {

    /** Nothing is lost, and all take the same time. */
    public static final VirtualRoad GOOD = new VirtualRoad(0, Duration.ZERO);
}
