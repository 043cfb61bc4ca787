package org.helpline.desk;

import java.net.InetSocketAddress;
import java.util.Optional;

/** Reads {@code host:port}: an IPv4 address, a name, a bracketed IPv6 address, or {@code *} for every address. */
final class ListenAddress {

    private ListenAddress() {}

    /** The socket address; empty where the text has no port of 0 to 65535. A name is resolved here. */
    static Optional<InetSocketAddress> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || !text.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Optional.empty();
        }
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, colon);
        if (port > 65_535 || (host.contains(":") && !host.startsWith("["))) {
            return Optional.empty();
        }
        return Optional.of(host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(bare(host), port));
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
