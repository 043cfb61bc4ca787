package org.helpline.media.rtp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.util.Locale;

/**
 * One io_uring of Linux, to which {@code sendmsg} is submitted many at a time; each is done when {@link #submit} returns, since none may wait. One
 * thread at a time.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/io_uring.7.html">io_uring(7)</a>
 */
@SuppressWarnings("restricted") // maps what the kernel shares; the launcher enables native access
final class Uring implements AutoCloseable {

    private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

    // struct io_uring_params
    private static final int PARAMETERS = 120;
    private static final int FEATURES = 20;
    private static final int SQ_OFFSETS = 40;
    private static final int CQ_OFFSETS = 80;
    private static final int ONE_MAPPING = 1; // IORING_FEAT_SINGLE_MMAP
    private static final int NOTHING_IS_LOST = 2; // IORING_FEAT_NODROP

    // struct io_sqring_offsets, io_cqring_offsets
    private static final int HEAD = 0;
    private static final int TAIL = 4;
    private static final int MASK = 8;
    private static final int CQES = 20;
    private static final int ARRAY = 24;
    private static final int CQE = 16;
    private static final int CQE_RESULT = 8;
    private static final long SQES = 0x10000000L;

    // struct io_uring_sqe
    private static final int SQE = 64;
    private static final int SQE_DESCRIPTOR = 4;
    private static final int SQE_ADDRESS = 16;
    private static final int SQE_LENGTH = 24;
    private static final int SQE_FLAGS = 28;
    private static final byte SENDMSG = 9;
    private static final int DONT_WAIT_NO_SIGNAL = 0x4040;

    private final MemorySegment state = LinuxCalls.state(Arena.ofAuto());
    private final int descriptor;
    private final MemorySegment rings;
    private final MemorySegment sqes;
    private final long sqHead;
    private final long sqTail;
    private final int sqMask;
    private final long sqArray;
    private final long cqHead;
    private final long cqTail;
    private final int cqMask;
    private final long cqes;

    /**
     * Opens one.
     *
     * @param entries how many may be submitted at once, a power of two
     * @throws IOException with a plain reason if this system has none for us
     */
    Uring(int entries) throws IOException {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux")) {
            throw new IOException("only Linux has it");
        }
        MemorySegment p = Arena.ofAuto().allocate(PARAMETERS, 8);
        descriptor = LinuxCalls.setup(state, entries, p);
        if (descriptor < 0) {
            throw new IOException(reason(LinuxCalls.errno(state)));
        }
        int needed = ONE_MAPPING | NOTHING_IS_LOST;
        if ((at(p, FEATURES) & needed) != needed) {
            LinuxCalls.close(state, descriptor);
            throw new IOException("this kernel's is too old (5.5 or later)");
        }
        long cqBytes = at(p, CQ_OFFSETS + CQES) + (long) CQE * at(p, 4);
        long sqBytes = at(p, SQ_OFFSETS + ARRAY) + (long) Integer.BYTES * entries;
        rings = mapped(Math.max(cqBytes, sqBytes), 0);
        sqes = mapped((long) SQE * entries, SQES);
        sqHead = at(p, SQ_OFFSETS + HEAD);
        sqTail = at(p, SQ_OFFSETS + TAIL);
        sqMask = at(rings, at(p, SQ_OFFSETS + MASK));
        sqArray = at(p, SQ_OFFSETS + ARRAY);
        cqHead = at(p, CQ_OFFSETS + HEAD);
        cqTail = at(p, CQ_OFFSETS + TAIL);
        cqMask = at(rings, at(p, CQ_OFFSETS + MASK));
        cqes = at(p, CQ_OFFSETS + CQES);
    }

    private static int at(MemorySegment segment, long offset) {
        return segment.get(ValueLayout.JAVA_INT, offset);
    }

    private static String reason(int errno) {
        return switch (errno) {
            case 1, 13 -> "the system forbids it (kernel.io_uring_disabled, or the container's rules)";
            case 12 -> "the memory that may be locked is too small (ulimit -l)";
            case 38 -> "this kernel does not have it";
            default -> "the system refused it, error " + errno;
        };
    }

    private MemorySegment mapped(long bytes, long offset) throws IOException {
        long at = LinuxCalls.map(state, descriptor, bytes, offset);
        if (at == -1) {
            LinuxCalls.close(state, descriptor);
            throw new IOException(reason(LinuxCalls.errno(state)));
        }
        return MemorySegment.ofAddress(at).reinterpret(bytes);
    }

    /** Makes entry {@code i} send what the {@code struct msghdr} at this address names. */
    void message(int i, long address) {
        long entry = (long) SQE * i;
        sqes.asSlice(entry, SQE).fill((byte) 0);
        sqes.set(ValueLayout.JAVA_BYTE, entry, SENDMSG);
        sqes.set(ValueLayout.JAVA_LONG, entry + SQE_ADDRESS, address);
        sqes.set(ValueLayout.JAVA_INT, entry + SQE_LENGTH, 1);
        sqes.set(ValueLayout.JAVA_INT, entry + SQE_FLAGS, DONT_WAIT_NO_SIGNAL);
    }

    /** By which socket entry {@code i} sends. */
    void by(int i, int socket) {
        sqes.set(ValueLayout.JAVA_INT, (long) SQE * i + SQE_DESCRIPTOR, socket);
    }

    /** Does the first {@code count} entries, in their order; how many of them failed. */
    int submit(int count) {
        int tail = (int) INT.get(rings, sqTail);
        for (int i = 0; i < count; i++) {
            rings.set(ValueLayout.JAVA_INT, sqArray + (long) Integer.BYTES * ((tail + i) & sqMask), i);
        }
        INT.setRelease(rings, sqTail, tail + count);
        int left = count;
        for (int taken = 1; left > 0 && taken > 0; left -= Math.max(0, taken)) {
            taken = LinuxCalls.enter(descriptor, left);
        }
        if (left > 0) {
            INT.setRelease(rings, sqTail, (int) INT.getAcquire(rings, sqHead)); // what it did not take is lost
        }
        return left + failed();
    }

    private int failed() {
        int head = (int) INT.get(rings, cqHead);
        int tail = (int) INT.getAcquire(rings, cqTail);
        int failed = 0;
        for (int i = head; i != tail; i++) {
            failed += at(rings, cqes + (long) CQE * (i & cqMask) + CQE_RESULT) < 0 ? 1 : 0;
        }
        INT.setRelease(rings, cqHead, tail);
        return failed;
    }

    @Override
    public void close() {
        LinuxCalls.unmap(state, sqes);
        LinuxCalls.unmap(state, rings);
        LinuxCalls.close(state, descriptor);
    }
}
