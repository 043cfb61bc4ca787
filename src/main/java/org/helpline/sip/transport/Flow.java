package org.helpline.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.helpline.core.Loop;

/** A path to one peer: a UDP socket and an address, or a TCP, TLS or WebSocket connection. Any thread may write; order is kept per thread. */
public interface Flow {

    /** As Via writes it: {@code UDP}, {@code TCP}, {@code TLS}, {@code WS} or {@code WSS}. */
    String transport();

    /** Whether the transport is reliable, so that nothing is retransmitted. */
    boolean isReliable();

    /** The peer. */
    InetSocketAddress remote();

    /**
     * Our address that faces the peer, never a wildcard. The port is one that we listen on, also for a TCP connection that we
     * opened (RFC 3261 §18.1.1).
     */
    InetSocketAddress local();

    /**
     * Between which addresses the peer's sound goes, as far as signalling tells.
     *
     * @param local ours that faces the peer
     */
    record Ends(InetAddress local, InetAddress remote) {}

    /** Those of the flow itself, unless a proxy of ours stands between and has told whom it speaks for. */
    default Ends sound() {
        return new Ends(local().getAddress(), remote().getAddress());
    }

    /** Sends a whole message. A failure is told to every transaction and dialog that uses the flow (RFC 3261 §17.1.4). */
    void write(byte[] message);

    /** Why it could not be opened, or closed: half a sentence about the peer. Empty while it is open, and where there is nothing to say. */
    default Optional<String> fault() {
        return Optional.empty();
    }

    /** Closes the connection at once; nothing happens to UDP. Any thread. */
    default void close() {}

    /** Whether it is closed; UDP flows never are. */
    boolean isClosed();

    /** {@code host:port} to write into Via and Contact: the advertised host of the settings, else {@link #local()}; IPv6 in brackets. */
    default String sentBy() {
        return bracketed(local()) + ':' + local().getPort();
    }

    /** Sends a whole message and tells {@code failed} on {@code loop} if the system refuses it; at most once, maybe never. */
    default void write(byte[] message, Loop loop, Runnable failed) {
        write(message);
    }

    /**
     * Asks to be told when the flow closes; told at once if it has. UDP flows never tell.
     *
     * @param loop where {@code told} runs, once
     */
    default Watch onClose(Loop loop, Runnable told) {
        return () -> {};
    }

    /** The flow for responses to another port or address of the same peer (RFC 3261 §18.2.2); itself where the transport is connected. */
    default Flow toward(InetSocketAddress peer) {
        return this;
    }

    /** Where the peer is reached once this flow has closed; the closed flow itself where only the peer can open another. */
    default Destination again() {
        return switch (transport()) {
            case "UDP", "TCP" -> new Destination.ToAddress(transport(), remote());
            default -> new Destination.OverFlow(this); // whom we would call there, no certificate tells
        };
    }

    /** Whether nobody on the way reads along: {@code TLS} and {@code WSS}. */
    default boolean isSecure() {
        return transport().equals("TLS") || transport().equals("WSS");
    }

    /** The address as text, IPv6 in brackets and without its zone. */
    static String bracketed(InetSocketAddress address) {
        String host = Reply.hostOf(address.getAddress());
        return address.getAddress() instanceof Inet6Address ? '[' + host + ']' : host;
    }

    /** Interest in the end of a flow. */
    @FunctionalInterface
    interface Watch {

        /** Ends it; what is on its way may still be told. Any thread. */
        void cancel();
    }
}
