package org.helpline.interaction;

import org.helpline.call.Leg;
import org.helpline.call.Mix;

/** Who hears a supervisor who is beside an agent; the supervisor hears what the agent hears and says. */
public enum SupervisorVoice {
    /** Nobody. */
    LISTEN("listen"),
    /** The agent alone. */
    WHISPER("whisper"),
    /** All whom the agent speaks with. */
    BARGE("barge");

    private final String word;

    SupervisorVoice(String word) {
        this.word = word;
    }

    /** As facts, desks and programs write it. */
    public String word() {
        return word;
    }

    Mix.Voice beside(Leg agent) {
        return switch (this) {
            case LISTEN -> new Mix.Voice.Listening();
            case WHISPER -> new Mix.Voice.Whispering(agent);
            case BARGE -> Mix.HEARD;
        };
    }
}
