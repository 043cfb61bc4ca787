package org.helpline.sip.dialog;

import java.net.InetSocketAddress;
import org.helpline.sip.transport.Flow;

/** A flow that sends nowhere and can be closed. */
final class FakeFlow implements Flow {

    private final String transport;
    private final InetSocketAddress remote;
    private boolean closed;

    FakeFlow(String transport, String host, int port) {
        this.transport = transport;
        this.remote = new InetSocketAddress(host, port);
    }

    void close() {
        closed = true;
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public boolean isReliable() {
        return transport.equals("TCP");
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return new InetSocketAddress("192.0.2.1", 5060);
    }

    @Override
    public void write(byte[] message) {
        throw new AssertionError("the core sends through transactions only");
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
