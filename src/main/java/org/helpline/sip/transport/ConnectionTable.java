package org.helpline.sip.transport;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.sip.guard.Source;

/**
 * The connections that others opened, and how many there may be. A new one is always served: where the table or its source's share is
 * full, the one that has been silent longest goes, those that no call depends on first. Confined to the loop that accepts.
 */
final class ConnectionTable {

    private final int most;
    private final int mostPerSource;
    private final Set<TcpFlow> all = new LinkedHashSet<>();
    private final Map<Source, Set<TcpFlow>> bySource = new HashMap<>();

    ConnectionTable(int most, int mostPerSource) {
        this.most = most;
        this.mostPerSource = mostPerSource;
    }

    /** Takes a new connection in and answers the one to close for it, if any. */
    Optional<TcpFlow> admit(TcpFlow flow) {
        Source from = Source.of(flow.remote().getAddress());
        Set<TcpFlow> source = bySource.computeIfAbsent(from, _ -> new LinkedHashSet<>());
        Optional<TcpFlow> victim = Optional.empty();
        if (source.size() >= mostPerSource) {
            victim = idlest(source);
        } else if (all.size() >= most) {
            victim = idlest(all);
        }
        victim.ifPresent(this::remove);
        all.add(flow);
        bySource.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(flow);
        return victim;
    }

    void remove(TcpFlow flow) {
        all.remove(flow);
        Source from = Source.of(flow.remote().getAddress());
        Set<TcpFlow> source = bySource.get(from);
        if (source != null) {
            source.remove(flow);
            if (source.isEmpty()) {
                bySource.remove(from);
            }
        }
    }

    int size() {
        return all.size();
    }

    private static Optional<TcpFlow> idlest(Set<TcpFlow> flows) {
        TcpFlow idlest = null;
        for (TcpFlow flow : flows) {
            boolean better = idlest == null
                    || (idlest.isWatched() && !flow.isWatched())
                    || (idlest.isWatched() == flow.isWatched() && flow.lastActive() - idlest.lastActive() < 0);
            idlest = better ? flow : idlest;
        }
        return Optional.ofNullable(idlest);
    }
}
