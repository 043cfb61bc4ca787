package org.helpline.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.core.AgentId;

/**
 * Which window of an agent's is the phone: one at most, in whatever browser. A window knows itself by its holder's id, which is another at each
 * renewal, so that of two windows with one memory (a tab that was duplicated) only the latter goes on. Confined to the desk's loop.
 */
final class PhoneHolders {

    private final Supplier<String> ids;
    private final Map<AgentId, Holder> byAgent = new HashMap<>();

    private record Holder(String id, DeskSession session) {}

    /** {@code ids} gives a new random word each time. */
    PhoneHolders(Supplier<String> ids) {
        this.ids = ids;
    }

    /** What becomes of a window that asks to be the phone. */
    sealed interface Answer {
        /** It is, under this id. */
        record Given(String id) implements Answer {}

        /** Another is, and it did not ask to take over. */
        record Elsewhere() implements Answer {}

        /** Another is, and talks. */
        record Talking() implements Answer {}
    }

    /** How a window asks. {@code id}: what it was given the last time, or nothing; {@code takes}: even where another is the phone. */
    record Wish(String id, boolean takes) {}

    /** A window of this session asks. {@code isTalking}: whether the agent has a call. */
    Answer ask(DeskSession session, Wish wish, boolean isTalking) {
        Holder now = byAgent.get(session.agent());
        boolean isOther = now != null && !now.id.equals(wish.id);
        if (isOther && !wish.takes) {
            return new Answer.Elsewhere();
        }
        if (isOther && isTalking) {
            return new Answer.Talking();
        }
        Holder next = new Holder(ids.get(), session);
        byAgent.put(session.agent(), next);
        return new Answer.Given(next.id);
    }

    /** A window is the phone no longer. @return false if it was not */
    boolean leave(AgentId agent, String id) {
        Holder now = byAgent.get(agent);
        return now != null && now.id.equals(id) && byAgent.remove(agent, now);
    }

    /** Lets go of the windows whose session is over. @return their agents */
    List<AgentId> endWithout(Predicate<DeskSession> isLive) {
        List<AgentId> ended = new ArrayList<>();
        byAgent.entrySet().removeIf(e -> {
            boolean isOver = !isLive.test(e.getValue().session);
            return isOver && ended.add(e.getKey());
        });
        return ended;
    }
}
