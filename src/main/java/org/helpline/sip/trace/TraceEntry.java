package org.helpline.sip.trace;

import java.net.InetSocketAddress;

/**
 * One message of ours as it came or went.
 *
 * @param micros when, since 1970
 * @param out whether we sent it
 * @param transport UDP, TCP, TLS, WS or WSS
 * @param local our address; {@code remote} the peer's
 * @param bytes the whole message, secrets included until it is stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value, and copying would cost each message
public record TraceEntry(
        long micros, boolean out, String transport, InetSocketAddress local, InetSocketAddress remote, byte[] bytes) {

    /** What it weighs in memory, about. */
    int weight() {
        return bytes.length + 160;
    }

    /** As others would see it on the wire; {@code number} counts from 1. Empty if it is no SIP at all. */
    java.util.Optional<Seen> seen(int number) {
        return SipText.read(bytes)
                .map(text ->
                        new Seen(number, micros, transport, out ? local : remote, out ? remote : local, bytes, text));
    }
}
