package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.run.Situation;
import org.helpline.ivr.run.State;

/** A situation that calls come to, with the shortest call to it. Filled in by one {@link Explorer}. */
final class Node {

    final int id;
    final State state;
    final World world;
    final Situation situation;
    final int depth;
    final Optional<Leg> from;
    final List<Choice> choices = new ArrayList<>();

    Node(int id, State state, World world, Situation situation, Optional<Leg> from) {
        this.id = id;
        this.state = state;
        this.world = world;
        this.situation = situation;
        this.depth = from.flatMap(Leg::from).map(n -> n.depth + 1).orElse(0);
        this.from = from;
    }

    /** A move that is possible here, with all that may come of it. */
    record Choice(org.helpline.ivr.run.Move move, List<Leg> legs) {}

    /** Whether a human talks to the caller, or is waited for. */
    boolean isHuman() {
        return state.isInQueue() || state.isTalking() || state.calling().isPresent();
    }

    @Override
    public String toString() {
        return id + " " + state;
    }
}
