package org.helpline.config;

import java.time.Duration;
import java.util.List;

/**
 * Where SIP comes in over TLS (RFC 3261 §26.2.1) and over WebSocket (RFC 7118).
 *
 * @param tls host:port pairs for TLS; empty: none
 * @param usual whether {@code tls} follows from {@code sip.listen} and nobody asked for it; then a busy port is told and done without
 * @param ws host:port pairs for WebSocket in the open; empty: none
 * @param wss the same for WebSocket over TLS
 * @param origins of pages that may open a WebSocket beside those of our own host; {@code *}: of any
 * @param handshake how long a TLS or WebSocket handshake may take
 */
public record SipDoors(
        List<String> tls, boolean usual, List<String> ws, List<String> wss, List<String> origins, Duration handshake) {

    /** None of them. */
    public static final SipDoors NONE =
            new SipDoors(List.of(), false, List.of(), List.of(), List.of(), Duration.ofSeconds(10));
}
