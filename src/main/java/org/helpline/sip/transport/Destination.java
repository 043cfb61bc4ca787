package org.helpline.sip.transport;

import java.net.InetSocketAddress;

/** Where a request is sent. Names are resolved before a destination is made, never on a loop. */
public sealed interface Destination {

    /** The peer. */
    InetSocketAddress address();

    /** As in {@link Flow#transport()}: {@code UDP}, {@code TCP}, {@code TLS}, {@code WS} or {@code WSS}. */
    String transport();

    /** Over a flow that exists, for example the one a phone registered over. */
    record OverFlow(Flow flow) implements Destination {

        @Override
        public InetSocketAddress address() {
            return flow.remote();
        }

        @Override
        public String transport() {
            return flow.transport();
        }
    }

    /** To an address; a TCP connection is reused or opened. {@code transport} is {@code UDP} or {@code TCP}. */
    record ToAddress(String transport, InetSocketAddress address) implements Destination {}

    /**
     * To an address by TLS; a connection with the same address, host and profile is reused, or one is opened.
     *
     * @param host the name that was looked up, which the peer's certificate must be for (RFC 5922 §7) unless the profile names another;
     *     also sent as SNI
     * @param profile the trunk whose {@link org.helpline.config.TrunkSettings.Tls} counts; empty: none, so the authorities of the system
     */
    record ToTls(InetSocketAddress address, String host, String profile) implements Destination {

        @Override
        public String transport() {
            return "TLS";
        }
    }
}
