package org.helpline.sip.transaction;

import java.net.InetSocketAddress;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Head;

/** A request as it came: its measured bytes and the path it took. */
record Arrival(Head head, Flow flow) {

    /**
     * What its server transaction is found by: RFC 3261 §17.2.3, and the transport, for the answers of one over UDP are of no use to a
     * copy over TCP.
     *
     * @param method INVITE for the transaction that an ACK or CANCEL is about
     */
    String key(String method) {
        return head.transactionKey(method) + ' ' + flow.transport();
    }

    /** Where it really came from. */
    InetSocketAddress source() {
        return flow.remote();
    }

    /**
     * Where the responses go, RFC 3261 §18.2.2 and RFC 3581 §4: back over a connection; on UDP to the source address, at its own
     * port if it asked by rport, else at that of sent-by. A maddr is not followed: it would aim our answers at a third party.
     */
    Flow back() {
        if (flow.isReliable() || head.wantsRport() || source().getPort() == head.sentByPort()) {
            return flow;
        }
        return flow.toward(responseAddress());
    }

    /** The source's address with the port of sent-by. */
    InetSocketAddress responseAddress() {
        return new InetSocketAddress(source().getAddress(), head.sentByPort());
    }
}
