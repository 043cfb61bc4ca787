package org.helpline.sip.transport;

import java.net.InetSocketAddress;
import org.helpline.core.Loop;

/** A peer seen through one of our UDP sockets. Equal to another of the same peer and listening address, whichever loop it stands on. */
final class UdpFlow implements Flow {

    private final UdpSockets sockets;
    private final int loop;
    private final InetSocketAddress remote;

    UdpFlow(UdpSockets sockets, int loop, InetSocketAddress remote) {
        this.sockets = sockets;
        this.loop = loop;
        this.remote = remote;
    }

    /** The same peer through the socket of another loop. */
    UdpFlow at(int otherLoop) {
        return new UdpFlow(sockets, otherLoop, remote);
    }

    @Override
    public Flow toward(InetSocketAddress peer) {
        return new UdpFlow(sockets, loop, peer);
    }

    @Override
    public String transport() {
        return "UDP";
    }

    @Override
    public boolean isReliable() {
        return false;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return sockets.local(loop, remote);
    }

    @Override
    public String sentBy() {
        return sockets.sentBy(loop, remote);
    }

    @Override
    public void write(byte[] message) {
        sockets.write(loop, this, message);
    }

    @Override
    public void write(byte[] message, Loop tellOn, Runnable failed) {
        sockets.write(loop, this, message, () -> tellOn.tell(failed));
    }

    @Override
    public boolean isClosed() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UdpFlow flow && flow.sockets == sockets && flow.remote.equals(remote);
    }

    @Override
    public int hashCode() {
        return remote.hashCode();
    }

    @Override
    public String toString() {
        return "udp " + remote;
    }
}
