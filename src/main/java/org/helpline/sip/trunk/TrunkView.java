package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.trunk.Places.Place;

/**
 * How a trunk stands at one moment: immutable.
 *
 * @param dead machines that do not answer
 * @param home the machine that has our registration
 * @param trouble why it cannot be called now
 * @param addresses of its machines
 * @param names the addresses of names among its sources
 */
record TrunkView(
        TrunkSettings settings,
        List<Server> servers,
        Set<Destination> dead,
        Optional<Destination> home,
        Optional<String> trouble,
        Set<InetAddress> addresses,
        Map<String, Set<InetAddress>> names,
        TrunkStatus status) {

    /** A server and its machines: its addresses that there is a way to. */
    record Server(Place place, List<Target> targets) {}

    /** The machines in the order to try them: home first, then as RFC 2782 draws; dead ones at the end. */
    List<Target> drawn(RandomGenerator random) {
        Map<Place, List<Target>> targets = new HashMap<>();
        servers.forEach(s -> targets.put(s.place(), s.targets()));
        List<Target> well = new ArrayList<>();
        List<Target> ill = new ArrayList<>();
        Places places = new Places(servers.stream().map(Server::place).toList());
        for (Place place : places.drawn(random)) {
            for (Target target : targets.getOrDefault(place, List.of())) {
                if (dead.contains(target.to())) {
                    ill.add(target);
                } else if (home.filter(target.to()::equals).isPresent()) {
                    well.addFirst(target);
                } else {
                    well.add(target);
                }
            }
        }
        well.addAll(ill);
        return List.copyOf(well);
    }
}
