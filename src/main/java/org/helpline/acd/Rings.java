package org.helpline.acd;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.helpline.core.AgentId;

/** What agents do in a play when they are rung for one caller: what they did for that caller, then what they do as a rule. Not thread-safe. */
final class Rings {

    private final Map<AgentId, List<People.Ring>> seen;
    private final Map<AgentId, List<People.Ring>> manners;
    private final SplittableRandom lots;
    private final Map<AgentId, Integer> rung = new HashMap<>();

    Rings(People.Ways ways, People people) {
        this.seen = ways.rings();
        this.manners = people.agents();
        this.lots = new SplittableRandom(ways.lot());
    }

    /** The agent is rung for the caller, perhaps not for the first time; {@code usual}: after so long they pick up, if they do. */
    People.Ring next(AgentId agent, Duration usual) {
        int before = rung.merge(agent, 1, Integer::sum) - 1;
        double lot = lots.nextDouble(); // one for each ring, whether it is needed or not
        List<People.Ring> then = seen.getOrDefault(agent, List.of());
        if (before < then.size()) {
            return then.get(before) instanceof People.Ring.Cut(Duration after)
                    ? new People.Ring.Taken(later(after, usual))
                    : then.get(before);
        }
        List<People.Ring> all = manners.getOrDefault(agent, List.of());
        People.Ring drawn = all.isEmpty() ? new People.Ring.Taken(usual) : all.get((int) (lot * all.size()));
        return drawn instanceof People.Ring.Taken ? new People.Ring.Taken(usual) : drawn;
    }

    private static Duration later(Duration cut, Duration usual) {
        return usual.compareTo(cut) > 0 ? usual : cut.plusMillis(1);
    }
}
