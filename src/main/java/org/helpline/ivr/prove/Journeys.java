package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Every situation that calls come to, and every way between them.
 *
 * @param begins the ways that lead into the first situations
 * @param unexplored a situation that was left out because there were too many; empty: there is none
 */
record Journeys(List<Node> nodes, List<Leg> begins, Optional<Node> unexplored) {

    /** All ways. */
    Stream<Leg> legs() {
        return Stream.concat(
                begins.stream(), nodes.stream().flatMap(n -> n.choices.stream()).flatMap(c -> c.legs().stream()));
    }

    /** The shortest call that takes this way last, from its begin. */
    static List<Leg> to(Leg last) {
        List<Leg> path = new ArrayList<>();
        Optional<Leg> leg = Optional.of(last);
        while (leg.isPresent()) {
            path.addFirst(leg.get());
            leg = leg.get().from().flatMap(n -> n.from);
        }
        return path;
    }
}
