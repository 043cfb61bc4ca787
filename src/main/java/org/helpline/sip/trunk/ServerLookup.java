package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.config.TrunkSettings.Transport;
import org.helpline.sip.trunk.Places.Place;
import org.helpline.sip.trunk.Resolver.Answer;
import org.helpline.sip.trunk.Resolver.Entry;
import org.helpline.sip.trunk.Resolver.Kind;
import org.helpline.sip.trunk.Resolver.Question;

/**
 * Finds the servers of a domain, RFC 3263 §4: NAPTR, then SRV, then A and AAAA. What was found before and still holds is not asked again; where nobody
 * answers, what was found before holds on. One for each search; blocks as the {@link Resolver} does.
 */
final class ServerLookup {

    /** The least and the longest that an answer is believed, and the longest that a no is; and when a failed question is asked again. */
    static final Duration LEAST = Duration.ofSeconds(10);

    static final Duration LONGEST = Duration.ofHours(1);
    static final Duration LONGEST_NO = Duration.ofMinutes(5);
    static final Duration AGAIN = Duration.ofSeconds(15);

    private static final int MOST = 16;

    private final Resolver resolver;
    private final long nowNanos;
    private final Map<Question, Kept> before;
    private final Map<Question, Kept> kept = new HashMap<>();
    private final Set<String> trouble = new LinkedHashSet<>();
    private long lifeNanos = LONGEST.toNanos();

    /** An answer and until when it is believed without asking again. */
    record Kept(Answer answer, long untilNanos) {}

    /**
     * What came of it.
     *
     * @param kept to be given to the next search
     * @param life when to search again: before any of the answers ends
     * @param trouble why something could not be asked, in plain phrases; empty: all was answered
     */
    record Result(Places places, Map<Question, Kept> kept, Duration life, Set<String> trouble) {}

    private ServerLookup(Resolver resolver, Map<Question, Kept> before, long nowNanos) {
        this.resolver = resolver;
        this.before = before;
        this.nowNanos = nowNanos;
    }

    /**
     * Finds the servers of a trunk.
     *
     * @param server as in the settings
     * @param before what the search before has kept
     */
    static Result find(
            String server, Transport transport, Resolver resolver, Map<Question, Kept> before, long nowNanos) {
        ServerLookup lookup = new ServerLookup(resolver, before, nowNanos);
        List<Place> places =
                HostPort.read(server).map(hp -> lookup.server(hp, transport)).orElse(List.of());
        return lookup.result(places);
    }

    /** Finds the addresses of a mere host name, as one place. */
    static Result addresses(String host, Resolver resolver, Map<Question, Kept> before, long nowNanos) {
        ServerLookup lookup = new ServerLookup(resolver, before, nowNanos);
        return lookup.result(lookup.host("UDP", host, 0, 0, 0));
    }

    private Result result(List<Place> places) {
        List<Place> most = places.subList(0, Math.min(places.size(), MOST));
        return new Result(new Places(List.copyOf(most)), Map.copyOf(kept), Duration.ofNanos(lifeNanos), trouble);
    }

    private List<Place> server(HostPort server, Transport transport) {
        Service fixed = Service.of(transport);
        int port = server.port().orElse(fixed.port);
        if (server.literal().isPresent()) {
            return List.of(new Place(
                    fixed.name(),
                    server.written(),
                    port,
                    List.of(server.literal().get()),
                    0,
                    0));
        }
        if (server.port().isPresent()) {
            return host(fixed.name(), server.host(), port, 0, 0);
        }
        List<Place> places =
                transport == Transport.AUTO ? byNaptr(server.host()) : srv(fixed, fixed.prefix + server.host());
        return places.isEmpty() ? host(fixed.name(), server.host(), port, 0, 0) : places;
    }

    /** The servers of the transport that the domain likes best: §4.1; without NAPTR those of the first that has any. */
    private List<Place> byNaptr(String domain) {
        List<Entry.Naptr> offers = entries(new Question(domain, Kind.NAPTR), Entry.Naptr.class).stream()
                .filter(n -> n.flags().equalsIgnoreCase("s") && Service.of(n).isPresent())
                .sorted(Comparator.comparingInt(Entry.Naptr::order).thenComparingInt(Entry.Naptr::preference))
                .toList();
        for (Entry.Naptr offer : offers) {
            List<Place> places = srv(Service.of(offer).orElseThrow(), offer.replacement());
            if (!places.isEmpty()) {
                return places;
            }
        }
        for (Service service : offers.isEmpty() ? List.of(Service.values()) : List.<Service>of()) {
            List<Place> places = srv(service, service.prefix + domain);
            if (!places.isEmpty()) {
                return places;
            }
        }
        return List.of();
    }

    /** The transports that we speak, in our order of preference, and how the name servers call them: RFC 3263 §4.1. */
    private enum Service {
        UDP("_sip._udp.", "SIP+D2U", 5060),
        TCP("_sip._tcp.", "SIP+D2T", 5060),
        TLS("_sips._tcp.", "SIPS+D2T", 5061);

        final String prefix;
        final String naptr;
        final int port;

        Service(String prefix, String naptr, int port) {
            this.prefix = prefix;
            this.naptr = naptr;
            this.port = port;
        }

        static Service of(Transport transport) {
            return switch (transport) {
                case AUTO, UDP -> UDP;
                case TCP -> TCP;
                case TLS -> TLS;
            };
        }

        static Optional<Service> of(Entry.Naptr offer) {
            return Stream.of(values())
                    .filter(s -> s.naptr.equalsIgnoreCase(offer.service()))
                    .findFirst();
        }
    }

    private List<Place> srv(Service service, String name) {
        List<Place> places = new ArrayList<>();
        for (Entry.Srv srv : entries(new Question(name, Kind.SRV), Entry.Srv.class)) {
            if (places.size() < MOST) {
                places.addAll(host(service.name(), srv.host(), srv.port(), srv.priority(), srv.weight()));
            }
        }
        return places;
    }

    private List<Place> host(String transport, String host, int port, int priority, int weight) {
        List<InetAddress> addresses = new ArrayList<>();
        for (Kind kind : List.of(Kind.A, Kind.AAAA)) {
            entries(new Question(host, kind), Entry.Address.class).forEach(a -> addresses.add(a.address()));
        }
        return addresses.isEmpty()
                ? List.of()
                : List.of(new Place(transport, host, port, List.copyOf(addresses), priority, weight));
    }

    private <E extends Entry> List<E> entries(Question question, Class<E> kind) {
        return answer(question) instanceof Answer.Found found
                ? found.entries().stream()
                        .filter(kind::isInstance)
                        .map(kind::cast)
                        .toList()
                : List.of();
    }

    private Answer answer(Question question) {
        Kept known = before.get(question);
        Kept now = known != null && known.untilNanos() - nowNanos > 0
                ? known
                : asked(question, Optional.ofNullable(known));
        kept.put(question, now);
        lifeNanos = Math.min(lifeNanos, now.untilNanos() - nowNanos);
        return now.answer();
    }

    private Kept asked(Question question, Optional<Kept> known) {
        Answer answer = resolver.ask(question);
        return switch (answer) {
            case Answer.Found found -> new Kept(answer, until(found.ttl(), LONGEST));
            case Answer.Nothing none -> new Kept(answer, until(none.ttl(), LONGEST_NO));
            case Answer.Failed failed -> {
                trouble.add(question.name() + ' ' + question.kind() + ": " + failed.why());
                yield new Kept(known.map(Kept::answer).orElse(failed), nowNanos + AGAIN.toNanos());
            }
        };
    }

    /** Four fifths of the time that an answer is good for: so the next one is there before this one ends. */
    private long until(Duration ttl, Duration longest) {
        long nanos = Math.clamp(ttl.toNanos() / 5 * 4, LEAST.toNanos(), longest.toNanos());
        return nowNanos + nanos;
    }
}
