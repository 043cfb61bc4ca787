package org.helpline.media.rtp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/** Packets that leave together by an io_uring: what they hold and where they go stands in memory of its own until then. One media loop. */
public final class UringDepartures implements Departures {

    private static final int MOST = 1_024;
    private static final int ROOM = MOST * 256; // most packets are shorter
    private static final int ALIGNED = 64;

    // of each: struct msghdr, struct iovec, the name
    private static final int HEAD = 128;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTORS = 24;
    private static final int BASE = 56;
    private static final int LENGTH = 64;
    private static final int NAME = 72;

    private final Uring ring;
    private final MemorySegment heads;
    private final ByteBuffer room;
    private final long roomAddress;
    private int taken;
    private int used;
    private int refused;
    private boolean closed;

    /**
     * Ready to take packets.
     *
     * @throws IOException with a plain reason if this system has no io_uring for us
     */
    public UringDepartures() throws IOException {
        ring = new Uring(MOST);
        heads = Arena.ofAuto().allocate((long) MOST * HEAD, ALIGNED);
        MemorySegment bytes = Arena.ofAuto().allocate(ROOM, ALIGNED);
        room = bytes.asByteBuffer();
        roomAddress = bytes.address();
        for (int i = 0; i < MOST; i++) {
            long head = (long) HEAD * i;
            heads.set(ValueLayout.JAVA_LONG, head, heads.address() + head + NAME);
            heads.set(ValueLayout.JAVA_LONG, head + VECTOR, heads.address() + head + BASE);
            heads.set(ValueLayout.JAVA_LONG, head + VECTORS, 1);
            ring.message(i, heads.address() + head);
        }
    }

    @Override
    public boolean take(int descriptor, byte[] to, ByteBuffer packet) {
        int bytes = packet.remaining();
        if (closed || bytes > ROOM) {
            return false;
        }
        if (taken == MOST || used + bytes > ROOM) {
            submit();
        }
        long head = (long) HEAD * taken;
        MemorySegment.copy(to, 0, heads, ValueLayout.JAVA_BYTE, head + NAME, to.length);
        heads.set(ValueLayout.JAVA_INT, head + NAME_LENGTH, to.length);
        heads.set(ValueLayout.JAVA_LONG, head + BASE, roomAddress + used);
        heads.set(ValueLayout.JAVA_LONG, head + LENGTH, bytes);
        room.put(used, packet, packet.position(), bytes);
        ring.by(taken, descriptor);
        taken++;
        used = (used + bytes + ALIGNED - 1) & -ALIGNED;
        return true;
    }

    private void submit() {
        refused += ring.submit(taken);
        taken = 0;
        used = 0;
    }

    @Override
    public int leave() {
        if (taken > 0) {
            submit();
        }
        int lost = refused;
        refused = 0;
        return lost;
    }

    @Override
    public void close() {
        if (!closed) {
            leave();
            closed = true;
            ring.close();
        }
    }
}
