package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPResponse;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Head;

/** What both client transactions have. Confined to the loop. */
abstract sealed class Client implements ClientTransaction permits InviteClient, PlainClient {

    static final String NO_ANSWER = "No final response came within 32 seconds.";
    static final String NO_TRANSPORT = "The connection to the peer failed, or the system refused the packet.";

    final Table table;
    final TwoTimers timers;
    final String key;
    final Flow flow;
    final ClientUser user;

    Client(Table table, String key, Flow flow, ClientUser user) {
        this.table = table;
        this.timers = new TwoTimers(table.loop().timers());
        this.key = key;
        this.flow = flow;
        this.user = user;
    }

    abstract void start();

    abstract void onResponse(Head head);

    abstract void onTransportError();

    void write(byte[] bytes) {
        flow.write(bytes, table.loop(), this::onTransportError);
    }

    /** What to tell of a connection that failed: the peer's part in it, where it is known. */
    String noTransport() {
        return flow.fault().map(why -> ClientUser.UNREACHED + why + '.').orElse(NO_TRANSPORT);
    }

    /** A response with its message. */
    record Heard(Head head, SIPResponse message) {}

    void end() {
        timers.stop();
        table.forget(this);
    }
}
