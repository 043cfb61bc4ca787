package org.helpline.media.rtp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/** What sending together asks of Linux, by the C library's standard names. Any thread; {@link #enter} one at a time for each ring. */
@SuppressWarnings("restricted") // the launcher enables native access
final class LinuxCalls {

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));

    private static final MethodHandle SETUP = call("syscall", 1, whole(), whole(), whole(), ValueLayout.ADDRESS);
    private static final MethodHandle ENTER =
            Linker.nativeLinker() // without the state, which is an object for each call
                    .downcallHandle(
                            Linker.nativeLinker()
                                    .defaultLookup()
                                    .find("syscall")
                                    .orElseThrow(),
                            FunctionDescriptor.of(
                                    whole(), whole(), whole(), whole(), whole(), whole(), whole(), whole()),
                            Linker.Option.firstVariadicArg(1));
    private static final MethodHandle MMAP =
            call("mmap", 0, whole(), ValueLayout.ADDRESS, whole(), part(), part(), part(), whole());
    private static final MethodHandle MUNMAP = call("munmap", 0, part(), ValueLayout.ADDRESS, whole());
    private static final MethodHandle SOCKET = call("socket", 0, part(), part(), part(), part());
    private static final MethodHandle CLOSE = call("close", 0, part(), part());
    private static final MethodHandle NAME =
            call("getsockname", 0, part(), part(), ValueLayout.ADDRESS, ValueLayout.ADDRESS);
    private static final MethodHandle OPTION =
            call("getsockopt", 0, part(), part(), part(), part(), ValueLayout.ADDRESS, ValueLayout.ADDRESS);

    private static final long IO_URING_SETUP = 425; // the same on all processors
    private static final long IO_URING_ENTER = 426;
    private static final int READ_WRITE = 3;
    private static final int SHARED_POPULATED = 0x8001;
    private static final int AF_INET = 2;
    private static final int DATAGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_TYPE = 3;

    private LinuxCalls() {}

    private static MemoryLayout whole() {
        return ValueLayout.JAVA_LONG;
    }

    private static MemoryLayout part() {
        return ValueLayout.JAVA_INT;
    }

    private static MethodHandle call(String name, int variadicFrom, MemoryLayout answer, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(answer, arguments);
        MemorySegment at = linker.defaultLookup().find(name).orElseThrow();
        Linker.Option state = Linker.Option.captureCallState("errno");
        return variadicFrom == 0
                ? linker.downcallHandle(at, type, state)
                : linker.downcallHandle(at, type, state, Linker.Option.firstVariadicArg(variadicFrom));
    }

    /** Where the system leaves the number of what went wrong. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    /** What went wrong in the last call with this state (errno(3)). */
    static int errno(MemorySegment state) {
        return (int) ERRNO.get(state, 0L);
    }

    /** io_uring_setup(2): the ring's descriptor, or -1. */
    static int setup(MemorySegment state, int entries, MemorySegment parameters) {
        try {
            return (int) (long) SETUP.invokeExact(state, IO_URING_SETUP, (long) entries, parameters);
        } catch (Throwable e) {
            throw new IllegalStateException("io_uring_setup", e);
        }
    }

    /** io_uring_enter(2), which waits for nothing: how many were taken in, or -1. */
    static int enter(int ring, int submitted) {
        try {
            return (int) (long) ENTER.invokeExact(IO_URING_ENTER, (long) ring, (long) submitted, 0L, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw new IllegalStateException("io_uring_enter", e);
        }
    }

    /** mmap(2) of a ring, to read and write: its address, or -1. */
    static long map(MemorySegment state, int ring, long bytes, long offset) {
        try {
            return (long)
                    MMAP.invokeExact(state, MemorySegment.NULL, bytes, READ_WRITE, SHARED_POPULATED, ring, offset);
        } catch (Throwable e) {
            throw new IllegalStateException("mmap", e);
        }
    }

    /** munmap(2); what it answers is of no use to anyone. */
    static void unmap(MemorySegment state, MemorySegment mapped) {
        try {
            int _ = (int) MUNMAP.invokeExact(state, mapped, mapped.byteSize());
        } catch (Throwable e) {
            throw new IllegalStateException("munmap", e);
        }
    }

    /** close(2). */
    static void close(MemorySegment state, int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException("close", e);
        }
    }

    /** The lowest number that is free now: the next socket gets it if no other thread opens something first. */
    static int free(MemorySegment state) {
        try {
            int got = (int) SOCKET.invokeExact(state, AF_INET, DATAGRAM, 0);
            if (got >= 0) {
                close(state, got);
            }
            return got;
        } catch (Throwable e) {
            throw new IllegalStateException("socket", e);
        }
    }

    /** getsockname(2) into {@code name}, whose room {@code bytes} tells and which tells what was used; false: no socket. */
    static boolean name(MemorySegment state, int descriptor, MemorySegment name, MemorySegment bytes) {
        try {
            return (int) NAME.invokeExact(state, descriptor, name, bytes) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException("getsockname", e);
        }
    }

    /** Whether it is a socket of datagrams; {@code kind} and {@code bytes} are overwritten. */
    static boolean isDatagram(MemorySegment state, int descriptor, MemorySegment kind, MemorySegment bytes) {
        bytes.set(ValueLayout.JAVA_INT, 0, Integer.BYTES);
        try {
            return (int) OPTION.invokeExact(state, descriptor, SOL_SOCKET, SO_TYPE, kind, bytes) == 0
                    && kind.get(ValueLayout.JAVA_INT, 0) == DATAGRAM;
        } catch (Throwable e) {
            throw new IllegalStateException("getsockopt", e);
        }
    }
}
