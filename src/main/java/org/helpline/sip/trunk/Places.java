package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.helpline.sip.transport.Flow;

/**
 * Where a trunk is, as the name servers have it: RFC 3263, RFC 2782.
 *
 * @param all every server, in no order that means anything
 */
record Places(List<Place> all) {

    static final Places NONE = new Places(List.of());

    /**
     * One server.
     *
     * @param transport {@code UDP}, {@code TCP} or {@code TLS}
     * @param host its name, or its address
     * @param addresses in the order to try them
     * @param priority lower ones first; {@code weight} its share of the calls among those of its priority
     */
    record Place(String transport, String host, int port, List<InetAddress> addresses, int priority, int weight) {}

    /** All servers in words, for the log. */
    String told() {
        return all.stream()
                .flatMap(p -> p.addresses().stream()
                        .map(a -> new InetSocketAddress(a, p.port()))
                        .map(a -> p.transport().toLowerCase(Locale.ROOT) + ' ' + Flow.bracketed(a) + ':' + a.getPort()))
                .collect(Collectors.joining(", "));
    }

    /** The servers in an order drawn anew: by priority, within one at random by weight (RFC 2782, "Weight"). */
    List<Place> drawn(RandomGenerator random) {
        List<Place> left = new ArrayList<>(all);
        // those without weight stand first, so that they are drawn only when the number drawn is 0: RFC 2782
        left.sort(Comparator.comparingInt(Place::priority).thenComparingInt(p -> p.weight() == 0 ? 0 : 1));
        List<Place> order = new ArrayList<>(left.size());
        while (!left.isEmpty()) {
            int priority = left.getFirst().priority();
            List<Place> first =
                    left.stream().filter(p -> p.priority() == priority).toList();
            Place next = draw(first, random);
            order.add(next);
            left.remove(next);
        }
        return order;
    }

    private static Place draw(List<Place> equals, RandomGenerator random) {
        int sum = equals.stream().mapToInt(Place::weight).sum();
        if (sum == 0) {
            return equals.get(random.nextInt(equals.size()));
        }
        int drawn = random.nextInt(sum + 1);
        int running = 0;
        for (Place place : equals) {
            running += place.weight();
            if (running >= drawn) {
                return place;
            }
        }
        return equals.getLast();
    }
}
