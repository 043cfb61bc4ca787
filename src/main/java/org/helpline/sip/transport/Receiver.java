package org.helpline.sip.transport;

/** The layer above the transport: one per loop, called on it with the messages whose Call-ID lives there. */
@FunctionalInterface
public interface Receiver {

    /** Takes a message that passed the gate, still unparsed. */
    void onMessage(Head head, Flow flow);
}
