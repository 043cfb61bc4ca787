package org.helpline.media.rtp;

import java.nio.ByteBuffer;

/** RTP packets of one tick, which leave together at its end: one call of the system for all, instead of one for each. One media loop. */
public interface Departures extends AutoCloseable {

    /** None are taken: each leaves at once, by its own port. */
    Departures AT_ONCE = new Departures() {
        @Override
        public boolean take(int descriptor, byte[] to, ByteBuffer packet) {
            return false;
        }

        @Override
        public int leave() {
            return 0;
        }

        @Override
        public void close() {}
    };

    /**
     * Copies a packet, from position to limit, which leaves at {@link #leave}, or before if there is no more room.
     *
     * @param descriptor the system's number of the socket, open until the packet has left
     * @param to where, as the system has it ({@link SocketName})
     * @return false if it is not taken: it is to be sent in some other way
     */
    boolean take(int descriptor, byte[] to, ByteBuffer packet);

    /** Sends all that were taken; how many the system refused, which is like a loss on the way. */
    int leave();

    /** Sends what was taken and gives back what it holds; takes none any more. */
    @Override
    void close();
}
