package org.helpline.interaction;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.call.CallerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Missed;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own trunk connects them with a number outside and lets us go (REFER), where it does that; where it will not, the number is called
 * by us. It cannot be taken back: when the time to ring is over the caller is ours again, and goes all the same if the number answers late.
 * Confined to the call's loop.
 */
final class SentOn {

    /** A provider takes that long to set a call up, beside what a phone rings. */
    private static final Duration SET_UP = Duration.ofSeconds(5);

    private final LiveCall call;
    private final CallerLeg caller;
    private @Nullable Going going;
    private boolean refused;

    SentOn(LiveCall call, CallerLeg caller) {
        this.call = call;
        this.caller = caller;
    }

    /**
     * What follows; exactly one of them is run, {@code reached} perhaps after {@code missed}.
     *
     * @param bridge the trunk does not do it: the number is to be called
     * @param reached they hear each other, and this call is about to end
     */
    record Then(Runnable bridge, Runnable reached, Consumer<Missed.Why> missed) {}

    private static final class Going {
        private final String trunk;
        private final String number;
        private final Then then;
        private Timers.@Nullable Timer patience;
        private boolean taken;
        private boolean told;
        private boolean missed;

        Going(String trunk, String number, Then then) {
            this.trunk = trunk;
            this.number = number;
            this.then = then;
        }

        void stop() {
            if (patience != null) {
                patience.cancel();
            }
        }
    }

    /** Asks the trunk, if it may be asked; false: call the number. */
    boolean begin(String number, Duration ring, Then then) {
        if (going != null || !caller.sendOn(number)) {
            return false;
        }
        Going begun = new Going(caller.trunk().orElse(""), number, then);
        going = begun;
        begun.patience = call.loop().timers().after(ring.plus(SET_UP), () -> ringOver(begun));
        tell(begun, 0, "is asked to connect the caller itself (REFER)");
        return true;
    }

    /** Whether the caller waits for the trunk's word. */
    boolean isUnderWay() {
        Going now = going;
        return now != null && !now.missed;
    }

    /** What the trunk says. */
    void heard(LegEvent.SendOnNews news) {
        Going now = going;
        if (now == null) {
            return;
        }
        switch (news.stage()) {
            case TAKEN -> now.taken = true;
            case PROGRESS -> {
                now.taken = true;
                now.told = true;
            }
            case REFUSED -> refused(now, news);
            case OVER -> over(now, news);
        }
    }

    private void refused(Going now, LegEvent.SendOnNews news) {
        going = null;
        refused = true;
        now.stop();
        tell(now, news.status(), "does not do that (" + words(news) + "); we call the number");
        if (!now.missed) {
            now.then.bridge.run();
        }
    }

    private void over(Going now, LegEvent.SendOnNews news) {
        going = null;
        now.stop();
        if (news.status() >= 200 && news.status() < 300) {
            tell(now, news.status(), "has connected the caller");
            leave(now, "The trunk " + now.trunk + " connected the caller with " + now.number + ".");
        } else {
            tell(now, news.status(), "has not connected the caller: " + words(news));
            missed(now, why(news.status()));
        }
    }

    /** The trunk has ended our leg meanwhile; whether that was because it has the caller now, as those do that tell nothing else. */
    boolean hasLeft() {
        Going now = going;
        if (now == null || !now.taken || now.told) {
            return false;
        }
        going = null;
        now.stop();
        leave(now, "The trunk " + now.trunk + " took the caller to " + now.number + ", and did not say who answered.");
        return true;
    }

    private void leave(Going now, String why) {
        now.then.reached.run();
        call.finish("served", "script", why);
    }

    private void ringOver(Going now) {
        if (going == now) {
            tell(now, 0, "has not said in time whether anybody answers");
            missed(now, Missed.Why.NO_ANSWER);
        }
    }

    private static void missed(Going now, Missed.Why why) {
        if (!now.missed) {
            now.missed = true;
            now.then.missed.accept(why);
        }
    }

    /** The call is over. */
    void close() {
        Optional.ofNullable(going).ifPresent(Going::stop);
        going = null;
    }

    private void tell(Going now, int status, String what) {
        call.tell(new CallFact.Tried("number:" + now.number, now.trunk, "", status, "trunk " + now.trunk + " " + what));
    }

    /** Whether the trunk has refused REFER in this call. */
    boolean isRefused() {
        return refused;
    }

    /** Whether the trunk's word is about this. */
    boolean isPending() {
        return going != null;
    }

    static String words(LegEvent.SendOnNews news) {
        return news.status() == 0 ? "no answer" : (news.status() + " " + news.reason()).strip();
    }

    /** RFC 3261 §21.4, §21.6; below 200: it tells no more. */
    private static Missed.Why why(int status) {
        return switch (status) {
            case 486, 600, 603 -> Missed.Why.BUSY;
            case 408, 480, 487 -> Missed.Why.NO_ANSWER;
            default -> status < 200 ? Missed.Why.NO_ANSWER : Missed.Why.NOT_THERE;
        };
    }
}
