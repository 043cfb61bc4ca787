package org.helpline.media.rtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The system's number of a channel's socket, which Java does not tell: found by the address that it is bound to, so that a number that is found is
 * that socket's and no other's. Linux. Any thread.
 */
final class Descriptors {

    private static final int NEAR = 64;

    private Descriptors() {}

    /** Asked before sockets are opened: at or near which number they will be. */
    static int expected() {
        try (Arena arena = Arena.ofConfined()) {
            return Math.max(0, LinuxCalls.free(LinuxCalls.state(arena)));
        }
    }

    /** The number of the datagram socket that is bound here; empty if there is none up to a little above what was expected. */
    static OptionalInt of(InetSocketAddress bound, boolean six, int expected) {
        byte[] name = SocketName.of(bound, six).orElse(new byte[0]);
        try (Arena arena = Arena.ofConfined()) {
            Question question = new Question(
                    LinuxCalls.state(arena), arena.allocate(SocketName.MOST), arena.allocate(ValueLayout.JAVA_INT));
            for (int i = expected; i < expected + NEAR; i++) {
                if (question.isAt(i, name)) {
                    return OptionalInt.of(i);
                }
            }
            for (int i = expected - 1; i >= 0; i--) { // others closed something meanwhile
                if (question.isAt(i, name)) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }
    }

    private record Question(MemorySegment state, MemorySegment name, MemorySegment bytes) {

        boolean isAt(int descriptor, byte[] wanted) {
            bytes.set(ValueLayout.JAVA_INT, 0, SocketName.MOST);
            return LinuxCalls.name(state, descriptor, name, bytes)
                    && bytes.get(ValueLayout.JAVA_INT, 0) == wanted.length
                    && Arrays.equals(name.asSlice(0, wanted.length).toArray(ValueLayout.JAVA_BYTE), wanted)
                    && LinuxCalls.isDatagram(state, descriptor, name, bytes);
        }
    }
}
