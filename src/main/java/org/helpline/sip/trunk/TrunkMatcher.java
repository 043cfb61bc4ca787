package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.config.Network;
import org.helpline.config.NumberPatterns;
import org.helpline.config.TrunkSettings;

/**
 * Whose call it is: the trunk whose sources the request came from, whose header it carries and whose numbers it dials. Of several the
 * most particular one: with a header before without, with numbers before without, the smaller network before the larger, then the
 * file's order. Pure.
 */
public final class TrunkMatcher {

    private static final int TOLD = 3;

    /**
     * What is known of a request.
     *
     * @param source {@code udp 203.0.113.9:5060}, for the sentence
     * @param headers the values of the headers of a name; empty: it has none
     * @param dialled the user of the Request-URI, unescaped
     */
    public record Arriving(
            InetAddress address, String source, Function<String, List<String>> headers, String dialled) {}

    /** Where names lead to now. */
    public interface Whereabouts {

        /** The addresses of the trunk's own machines. */
        Set<InetAddress> ofTrunk(String trunk);

        /** The addresses of a name. */
        Set<InetAddress> ofName(String name);
    }

    private final List<TrunkSettings> trunks;
    private final Whereabouts where;

    /** Over these trunks, in the file's order. */
    public TrunkMatcher(List<TrunkSettings> trunks, Whereabouts where) {
        this.trunks = trunks;
        this.where = where;
    }

    /** The trunk whose call it is; it may be disabled. Enabled ones go first. */
    public Optional<TrunkSettings> match(Arriving call) {
        return trunks.stream()
                .filter(t -> bits(t, call.address()).isPresent() && headerFits(t, call) && numberFits(t, call))
                .min(Comparator.comparing((TrunkSettings t) -> !t.enabled())
                        .thenComparing(t -> t.from().header().isEmpty())
                        .thenComparing(t -> t.from().dialled().isEmpty())
                        .thenComparing(t -> bits(t, call.address()).orElse(0), Comparator.reverseOrder()));
    }

    /** Whether calls of any trunk may come from there. */
    public boolean isSource(InetAddress address) {
        return trunks.stream().anyMatch(t -> bits(t, address).isPresent());
    }

    /** Why no trunk is the call's, in one sentence with what to do; the nearest ones first. */
    public String whyNone(Arriving call) {
        if (trunks.isEmpty()) {
            return "no trunk matched: the request came from " + call.source()
                    + ", and there is no trunk; add one to trunks.ini, or say accept = anyone in sip.properties.";
        }
        List<TrunkSettings> nearest = trunks.stream()
                .sorted(Comparator.comparing(
                        (TrunkSettings t) -> bits(t, call.address()).isEmpty()))
                .toList();
        String expectations = nearest.stream()
                .limit(TOLD)
                .map(t -> "trunk " + t.name() + " expects " + expectation(t, call))
                .collect(Collectors.joining("; "));
        String more = trunks.size() > TOLD ? "; and " + (trunks.size() - TOLD) + " more" : "";
        return "no trunk matched: the request came from " + call.source() + ", " + expectations + more + ". "
                + remedy(nearest.getFirst(), call);
    }

    private String remedy(TrunkSettings nearest, Arriving call) {
        return bits(nearest, call.address()).isPresent()
                ? "Mend from-header or from-dialled of trunk " + nearest.name() + " in trunks.ini if the call is its."
                : "If the call is a trunk's, add the address to from of it in trunks.ini.";
    }

    private String expectation(TrunkSettings trunk, Arriving call) {
        List<String> parts = new ArrayList<>();
        boolean sourceFits = bits(trunk, call.address()).isPresent();
        parts.add((sourceFits ? "that source" : sources(trunk)));
        if (sourceFits) {
            trunk.from().header().filter(_ -> !headerFits(trunk, call)).ifPresent(h -> parts.add("header " + h));
            if (!numberFits(trunk, call)) {
                parts.add("a call to " + String.join(", ", trunk.from().dialled()));
            }
        }
        return String.join(" with ", parts);
    }

    private String sources(TrunkSettings trunk) {
        if (trunk.from().sources().isEmpty()) {
            return named(trunk.server(), where.ofTrunk(trunk.name()));
        }
        return trunk.from().sources().stream()
                .map(s -> Network.read(s).isPresent() ? s : named(s, where.ofName(s)))
                .collect(Collectors.joining(", "));
    }

    private static String named(String name, Set<InetAddress> addresses) {
        String all = addresses.stream()
                .map(InetAddress::getHostAddress)
                .filter(a -> !name.contains(a))
                .sorted()
                .limit(TOLD)
                .collect(Collectors.joining(", "));
        return addresses.isEmpty() && Network.read(name).isEmpty() && name.matches(".*[a-zA-Z].*")
                ? name + " (no address of it is known)"
                : all.isEmpty() ? name : name + " (" + all + ")";
    }

    /** How many bits of the address the trunk names, at most; empty: it is none of its sources. */
    private OptionalInt bits(TrunkSettings trunk, InetAddress address) {
        int whole = address.getAddress().length * 8;
        if (trunk.from().sources().isEmpty()) {
            return where.ofTrunk(trunk.name()).contains(address) ? OptionalInt.of(whole) : OptionalInt.empty();
        }
        return trunk.from().sources().stream()
                .flatMapToInt(s -> bits(s, address, whole).stream())
                .max();
    }

    private OptionalInt bits(String source, InetAddress address, int whole) {
        Optional<Network> network = Network.read(source);
        if (network.isPresent()) {
            return network.get().contains(address)
                    ? OptionalInt.of(network.get().bits())
                    : OptionalInt.empty();
        }
        return where.ofName(source).contains(address) ? OptionalInt.of(whole) : OptionalInt.empty();
    }

    private static boolean headerFits(TrunkSettings trunk, Arriving call) {
        return trunk.from()
                .header()
                .map(h -> {
                    int colon = h.indexOf(':');
                    String value = h.substring(colon + 1).strip();
                    return call.headers().apply(h.substring(0, colon).strip()).contains(value);
                })
                .orElse(true);
    }

    private static boolean numberFits(TrunkSettings trunk, Arriving call) {
        List<String> patterns = trunk.from().dialled();
        return patterns.isEmpty()
                || NumberPatterns.any(patterns, NumberForms.inward(trunk.numbers(), call.dialled()))
                || NumberPatterns.any(patterns, call.dialled());
    }
}
