package org.helpline.sip.transport;

import io.netty.util.NetUtil;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Whose pages may open a WebSocket (RFC 6455 §10.2). A page of our own host may, where the host is an address or a name that is surely
 * ours: any other name may be an attacker's that leads here (DNS rebinding). What is no browser sends no Origin and may. Pure.
 */
record WebOrigins(List<String> allowed, String advertised, Supplier<? extends Collection<String>> ours) {

    boolean allows(String origin, String hostHeader) {
        String lower = origin.toLowerCase(Locale.ROOT);
        return origin.isEmpty()
                || allowed.contains("*")
                || allowed.stream().anyMatch(lower::equalsIgnoreCase)
                || isOurs(host(lower), host("http://" + hostHeader.toLowerCase(Locale.ROOT)));
    }

    private boolean isOurs(String origin, String asked) {
        String bare = asked.startsWith("[") && asked.endsWith("]") ? asked.substring(1, asked.length() - 1) : asked;
        return !origin.isEmpty()
                && origin.equals(asked)
                && (asked.equals("localhost")
                        || asked.equalsIgnoreCase(advertised)
                        || NetUtil.isValidIpV4Address(bare)
                        || NetUtil.isValidIpV6Address(bare)
                        || ours.get().stream().anyMatch(asked::equalsIgnoreCase));
    }

    private static String host(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? "" : host;
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
