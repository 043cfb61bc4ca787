package org.helpline.sip.transport;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.helpline.config.Network;
import org.helpline.config.SipSettings;
import org.helpline.core.Snapshot;

/**
 * Our address as those beyond a NAT see it, learnt where {@code sip.advertised} does not say it (P47): each response of a trunk's machine tells
 * where our request came from (RFC 3261 §18.2.1, RFC 3581 §4). It counts when our own address is private, the machine's is public, the NAT has
 * left our port as it was, and two responses in a row say so. What a machine has shown is named to it; to whoever else is outside, what was
 * shown first.
 *
 * <p>Written on the edge loop, read by any thread.
 */
public final class OuterAddress {

    private static final int MOST_MACHINES = 256;

    private final boolean learns;
    private final Nearby nearby;
    private final Snapshot<Known> known = new Snapshot<>(new Known(Map.of(), Optional.empty()));
    private final Map<InetAddress, Seen> candidates = new HashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    /** What machines have shown twice; empty for those to whom our local address is the right one. */
    private record Known(Map<InetAddress, Optional<InetAddress>> byMachine, Optional<InetAddress> usual) {}

    /** What one response shows: our address; empty where it is of no use, in {@code why} then in words, if there is something to say. */
    private record Seen(Optional<InetAddress> address, String why) {}

    private OuterAddress(boolean learns, Nearby nearby) {
        this.learns = learns;
        this.nearby = nearby;
    }

    /** Learns unless an address is set. */
    static OuterAddress of(SipSettings settings, Nearby nearby) {
        return settings.advertised().isEmpty() ? learning(nearby) : none();
    }

    /** Knows nothing yet. */
    public static OuterAddress learning(Nearby nearby) {
        return new OuterAddress(true, nearby);
    }

    /** Learns nothing. */
    public static OuterAddress none() {
        return new OuterAddress(false, new Nearby(List.of()));
    }

    /** {@code listener} is told each change in a line, on the edge loop. While starting. */
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /**
     * What {@code peer} shall be told instead of our local address, which faces it; empty: the local one is right, or nothing else is known.
     * Any thread.
     */
    public Optional<InetAddress> towards(InetAddress peer, InetAddress local) {
        Known now = known.get();
        if (now.byMachine.isEmpty() || !isBetween(peer, local)) {
            return Optional.empty();
        }
        Optional<InetAddress> shown = now.byMachine.get(peer);
        return (shown == null ? now.usual : shown)
                .filter(a -> a instanceof Inet4Address == local instanceof Inet4Address);
    }

    /** What this machine has shown, which is named to it; empty: nothing that is of use. Any thread. */
    public Optional<InetAddress> shownBy(InetAddress machine) {
        return known.get().byMachine.getOrDefault(machine, Optional.empty());
    }

    /** Whether a NAT lies between us and the peer, if anything does. */
    private boolean isBetween(InetAddress peer, InetAddress local) {
        return learns && !Nearby.isPublic(local) && Nearby.isPublic(peer) && !nearby.has(peer);
    }

    /**
     * A machine of a trunk has answered a request of ours. On the edge loop.
     *
     * @param over the flow of the request
     * @param host where the topmost Via of the response says that the request came from; as the peer wrote it
     * @param port the same; 0 where it does not say
     * @return whether another answer should be asked for soon, which would confirm it
     */
    public boolean seen(String trunk, Flow over, String host, int port) {
        InetAddress machine = over.remote().getAddress();
        InetSocketAddress local = over.local();
        if (!isBetween(machine, local.getAddress())) {
            return false;
        }
        Optional<InetAddress> from =
                Network.read(host.replaceAll("[\\[\\]]", "")).map(Network::base);
        if (from.isEmpty()) {
            return false;
        }
        Seen seen = read(from.get(), over.isReliable() || port == 0 || port == local.getPort(), port, local.getPort());
        Optional<InetAddress> before = known.get().byMachine.getOrDefault(machine, Optional.empty());
        boolean isKnown = known.get().byMachine.containsKey(machine);
        if (isKnown && before.equals(seen.address)) {
            candidates.remove(machine);
            return false;
        }
        if (!seen.equals(candidates.put(machine, seen))) {
            return true;
        }
        candidates.remove(machine);
        take(trunk, machine, before, seen);
        return false;
    }

    private static Seen read(InetAddress from, boolean isPortKept, int port, int ours) {
        if (!Nearby.isPublic(from) || from.isMulticastAddress()) {
            return new Seen(Optional.empty(), "");
        }
        String host = from.getHostAddress();
        return isPortKept
                ? new Seen(Optional.of(from), "")
                : new Seen(
                        Optional.empty(),
                        "sees this server at %s, but port %d as %d: the NAT changes ports, so the address is not used by itself. Forward the ports and set sip.advertised."
                                .formatted(host, ours, port));
    }

    private void take(String trunk, InetAddress machine, Optional<InetAddress> before, Seen seen) {
        Map<InetAddress, Optional<InetAddress>> machines = new HashMap<>(known.get().byMachine);
        if (machines.size() >= MOST_MACHINES) {
            machines.clear(); // of trunks that come and go; those that stay are soon known again
        }
        machines.put(machine, seen.address);
        Optional<InetAddress> usual = known.get()
                .usual
                .filter(u -> machines.values().stream().anyMatch(m -> m.equals(Optional.of(u))))
                .or(() -> seen.address)
                .or(() -> machines.values().stream().flatMap(Optional::stream).findFirst());
        known.publish(new Known(Map.copyOf(machines), usual));
        String line = line(trunk, before, seen);
        if (!line.isEmpty()) {
            listeners.forEach(l -> l.accept(line));
        }
    }

    private static String line(String trunk, Optional<InetAddress> before, Seen seen) {
        String name = "trunk " + trunk + " ";
        if (seen.address.isPresent()) {
            return name + "sees this server at " + seen.address.get().getHostAddress()
                    + before.map(b -> ", no longer at " + b.getHostAddress()).orElse("")
                    + ": that is named to peers outside from now on (sip.advertised is not set); calls that are up stay as they are.";
        }
        return seen.why.isEmpty() && before.isPresent()
                ? name + "sees this server no longer at " + before.get().getHostAddress()
                        + ", but at a private address: its local one is named to it from now on."
                : seen.why.isEmpty() ? "" : name + seen.why;
    }
}
