package org.helpline.media;

import java.time.Duration;

/** Tells once when no RTP has come for too long although some is due. One media loop. */
final class SilenceWatch {

    private final long timeoutNanos;
    private boolean due;
    private boolean told;
    private long sinceNanos;

    /** Zero or less never tells. */
    SilenceWatch(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /** From now on RTP is due: silence counts from here, not from before the answer or the hold. */
    void expect(long now) {
        due = true;
        told = false;
        sinceNanos = now;
    }

    /** No RTP is due, as on hold. */
    void rest() {
        due = false;
    }

    boolean isExpecting() {
        return due;
    }

    /** RTP has come. */
    void heard(long now) {
        sinceNanos = now;
        told = false;
    }

    /** Whether the silence is to be told now; true once for each silence. */
    boolean isOver(long now) {
        if (!due || told || timeoutNanos <= 0 || now - sinceNanos < timeoutNanos) {
            return false;
        }
        told = true;
        return true;
    }

    Duration silence(long now) {
        return Duration.ofNanos(now - sinceNanos);
    }
}
