package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import org.helpline.core.Loop;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.OuterAddress;
import org.helpline.sip.transport.RefusalLog;

/** The transaction layer of one SIP loop. Confined to it. */
public interface Transactions {

    /** The loop. */
    Loop loop();

    /**
     * Sends a request in a new client transaction: puts our Via with a new branch and rport on top, retransmits on UDP.
     *
     * @param request complete but for Via (From, To, Call-ID, CSeq, Max-Forwards, Contact …)
     */
    ClientTransaction send(SIPRequest request, Destination to, ClientUser user);

    /** Sends the ACK of a 2xx: no transaction, own branch (RFC 3261 §13.2.2.4). Answers its bytes, to be sent again by {@link #resend}. */
    byte[] sendAck(SIPRequest ack, Destination to);

    /** Sends kept bytes again. */
    void resend(byte[] bytes, Destination to);

    /** Where refusals without a record of their own are told. */
    RefusalLog refusals();

    /** How many transactions live here. */
    int size();

    /** A new Call-ID that lives on this loop. */
    default String newCallId() {
        throw new IllegalStateException("these transactions make no Call-IDs");
    }

    /**
     * The next request of this call, and all of it from then on, lives on another loop, until {@link #placeNoMore} is said there.
     *
     * @param answered a request of it that is refused here and will come again with a higher CSeq
     */
    default void place(SIPRequest answered, Loop elsewhere) {}

    /** Whether the Call-ID belongs to another loop by itself. */
    default boolean isPlaced(String callId) {
        return false;
    }

    /** A call that came here because of another one that it names has been let in, and stays. */
    default void staysPlaced(String callId) {}

    /** The Call-ID belongs where it did. */
    default void placeNoMore(String callId) {}

    /** What was learnt of our own address, and who is told what is seen of it. */
    default OuterAddress outer() {
        return OuterAddress.none();
    }

    /** The flow that a request to {@code to} would take, for its Contact ({@link Flow#sentBy()}) and the SDP address ({@link Flow#local()}). */
    default Flow flowTo(Destination to) {
        return switch (to) {
            case Destination.OverFlow(Flow flow) -> flow;
            case Destination.ToAddress _, Destination.ToTls _ ->
                throw new IllegalStateException("these transactions have no sockets for " + to);
        };
    }
}
