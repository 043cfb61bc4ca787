package org.helpline.sip.transport;

/** Sees every message as it goes over the wire, retransmissions, refused and broken ones included. */
@FunctionalInterface
public interface Tracer {

    /** Sees nothing. */
    Tracer NONE = (_, _, _) -> {};

    /**
     * One message. Called on the loop that reads or writes it, sometimes on another thread that writes; must not block, and what it
     * throws ends with the task that called.
     *
     * @param out whether we sent it
     * @param bytes the whole message; not to be changed, may be kept
     */
    void message(boolean out, Flow flow, byte[] bytes);
}
