package org.helpline.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.helpline.sip.guard.Overload.Left;

/**
 * What lies unread in one UDP socket: Linux tells by SO_MEMINFO how much room it takes up, other systems do not. Linux gives the room of what was
 * read back in lots, when it has no more at hand or a quarter of the whole is due: what was read since it last did so is taken off. On the
 * socket's loop.
 */
final class SocketBacklog {

    private static final int SOL_SOCKET = 1;
    private static final int SO_MEMINFO = 55;
    private static final int BYTES = 9 * Integer.BYTES; // SK_MEMINFO_VARS
    private static final int HELD = 0;
    private static final int ROOM = Integer.BYTES;
    private static final RawUnixChannelOption MEMORY =
            new RawUnixChannelOption("SO_MEMINFO", SOL_SOCKET, SO_MEMINFO, BYTES);

    /** What the system counts for a datagram: an INVITE 2,304 bytes, an ACK or a BYE 1,280. */
    private static final int BYTES_EACH = 1_600;

    private int heldBefore;
    private int readSince;

    /** What a read has left that took {@code taken} datagrams. */
    Left left(Channel socket, int taken) {
        if (taken < Wire.BATCH) {
            heldBefore = 0;
            readSince = 0;
            return Left.Unknown.NOTHING;
        }
        if (!(socket instanceof EpollDatagramChannel epoll)) {
            return Left.Unknown.SOME;
        }
        ByteBuffer memory = epoll.config().getOption(MEMORY);
        if (memory == null || memory.capacity() < BYTES) {
            return Left.Unknown.SOME;
        }
        ByteBuffer read = memory.order(ByteOrder.nativeOrder());
        return left(taken, read.getInt(HELD), read.getInt(ROOM));
    }

    /** The same by what the system says of its room, in bytes. */
    Left left(int taken, int held, int room) {
        readSince = held < heldBefore ? 0 : readSince + taken; // less than before: it was given back
        heldBefore = held;
        int datagrams = held / BYTES_EACH - readSince;
        return datagrams <= 0
                ? Left.Unknown.NOTHING
                : new Left.Known(datagrams, datagrams * BYTES_EACH / (double) Math.max(1, room));
    }
}
