package org.helpline.interaction;

import org.helpline.call.Leg;
import org.helpline.ivr.model.Ringing;

/** The music that one side hears: the caller while waiting or on hold, somebody whom an agent lets wait. Confined to the call's loop. */
final class CallerMusic {

    private final PromptBook prompts;
    private final Leg leg;
    private long changes;
    private String heard = "";

    CallerMusic(PromptBook prompts, Leg leg) {
        this.prompts = prompts;
        this.leg = leg;
    }

    /** Starts the music of this name as soon as it is loaded, unless it is stopped before. */
    void start(String name) {
        if (!name.equals(Ringing.RINGBACK)) { // which nobody wants to hear again
            heard = name;
        }
        long mine = ++changes;
        prompts.music(name, leg.loop(), music -> {
            if (mine == changes) {
                leg.startMusic(music);
            }
        });
    }

    /** Goes on with what was heard before, from where it stopped; {@code first} if nothing was. */
    void again(String first) {
        start(heard.isEmpty() ? first : heard);
    }

    void stop() {
        changes++;
        leg.stopMusic();
    }
}
