package org.helpline.sip.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private final Map<TcpFlow, Source> all = new LinkedHashMap<>();
    private final Map<Source, Set<TcpFlow>> bySource = new HashMap<>();

    ConnectionTable(int most, int mostPerSource) {
        this.most = most;
        this.mostPerSource = mostPerSource;
    }

    /** Takes a new connection in and answers the one to close for it, if any. */
    Optional<TcpFlow> admit(TcpFlow flow) {
        return admit(flow, Source.of(flow.remote().getAddress()));
    }

    /** A proxy of ours has told whom a connection is for: it counts for them from now on, and not for the proxy. Answers as {@link #admit} does. */
    Optional<TcpFlow> counts(TcpFlow flow, InetAddress client) {
        if (!all.containsKey(flow)) {
            return Optional.empty(); // closed meanwhile
        }
        remove(flow);
        return admit(flow, Source.of(client));
    }

    private Optional<TcpFlow> admit(TcpFlow flow, Source from) {
        Set<TcpFlow> source = bySource.getOrDefault(from, Set.of());
        Optional<TcpFlow> victim = Optional.empty();
        if (source.size() >= mostPerSource) {
            victim = idlest(source);
        } else if (all.size() >= most) {
            victim = idlest(all.keySet());
        }
        victim.ifPresent(this::remove);
        all.put(flow, from);
        bySource.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(flow);
        return victim;
    }

    void remove(TcpFlow flow) {
        Source from = all.remove(flow);
        if (from != null) {
            bySource.computeIfPresent(from, (_, flows) -> flows.remove(flow) && flows.isEmpty() ? null : flows);
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
