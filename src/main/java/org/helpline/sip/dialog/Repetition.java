package org.helpline.sip.dialog;

import java.time.Duration;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a 2xx to INVITE until it is acknowledged: after T1, doubling to T2, on every transport, for 64·T1 (RFC 3261
 * §13.3.1.4). Confined to its loop.
 */
final class Repetition {

    private final Timers timers;
    private final Runnable send;
    private final Runnable giveUp;
    private final Duration longest;
    private Duration interval = SipTimes.T1;
    private Timers.@Nullable Timer next;
    private final Timers.Timer end;

    private Repetition(Timers timers, Duration longest, Runnable send, Runnable giveUp) {
        this.timers = timers;
        this.longest = longest;
        this.send = send;
        this.giveUp = giveUp;
        this.end = timers.after(SipTimes.GIVE_UP, this::end);
    }

    /** Starts; the first copy is already sent. Either {@link #stop} is called or {@code giveUp} runs once. */
    static Repetition start(Timers timers, Runnable send, Runnable giveUp) {
        return start(timers, SipTimes.T2, send, giveUp);
    }

    /** The same for a reliable provisional response, whose interval doubles without end: RFC 3262 §3. */
    static Repetition unbounded(Timers timers, Runnable send, Runnable giveUp) {
        return start(timers, SipTimes.GIVE_UP, send, giveUp);
    }

    private static Repetition start(Timers timers, Duration longest, Runnable send, Runnable giveUp) {
        Repetition repetition = new Repetition(timers, longest, send, giveUp);
        repetition.next = timers.after(repetition.interval, repetition::again);
        return repetition;
    }

    void stop() {
        end.cancel();
        if (next != null) {
            next.cancel();
        }
    }

    private void again() {
        Duration doubled = interval.multipliedBy(2);
        interval = doubled.compareTo(longest) < 0 ? doubled : longest;
        next = timers.after(interval, this::again);
        send.run();
    }

    private void end() {
        stop();
        giveUp.run();
    }
}
