package org.helpline.desk;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

    /** {@code origins} as configured, for example {@code https://desk.example.com}. */
    Gate(List<String> origins) {
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
                || hosts.contains(host);
    }

    /** Whether a request with this Origin and Host may command us; a missing Origin may not, browsers always send it. */
    boolean isAllowedOrigin(String origin, String hostHeader) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return origins.contains(lower)
                || (!hostHeader.isEmpty() && lower.equals("http://" + hostHeader.toLowerCase(Locale.ROOT)));
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
