package org.helpline.journal;

import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;

/**
 * What was said of a call.
 *
 * @param notes of the agents, the first first
 * @param choices what the caller chose in the menus before the last agent was rung
 */
public record CallText(List<Note> notes, List<ScreenPop.Choice> choices) {

    /** A note. */
    public record Note(AgentId agent, Personal text) {}

    boolean isEmpty() {
        return notes.isEmpty() && choices.isEmpty();
    }
}
