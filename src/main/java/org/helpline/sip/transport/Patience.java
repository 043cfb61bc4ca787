package org.helpline.sip.transport;

import java.time.Duration;
import org.helpline.config.SipSettings;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a connection may be silent, and a message on it take to come whole. Confined to the connection's loop. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final TcpFlow flow;
    private final Duration idle;
    private final Duration drip;
    private Timers.@Nullable Timer idleTimer;
    private Timers.@Nullable Timer dripTimer;

    Patience(TcpFlow flow, SipSettings.Connections bounds) {
        this.flow = flow;
        this.idle = bounds.idle();
        this.drip = bounds.message();
    }

    /** The connection is open. */
    void begin() {
        watchIdle(idle);
    }

    private void watchIdle(Duration in) {
        idleTimer = flow.home().after(in, () -> {
            Duration silent = Duration.ofNanos(flow.home().clock().nanos() - flow.lastActive());
            if (flow.isWatched()) {
                watchIdle(idle); // a call or a registered phone depends on it
            } else if (silent.compareTo(idle) >= 0) {
                end("silent");
            } else {
                watchIdle(idle.minus(silent));
            }
        });
    }

    /** Something came; {@code isHalfway}: the last message is not whole yet. */
    void heard(boolean isHalfway) {
        if (!isHalfway) {
            whole();
        } else if (dripTimer == null) {
            dripTimer = flow.home().after(drip, () -> end("a message did not come whole in time"));
        }
    }

    /** A message is whole; the next one has its own time. */
    void whole() {
        stop(dripTimer);
        dripTimer = null;
    }

    /** Closes the connection. */
    void end(String why) {
        LOG.debug("{} peer={} closed: {}", flow.transport(), flow.remote(), why);
        flow.close();
    }

    /** The connection is closed. */
    void over() {
        stop(dripTimer);
        stop(idleTimer);
    }

    private static void stop(Timers.@Nullable Timer timer) {
        if (timer != null) {
            timer.cancel();
        }
    }
}
