package org.helpline.sdp;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes IP addresses without ever asking a name server. */
final class IpLiteral {

    // Java would take 127.1 for 127.0.0.1; a peer that means that is not to be trusted
    private static final Pattern IP4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IP6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /** No address at all. */
    static final InetAddress NOWHERE = InetAddress.ofLiteral("0.0.0.0");

    private IpLiteral() {}

    static Optional<InetAddress> parse(String text) {
        boolean looksRight = IP4.matcher(text).matches()
                || (text.indexOf(':') >= 0 && IP6.matcher(text).matches());
        if (!looksRight) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    /** The address as SDP says it: without a scope, which means nothing on another host. */
    static String text(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
