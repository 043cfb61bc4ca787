package org.helpline.interaction;

import java.util.Optional;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.CallFact;

/**
 * What is heard of a phone before it is answered: its network's announcement or tone (early media), our ringing tone until that comes.
 * A bridge takes its place. Confined to the call's loop.
 */
final class EarlySound {

    private final LiveCall call;
    private final CallerLeg caller;
    private boolean heard;

    EarlySound(LiveCall call, CallerLeg caller) {
        this.call = call;
        this.caller = caller;
    }

    /** The caller, who hears the phone ring, hears what comes from it; {@code name} as facts name the leg. */
    void toCaller(Leg phone, String name) {
        call.music().stop();
        caller.hear(phone);
        call.tell(new CallFact.Early(name));
        heard = true;
    }

    /** The agent who waits for a call-back's customer hears their phone ring. */
    void ringing(Optional<Leg> agent, Sound tone) {
        if (!heard) {
            agent.ifPresent(l -> l.startMusic(tone));
        }
    }

    /** The agent hears what comes from the customer's network. */
    void toAgent(Optional<Leg> agent, Leg customer) {
        heard = true;
        agent.ifPresent(l -> {
            l.stopMusic();
            l.hear(customer);
        });
    }

    /** It is answered, and bridged. */
    void answered() {
        heard = false;
    }

    /** It is not answered. */
    void end() {
        if (heard) {
            heard = false;
            caller.unbridge();
        }
    }
}
