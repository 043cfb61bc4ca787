package org.helpline.media.rtp;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The RTP and RTCP sockets of one leg. Never blocks, never throws for what the network does. One media loop, {@link #local} any thread. */
public interface PortPair {

    /** The RTP address; RTCP is one port higher. */
    InetSocketAddress local();

    /**
     * Takes the next RTP packet into {@code packet}, from its position.
     *
     * @return where it came from, or null if none waits: asked for every packet, so no Optional
     */
    @Nullable
    InetSocketAddress receiveRtp(ByteBuffer packet);

    /** Takes the next RTCP packet; null if none waits. */
    @Nullable
    InetSocketAddress receiveRtcp(ByteBuffer packet);

    /** Sends from position to limit; false if the system refused it, which is like a loss on the way. */
    boolean sendRtp(ByteBuffer packet, InetSocketAddress to);

    /** The same, with others of this tick if {@code departures} and this pair can. */
    default boolean sendRtp(Departures departures, ByteBuffer packet, InetSocketAddress to) {
        return sendRtp(packet, to);
    }

    /** Sends from position to limit; false if the system refused it. */
    boolean sendRtcp(ByteBuffer packet, InetSocketAddress to);

    /**
     * Has {@code arrivals} tell {@code whom}, once, when an RTP packet waits, until the pair is closed.
     *
     * @return false if it cannot: whoever wants packets has to ask for them
     */
    default boolean tellOnce(Arrivals arrivals, Runnable whom) {
        return false;
    }

    /** Closes both and gives the ports back. */
    void close();
}
