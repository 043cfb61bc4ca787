package org.helpline.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;

/**
 * Whether and how often a call is asked whether it still lives: RFC 4028.
 *
 * @param on no: with nobody
 * @param expires the session interval that we propose, and the longest that we agree to; a refresh is sent at half of it
 * @param least the shortest that we agree to; 90 s at least (RFC 4028 §5)
 * @param off peers with whom none is agreed
 */
public record SessionTimers(boolean on, Duration expires, Duration least, List<Network> off) {

    /** Without any setting. */
    public static final SessionTimers USUAL = new SessionTimers(
            SessionKeys.TIMERS.usually(),
            SessionKeys.EXPIRES.usually(),
            SessionKeys.MIN_SE.usually(),
            SessionKeys.OFF.usually());

    /** The same with another shortest interval. */
    public SessionTimers least(Duration other) {
        return new SessionTimers(on, expires, other, off);
    }

    /** Whether one is agreed with that peer. */
    public boolean with(InetAddress peer) {
        return on && off.stream().noneMatch(network -> network.contains(peer));
    }
}
