package org.helpline.sip.trunk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How a trunk stands, for people.
 *
 * @param server as in the settings
 * @param registration how it stands with our own registration
 * @param registeredAt the machine that has it, {@code udp 203.0.113.9:5060}; empty: none
 * @param until when the registration ends unless it is renewed
 * @param seenAs our address as the machine sees it, {@code host:port} (RFC 3581); empty: not known
 * @param machines the trunk's targets, in the order in which they would be tried
 * @param sentence how it is in one plain sentence, with what to do where something is wrong
 * @param since when it came to be so
 */
public record TrunkStatus(
        String trunk,
        boolean enabled,
        String server,
        Registration registration,
        Optional<String> registeredAt,
        Optional<Instant> until,
        Optional<String> seenAs,
        List<Machine> machines,
        String sentence,
        Instant since) {

    /** How it stands with our registration. */
    public enum Registration {
        /** The trunk wants none. */
        NONE,
        /** Being asked for; calls out may go, calls in will not come. */
        ASKING,
        REGISTERED,
        /** It failed for a reason that may pass: tried again soon. */
        FAILING,
        /** The password, or the user, was refused: tried again once an hour. */
        REFUSED
    }

    /**
     * One target.
     *
     * @param where {@code udp 203.0.113.9:5060}
     * @param host its name
     * @param roundTrip of the latest ping; empty: none was answered yet
     * @param why it is taken for dead; empty where it is not
     */
    public record Machine(String where, String host, Health health, Optional<Duration> roundTrip, String why) {}

    /** Whether a machine answers. */
    public enum Health {
        /** Not asked yet, or not to be asked (ping = 0). */
        UNKNOWN,
        ALIVE,
        DEAD
    }
}
