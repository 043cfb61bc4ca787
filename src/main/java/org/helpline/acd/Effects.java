package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is to be done, in order, until the loop takes it. Confined to the ACD's loop. */
final class Effects {

    private final List<FloorEffect> effects = new ArrayList<>();

    void tell(AcdEvent event) {
        effects.add(new FloorEffect.Tell(event));
    }

    void start(FloorEffect.TimerKey timer, Duration after) {
        effects.add(new FloorEffect.Start(timer, after));
    }

    void stop(FloorEffect.TimerKey timer) {
        effects.add(new FloorEffect.Stop(timer));
    }

    void changed(Seat seat) {
        effects.add(new FloorEffect.SeatChanged(seat));
    }

    void reseated() {
        effects.add(new FloorEffect.Reseated());
    }

    /** All of them; none is left. */
    List<FloorEffect> take() {
        List<FloorEffect> taken = List.copyOf(effects);
        effects.clear();
        return taken;
    }
}
