package org.helpline.call;

import java.time.Duration;
import org.helpline.core.Digit;
import org.jspecify.annotations.Nullable;

/** Takes each press once when a phone sends it both ways: the same digit by the other way within a second is the same press. */
final class OnceDigits {

    private static final long SAME_PRESS_NANOS = Duration.ofSeconds(1).toNanos();

    private @Nullable Digit last;
    private String lastVia = "";
    private long lastAt;

    /** Whether this is a press of its own. {@code now} is the clock's monotonic time. */
    boolean isNew(Digit digit, String via, long now) {
        if (digit == last && !via.equals(lastVia) && now - lastAt < SAME_PRESS_NANOS) {
            last = null;
            return false;
        }
        last = digit;
        lastVia = via;
        lastAt = now;
        return true;
    }
}
