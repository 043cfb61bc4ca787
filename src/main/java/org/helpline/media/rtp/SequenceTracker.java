package org.helpline.media.rtp;

/**
 * The sequence numbers of one source: extended over wrap-arounds, with what was lost. One thread. The probation of RFC 3550 §A.1 is the
 * {@link Latch}'s.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3550#appendix-A.1">RFC 3550 §A.1 and §A.3</a>
 */
public final class SequenceTracker {

    private static final int MAX_DROPOUT = 3_000;
    private static final int MAX_MISORDER = 100;
    private static final int MODULUS = 1 << 16;
    private static final int NONE = -1;

    private boolean started;
    private int highest;
    private long cycles;
    private long base;
    private int badNext = NONE;
    private long received;
    private long receivedBefore;
    private long expectedBefore;
    private long lostInEarlierRuns;

    /** What a sequence number means. */
    public enum Verdict {
        /** In order, after a loss, late or repeated: part of the run. */
        GOOD,
        /** A jump too far to believe until the next number follows it. */
        JUMP,
        /** The second after a jump: the source has restarted, and this is its new first. */
        RESTARTED
    }

    /** Takes the next packet's {@code sequence}, 0 to 65535. */
    public Verdict on(int sequence) {
        if (!started) {
            begin(sequence);
            return Verdict.GOOD;
        }
        int ahead = (sequence - highest) & 0xffff;
        if (ahead < MAX_DROPOUT) {
            cycles += sequence < highest ? MODULUS : 0;
            highest = sequence;
        } else if (ahead <= MODULUS - MAX_MISORDER) {
            return jumped(sequence);
        }
        received++;
        return Verdict.GOOD;
    }

    private Verdict jumped(int sequence) {
        if (sequence != badNext) {
            badNext = (sequence + 1) & 0xffff;
            return Verdict.JUMP;
        }
        lostInEarlierRuns += Math.max(0, expectedInRun() - received);
        begin(sequence);
        return Verdict.RESTARTED;
    }

    private void begin(int sequence) {
        started = true;
        base = sequence;
        highest = sequence;
        cycles = 0;
        badNext = NONE;
        received = 1;
        receivedBefore = 0;
        expectedBefore = 0;
    }

    private long expectedInRun() {
        return started ? cycles + highest - base + 1 : 0;
    }

    /** The highest sequence number with its wrap-arounds above it, as a report block carries it; 0 before the first. */
    public int extendedHighest() {
        return started ? (int) (cycles + highest) : 0;
    }

    /** Packets lost since the start; repeated ones make it less, but never negative here. */
    public long lost() {
        return lostInEarlierRuns + Math.max(0, expectedInRun() - received);
    }

    /** {@link #lost} as the 24-bit signed field of a report block holds it: clamped, and negative when more came than were due. */
    public int lostField() {
        long lost = lostInEarlierRuns + expectedInRun() - received;
        return (int) Math.clamp(lost, -0x800000L, 0x7fffffL);
    }

    /** The share lost since this was last asked, in 1/256; 0 if more came than were due. Starts the next interval. */
    public int fractionLost() {
        long expected = expectedInRun() - expectedBefore;
        long lost = expected - (received - receivedBefore);
        expectedBefore = expectedInRun();
        receivedBefore = received;
        return expected == 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }
}
