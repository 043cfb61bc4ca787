package org.helpline.sip.transport;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.unix.RawUnixChannelOption;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.helpline.sip.guard.Overload.Left;

/** What lies unread in a UDP socket: Linux tells by SO_MEMINFO (since 4.12), others do not. On the socket's loop. */
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

    private SocketBacklog() {}

    /** What a read has left that took {@code taken} datagrams. */
    static Left left(Channel socket, int taken) {
        if (taken < Wire.BATCH) {
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
        int held = read.getInt(HELD);
        int room = Math.max(1, read.getInt(ROOM));
        return held == 0 ? Left.Unknown.NOTHING : new Left.Known(held / BYTES_EACH + 1, held / (double) room);
    }
}
