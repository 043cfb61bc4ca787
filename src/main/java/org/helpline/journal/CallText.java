package org.helpline.journal;

import java.util.List;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;

/**
 * What was said of a call.
 *
 * @param notes of the agents, the first first
 * @param tags that were on it in the end, in the order of their letters
 * @param choices what the caller chose in the menus before the last agent was rung
 */
public record CallText(List<Note> notes, List<String> tags, List<ScreenPop.Choice> choices) {

    /** Of a call of which nothing was said. */
    public static final CallText NOTHING = new CallText(List.of(), List.of(), List.of());

    /** A note. */
    public record Note(AgentId agent, Personal text) {}

    boolean isEmpty() {
        return notes.isEmpty() && tags.isEmpty() && choices.isEmpty();
    }
}
