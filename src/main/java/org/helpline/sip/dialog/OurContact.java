package org.helpline.sip.dialog;

import java.net.InetAddress;

/** Writes our Contact: where the peer reaches us within a dialog. Any thread. */
@FunctionalInterface
public interface OurContact {

    /**
     * The host and port that we put into a Contact, for example {@code 192.0.2.1:5060} or {@code [2001:db8::1]:5060}.
     *
     * @param local our address that faces the peer
     * @param transport {@code UDP} or {@code TCP}
     */
    String hostPort(InetAddress local, String transport);

    /** The whole header line. */
    default String line(InetAddress local, String transport) {
        String parameter = transport.equals("TCP") ? ";transport=tcp" : "";
        return "Contact: <sip:helpline@" + hostPort(local, transport) + parameter + ">";
    }
}
