package org.helpline.config;

import java.util.Locale;
import java.util.Optional;

/** Sources of calls as they are written: addresses, networks, names. Pure. */
final class SourceText {

    private SourceText() {}

    /** A server without its port and brackets. */
    static String host(String server) {
        int colon = server.lastIndexOf(':');
        String host = colon > server.lastIndexOf(']') ? server.substring(0, colon) : server;
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** Whether a call may be from both; of names only the same one is known to be. */
    static boolean overlap(String a, String b) {
        Optional<Network> one = Network.read(a);
        Optional<Network> other = Network.read(b);
        if (one.isPresent() && other.isPresent()) {
            return one.get().overlaps(other.get());
        }
        return a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }
}
