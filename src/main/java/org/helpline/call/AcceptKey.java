package org.helpline.call;

import java.time.Duration;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/** Asks whoever answered one phone to press the key, over and over, until they do or the time is over. Confined to the call's loop. */
final class AcceptKey {

    private static final Duration PAUSE = Duration.ofMillis(1_500);

    private final Acceptance terms;
    private final Leg leg;
    private final Runnable accepted;
    private final Timers.Timer end;
    private Timers.@Nullable Timer again;
    private long playId = -1; // the house numbers its own from 1
    private boolean over;

    AcceptKey(Acceptance terms, Leg leg, Runnable accepted, Runnable inVain) {
        this.terms = terms;
        this.leg = leg;
        this.accepted = accepted;
        this.end = leg.loop().timers().after(terms.within(), () -> {
            stop();
            inVain.run();
        });
        say();
    }

    private void say() {
        terms.prompt().find(leg.loop(), sounds -> {
            if (!over && !sounds.isEmpty()) {
                leg.play(playId--, sounds);
            }
        });
    }

    /** What the phone does meanwhile. */
    void on(LegEvent event) {
        if (over) {
            return;
        }
        if (event instanceof LegEvent.DigitHeard heard && heard.digit() == terms.key()) {
            stop();
            leg.stopPlay();
            accepted.run();
        } else if (event instanceof LegEvent.PlayEnded) {
            again = leg.loop().timers().after(PAUSE, this::say);
        }
    }

    void stop() {
        over = true;
        end.cancel();
        if (again != null) {
            again.cancel();
        }
    }
}
