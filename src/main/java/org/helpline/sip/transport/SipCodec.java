package org.helpline.sip.transport;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.Optional;

/** Between bytes and messages: the one place that knows the parser. Confined to a loop. */
public interface SipCodec {

    /**
     * Reads a message that passed the gate.
     *
     * @param message one whole message, nothing before or after it; not retained
     * @return empty if the parser does not take it, whatever it threw
     */
    Optional<SIPMessage> parse(byte[] message);

    /** Reads a message by its head; the same as {@link #parse(byte[])} of its bytes, but for the cost. */
    default Optional<SIPMessage> parse(Head head) {
        return parse(head.message());
    }

    /**
     * Writes a message.
     *
     * @throws IllegalStateException if it has no Via, From, To, Call-ID or CSeq
     */
    byte[] encode(SIPMessage message);
}
