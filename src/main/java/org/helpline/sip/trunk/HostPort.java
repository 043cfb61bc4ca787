package org.helpline.sip.trunk;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code host}, {@code host:port}, {@code [IPv6]:port} or a bare IPv6 address, in parts; {@code host} without brackets. */
record HostPort(String host, OptionalInt port) {

    static Optional<HostPort> read(String text) {
        String entry = text.strip();
        int close = entry.startsWith("[") ? entry.indexOf(']') : -1;
        int colon = entry.indexOf(':', Math.max(close, 0));
        boolean bareIpv6 = close < 0 && colon >= 0 && entry.indexOf(':', colon + 1) >= 0;
        if (entry.isEmpty() || (entry.startsWith("[") && close < 0)) {
            return Optional.empty();
        }
        if (bareIpv6 || colon < 0) {
            return Optional.of(new HostPort(close < 0 ? entry : entry.substring(1, close), OptionalInt.empty()));
        }
        String host = close < 0 ? entry.substring(0, colon) : entry.substring(1, close);
        return port(entry.substring(colon + 1)).map(p -> new HostPort(host, OptionalInt.of(p)));
    }

    private static Optional<Integer> port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.parseInt(text)).filter(p -> p >= 1 && p <= 65_535) : Optional.empty();
    }

    /** The host as an address, if it is one; nobody is asked. */
    Optional<InetAddress> literal() {
        boolean looksLikeIp = host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        try {
            return looksLikeIp ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The host as it is written in a URI: IPv6 in brackets. */
    String written() {
        return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
    }
}
