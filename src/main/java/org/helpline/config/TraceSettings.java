package org.helpline.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is kept of SIP as it goes over the wire, and who else is told.
 *
 * @param mode of which calls
 * @param keep how long; {@code megabytes} how much at most, the oldest go first
 * @param hep where copies of each message are sent to
 */
public record TraceSettings(Mode mode, Duration keep, int megabytes, Optional<Hep> hep) {

    /** Nothing kept, nobody told. */
    public static final TraceSettings NONE = new TraceSettings(Mode.OFF, Duration.ofDays(1), 1, Optional.empty());

    /** Of which calls traces are kept. */
    public enum Mode {
        /** Of every call. */
        ALL,
        /** Of those that were refused or failed. */
        FAILED,
        /** Of none. */
        OFF
    }

    /**
     * A Homer or other collector of HEP3.
     *
     * @param host name or address; {@code port} of UDP
     * @param captureId tells this server from others there
     * @param password as the collector has it; empty for none
     */
    public record Hep(String host, int port, int captureId, Secret password) {}
}
