package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunkSettings.Login;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.trunk.Places.Place;
import org.helpline.sip.trunk.TrunkView.Server;
import org.jspecify.annotations.Nullable;

/**
 * One trunk while it is in force: its names are looked up, its machines watched, its registration kept, and each of the three follows the others (P42).
 * Confined to the edge loop.
 */
final class LiveTrunk implements Registration.Machines {

    /** How long calls are still taken from an address that the names no longer lead to. */
    private static final Duration AFTERGLOW = Duration.ofMinutes(10);

    private final Around around;
    private final TrunkSettings trunk;
    private final Runnable changed;
    private final NameWatch server;
    private final List<NameWatch> sources;
    private final @Nullable Registration registration;
    private final Map<Destination, Pulse> pulses = new LinkedHashMap<>();
    private final Map<InetAddress, Instant> left = new LinkedHashMap<>();
    private final Duration delay;
    private final Instant begun;
    private List<Server> servers = List.of();
    private boolean registering;
    private boolean stopped;

    /**
     * A trunk that has not begun.
     *
     * @param delay how long registration waits, so that many trunks do not begin at the same moment
     * @param changed told whenever there is something new to show
     */
    LiveTrunk(Around around, TrunkSettings trunk, Duration delay, Runnable changed) {
        this.around = around;
        this.trunk = trunk;
        this.changed = changed;
        this.delay = delay;
        this.begun = around.transactions().loop().clock().now();
        Resolver resolver = around.names().resolver();
        this.server = new NameWatch(
                around,
                trunk.name(),
                trunk.server(),
                (kept, now) -> ServerLookup.find(trunk.server(), trunk.transport(), resolver, kept, now),
                this::found);
        this.sources = names(trunk.from().sources()).stream()
                .map(host -> new NameWatch(
                        around,
                        trunk.name(),
                        host,
                        (kept, now) -> ServerLookup.addresses(host, resolver, kept, now),
                        changed))
                .toList();
        Optional<Login> login = trunk.login().filter(Login::register);
        this.registration = login.isPresent() ? new Registration(around, trunk.name(), login.get(), this) : null;
    }

    /** Those of the sources that are names, which have to be looked up. */
    private static List<String> names(List<String> sources) {
        return sources.stream()
                .filter(s -> s.indexOf('/') < 0)
                .filter(s ->
                        HostPort.read(s).filter(hp -> hp.literal().isEmpty()).isPresent())
                .toList();
    }

    void start() {
        if (trunk.enabled() && !stopped) {
            server.start();
            sources.forEach(NameWatch::start);
        }
    }

    /** Unregisters, and stops; {@code done} is told when it has. */
    void leave(Runnable done) {
        stop();
        if (registration == null || !registering) {
            done.run();
        } else {
            registration.leave(done);
        }
    }

    private void stop() {
        stopped = true;
        server.stop();
        sources.forEach(NameWatch::stop);
        pulses.values().forEach(Pulse::stop);
    }

    /** Our address may be another one to those outside. */
    void addressChanged() {
        if (registration != null && registering) {
            registration.addressChanged();
        }
        changed.run();
    }

    TrunkSettings settings() {
        return trunk;
    }

    private void found() {
        servers = server.places().all().stream().map(this::server).toList();
        Map<Destination, Target> now = new LinkedHashMap<>();
        servers.forEach(s -> s.targets().forEach(t -> now.put(t.to(), t)));
        for (Destination gone : new ArrayList<>(pulses.keySet())) {
            if (!now.containsKey(gone)) {
                drop(gone);
            }
        }
        int many = 0;
        for (Target target : now.values()) {
            if (!pulses.containsKey(target.to())) {
                Pulse pulse = new Pulse(around, trunk, target, () -> beat(target));
                pulses.put(target.to(), pulse);
                pulse.start(delay.plusMillis(20L * many++));
            }
        }
        register();
        changed.run();
    }

    private void drop(Destination gone) {
        Pulse pulse = pulses.remove(gone);
        if (pulse != null) {
            pulse.stop();
            left.put(
                    gone.address().getAddress(),
                    around.transactions().loop().clock().now().plus(AFTERGLOW));
            if (registration != null) {
                registration.lost(pulse.target(), "the name servers no longer lead to it");
            }
        }
    }

    private void register() {
        if (registration != null && !registering) {
            registering = true;
            registration.start(delay);
        } else if (registration != null) {
            registration.machinesThere();
        }
    }

    /** A machine has died or come alive. */
    private void beat(Target target) {
        Pulse pulse = pulses.get(target.to());
        if (registration != null && pulse != null && pulse.isDead()) {
            registration.lost(target, pulse.told().why());
        } else if (registration != null && pulse != null && pulse.isAlive()) {
            registration.machinesThere();
        }
        changed.run();
    }

    /** A server with those of its addresses that there is a way to. */
    private Server server(Place place) {
        List<Target> targets = place.addresses().stream()
                .filter(around.reachable())
                .map(ip -> new Target(destination(place, new InetSocketAddress(ip, place.port())), place.host()))
                .toList();
        return new Server(place, targets);
    }

    private Destination destination(Place place, InetSocketAddress address) {
        String domain = HostPort.read(trunk.server()).map(HostPort::host).orElse(place.host());
        return place.transport().equals("TLS")
                ? new Destination.ToTls(address, trunk.tls().host().orElse(domain), trunk.name())
                : new Destination.ToAddress(place.transport(), address);
    }

    @Override
    public List<Target> now() {
        return view().drawn(around.random());
    }

    @Override
    public void answered(Target target) {
        Pulse pulse = pulses.get(target.to());
        if (pulse != null) {
            pulse.answered();
        }
    }

    @Override
    public void failed(Target target, String how) {
        Pulse pulse = pulses.get(target.to());
        if (pulse != null) {
            pulse.failed(how);
        }
    }

    @Override
    public void changed() {
        changed.run();
    }

    /** How it stands, for others to read. */
    TrunkView view() {
        Set<Destination> dead = pulses.entrySet().stream()
                .filter(e -> e.getValue().isDead())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        Optional<Destination> home =
                Optional.ofNullable(registration).flatMap(Registration::at).map(Target::to);
        return new TrunkView(trunk, servers, dead, home, trouble(), addresses(), names(), status());
    }

    private Set<InetAddress> addresses() {
        Instant now = around.transactions().loop().clock().now();
        left.values().removeIf(until -> until.isBefore(now));
        Set<InetAddress> all = new HashSet<>(left.keySet());
        pulses.keySet().forEach(d -> all.add(d.address().getAddress()));
        return Set.copyOf(all);
    }

    private Map<String, Set<InetAddress>> names() {
        Map<String, Set<InetAddress>> all = new HashMap<>();
        for (NameWatch source : sources) {
            Set<InetAddress> found = new HashSet<>();
            source.places().all().forEach(p -> found.addAll(p.addresses()));
            all.put(source.name(), Set.copyOf(found));
        }
        return Map.copyOf(all);
    }

    /** Why it cannot be called now. */
    private Optional<String> trouble() {
        if (!trunk.enabled()) {
            return Optional.of("Trunk " + trunk.name() + " is switched off (enabled = no).");
        }
        if (pulses.isEmpty()) {
            return Optional.of(nowhere());
        }
        if (registration != null && registration.how() == TrunkStatus.Registration.REFUSED) {
            return Optional.of(registration.why());
        }
        if (pulses.values().stream().allMatch(Pulse::isDead)) {
            return Optional.of(
                    "No machine of trunk " + trunk.name() + " answers: " + deadOnes()
                            + ". Is the provider up, and does a firewall let us through? If it never answers OPTIONS, set ping = 0.");
        }
        boolean failing = registration != null && registration.how() == TrunkStatus.Registration.FAILING;
        boolean anyAlive = pulses.values().stream().anyMatch(Pulse::isAlive);
        return failing && !anyAlive ? Optional.of(notRegistered()) : Optional.empty();
    }

    private String deadOnes() {
        return pulses.values().stream()
                .map(Pulse::told)
                .map(m -> m.where() + " (" + m.why() + ")")
                .collect(Collectors.joining(", "));
    }

    private String notRegistered() {
        return registration == null ? "" : trunk.name() + " does not register us: " + registration.why() + ".";
    }

    private String nowhere() {
        if (!server.hasSearched()) {
            return "The name servers have not answered yet where trunk " + trunk.name() + " is.";
        }
        if (!server.trouble().isEmpty()) {
            return "It is not known where trunk " + trunk.name() + " is: " + String.join("; ", server.trouble())
                    + ". Do the name servers of this machine work (sip.name-servers)?";
        }
        return server.places().all().isEmpty()
                ? "There is no server " + trunk.server() + " for trunk " + trunk.name()
                        + ": the name servers know no address of it. Is it spelt as the provider wrote it?"
                : "There is no way from here to trunk " + trunk.name() + " at "
                        + server.places().told() + ".";
    }

    private TrunkStatus status() {
        return new TrunkStatus(
                trunk.name(),
                trunk.enabled(),
                trunk.server(),
                registration == null || !trunk.enabled() ? TrunkStatus.Registration.NONE : registration.how(),
                Optional.ofNullable(registration).flatMap(Registration::at).map(Target::where),
                Optional.ofNullable(registration)
                        .filter(r -> r.at().isPresent())
                        .map(Registration::until),
                Optional.ofNullable(registration)
                        .flatMap(Registration::seenAs)
                        .or(() -> pulses.values().stream()
                                .flatMap(p -> p.seenAs().stream())
                                .findFirst()),
                pulses.values().stream().map(Pulse::told).toList(),
                sentence(),
                registration == null ? begun : registration.since());
    }

    private String sentence() {
        Optional<String> trouble = trouble();
        if (trouble.isPresent()) {
            return trouble.get();
        }
        Set<String> said = new LinkedHashSet<>();
        if (registration != null) {
            said.add(
                    switch (registration.how()) {
                        case REGISTERED -> registered(registration);
                        case FAILING, REFUSED -> notRegistered();
                        case ASKING, NONE -> "It is being registered.";
                    });
        }
        List<TrunkStatus.Machine> dead =
                pulses.values().stream().filter(Pulse::isDead).map(Pulse::told).toList();
        dead.forEach(m -> said.add(m.where() + " does not answer (" + m.why() + "); the others are used."));
        if (said.isEmpty()) {
            boolean known = pulses.values().stream().anyMatch(Pulse::isAlive);
            said.add(known ? "It answers." : "Nothing is known against it.");
        }
        outer().ifPresent(a -> said.add("It sees us at " + a.getHostAddress() + ", which is named to it."));
        return String.join(" ", said);
    }

    /** Our address that was learnt and is named to its machines. */
    private Optional<InetAddress> outer() {
        return pulses.values().stream()
                .map(p -> p.target().to().address().getAddress())
                .flatMap(machine -> around.transactions().outer().shownBy(machine).stream())
                .findFirst();
    }

    private String registered(Registration registered) {
        String user = trunk.login().map(Login::user).orElse("");
        return "Registered as " + user
                + registered.at().map(t -> " at " + t.where()).orElse("") + ".";
    }
}
