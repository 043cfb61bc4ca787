package org.helpline.interaction;

import java.time.Duration;
import java.util.Optional;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * Caller and the one they talk with both go by one trunk, which joins them itself (REFER with Replaces, RFC 5589 §7), so that both our lines are
 * free. They are bridged here until it says that it has, and stay so if it does not. Confined to the call's loop.
 */
final class JoinedOutside {

    /** Both calls are up at the trunk already: it has nobody to wait for. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Between the end of a leg that was replaced and the word that it has been. */
    static final Duration LAST_WORD = Duration.ofSeconds(5);

    private final LiveCall call;
    private final CallerLeg caller;
    private @Nullable Asked asked;

    JoinedOutside(LiveCall call, CallerLeg caller) {
        this.call = call;
        this.caller = caller;
    }

    private static final class Asked {
        private final String trunk;
        private final String other;
        private Timers.@Nullable Timer patience;
        private @Nullable Runnable othersEnd;
        private boolean late;

        Asked(String trunk, String other) {
            this.trunk = trunk;
            this.other = other;
        }

        void stop() {
            if (patience != null) {
                patience.cancel();
            }
        }
    }

    /** They hear each other and nothing is left for us to do: asks the trunk, if it may be asked and has not refused in this call. */
    void begin(Leg other) {
        if (asked != null || call.sentOn().isRefused() || !caller.joinedOutside(other)) {
            return;
        }
        Asked now = new Asked(caller.trunk().orElse(""), other.name());
        asked = now;
        now.patience = call.loop().timers().after(PATIENCE, () -> tooLate(now));
        tell(now, 0, "is asked to join both calls itself (REFER with Replaces)");
    }

    /** What the trunk says. */
    void heard(LegEvent.SendOnNews news) {
        Asked now = asked;
        if (now == null) {
            return;
        }
        switch (news.stage()) {
            case TAKEN, PROGRESS -> {} // it says at last whether they are
            case REFUSED -> {
                tell(now, news.status(), "does not do that (" + SentOn.words(news) + "); they stay connected here");
                stays(now);
            }
            case OVER -> {
                if (news.status() >= 200 && news.status() < 300) {
                    tell(now, news.status(), "has joined both calls");
                    leave(now);
                } else {
                    tell(now, news.status(), "has not joined both calls: " + SentOn.words(news));
                    stays(now);
                }
            }
        }
    }

    /** Whether the trunk's word is awaited. */
    boolean isUnderWay() {
        return asked != null && !asked.late;
    }

    /**
     * The other one's leg has ended; whether that may be because the trunk has put it into another's place, which it is about to say.
     *
     * @param end run if it is not
     */
    boolean otherHasLeft(Runnable end) {
        Asked now = asked;
        if (now == null || now.late) {
            close();
            return false;
        }
        now.othersEnd = end;
        now.stop();
        now.patience = call.loop().timers().after(LAST_WORD, () -> stays(now));
        return true;
    }

    /** The caller's leg has ended; whether because the trunk has them now. */
    boolean callerHasLeft() {
        Asked now = asked;
        if (now == null || now.othersEnd == null) {
            return false;
        }
        leave(now);
        return true;
    }

    private void leave(Asked now) {
        close();
        call.finish(
                "served", "server", "The trunk " + now.trunk + " joined the caller with " + words(now) + " itself.");
    }

    /** They are not joined: if the other one has gone meanwhile, that was an end. */
    private void stays(Asked now) {
        if (asked == now) {
            close();
            Optional.ofNullable(now.othersEnd).ifPresent(Runnable::run);
            call.settle();
        }
    }

    /** If they are joined later, our legs may go all the same. */
    private void tooLate(Asked now) {
        now.late = true;
        tell(now, 0, "has not said in time whether they are joined; they stay connected here");
    }

    /** The call is over. */
    void close() {
        Optional.ofNullable(asked).ifPresent(Asked::stop);
        asked = null;
    }

    private static String words(Asked now) {
        return now.other.substring(now.other.indexOf(':') + 1);
    }

    private void tell(Asked now, int status, String what) {
        call.tell(new CallFact.Tried(now.other, now.trunk, "", status, "trunk " + now.trunk + " " + what));
    }
}
