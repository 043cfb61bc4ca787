package org.helpline.interaction;

import org.helpline.call.CallerLeg;

/** The music that the caller hears while waiting or on hold. Confined to the call's loop. */
final class CallerMusic {

    private final PromptBook prompts;
    private final CallerLeg caller;
    private long changes;

    CallerMusic(PromptBook prompts, CallerLeg caller) {
        this.prompts = prompts;
        this.caller = caller;
    }

    /** Starts the music of this name as soon as it is loaded, unless it is stopped before. */
    void start(String name) {
        long mine = ++changes;
        prompts.music(name, caller.loop(), music -> {
            if (mine == changes) {
                caller.startMusic(music);
            }
        });
    }

    void stop() {
        changes++;
        caller.stopMusic();
    }
}
