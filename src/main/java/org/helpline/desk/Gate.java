package org.helpline.desk;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Which Host and Origin the desk answers to. Pure.
 *
 * <p>Host guards against DNS rebinding: that attack needs a name that the attacker owns, so an address, {@code localhost} and
 * the hosts of the configured origins pass and any other name does not. Origin guards against other sites' pages: it must be
 * the very address that the request was sent to, or a configured one.
 */
final class Gate {

    private final Set<String> origins;
    private final Set<String> hosts;
    private final Supplier<? extends Collection<String>> certified;

    /** {@code origins} as configured, for example {@code https://desk.example.com}. */
    Gate(List<String> origins) {
        this(origins, List::of);
    }

    /** The same with the hosts that our certificates are for, perhaps with a wildcard in front: no attacker's name is among them. */
    Gate(List<String> origins, Supplier<? extends Collection<String>> certified) {
        this.certified = certified;
        this.origins = origins.stream().map(o -> o.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
        this.hosts = this.origins.stream().map(Gate::hostOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a Host header names us. */
    boolean isOurHost(String hostHeader) {
        String host = hostOf("http://" + hostHeader.toLowerCase(Locale.ROOT));
        if (host.isEmpty()) {
            return false;
        }
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return host.equals("localhost")
                || NetUtil.isValidIpV4Address(bare)
                || NetUtil.isValidIpV6Address(bare)
                || hosts.contains(host)
                || certified.get().stream().anyMatch(own -> covers(own.toLowerCase(Locale.ROOT), host));
    }

    private static boolean covers(String own, String host) {
        int dot = host.indexOf('.');
        return own.equals(host)
                || (own.startsWith("*.") && dot > 0 && own.substring(1).equals(host.substring(dot)));
    }

    /** Whether a request with this Origin and Host may command us; a missing Origin may not, browsers always send it. */
    boolean isAllowedOrigin(String origin, String hostHeader) {
        return isAllowedOrigin(origin, hostHeader, "http://");
    }

    /** The same of a request, whose own address begins with https where it came so. */
    boolean isAllowedOrigin(Request request) {
        return isAllowedOrigin(
                request.header("origin"), request.header("host"), request.isSecure() ? "https://" : "http://");
    }

    private boolean isAllowedOrigin(String origin, String hostHeader, String scheme) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return origins.contains(lower)
                || (!hostHeader.isEmpty() && lower.equals(scheme + hostHeader.toLowerCase(Locale.ROOT)));
    }

    private static String hostOf(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
