package org.helpline.sip.dialog;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Loop;
import org.helpline.sip.transport.Flow;

/** A flow that sends nowhere and can be closed. */
public class FakeFlow implements Flow {

    private final String transport;
    private final InetSocketAddress remote;
    private final List<Runnable> watchers = new ArrayList<>();
    private boolean closed;

    public FakeFlow(String transport, String host, int port) {
        this.transport = transport;
        this.remote = new InetSocketAddress(host, port);
    }

    /** The connection breaks; who watches is told. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(watchers).forEach(Runnable::run);
    }

    @Override
    public Watch onClose(Loop loop, Runnable told) {
        Runnable onLoop = () -> loop.tell(told);
        watchers.add(onLoop);
        return () -> watchers.remove(onLoop);
    }

    @Override
    public String transport() {
        return transport;
    }

    @Override
    public boolean isReliable() {
        return !transport.equals("UDP");
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
