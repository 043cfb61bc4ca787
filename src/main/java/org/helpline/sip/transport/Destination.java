package org.helpline.sip.transport;

import java.net.InetSocketAddress;

/** Where a request is sent. Names are resolved before a destination is made, never on a loop. */
public sealed interface Destination {

    /** Over a flow that exists, for example the one a phone registered over. */
    record OverFlow(Flow flow) implements Destination {}

    /** To an address; a TCP connection is reused or opened. {@code transport} is {@code UDP} or {@code TCP}. */
    record ToAddress(String transport, InetSocketAddress address) implements Destination {}
}
