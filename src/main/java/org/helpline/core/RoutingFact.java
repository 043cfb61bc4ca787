package org.helpline.core;

import java.util.List;

/** What the ACD was told and what it decided, so that it can be replayed. Nobody listens but the journal. */
public sealed interface RoutingFact extends Fact {

    /** The stream of all of them. */
    String STREAM = "acd:log";

    /** Some lines of the ACD's log, in order; they tell nothing of who called. */
    record Inputs(List<String> lines) implements RoutingFact {}

    /** A line of it that tells where the ACD stood: a replay can begin here, without what was before. */
    record Checkpoint(String line) implements RoutingFact {}
}
