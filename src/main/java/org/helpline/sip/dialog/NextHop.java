package org.helpline.sip.dialog;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Destination.OverFlow;
import org.helpline.sip.transport.Destination.ToAddress;

/**
 * Where a request within a dialog is sent. The one place of the rule:
 *
 * <ol>
 *   <li>a TCP connection that lives is used on;
 *   <li>a name is never resolved here, and a scheme or transport that we do not speak is of no use: back to the source;
 *   <li>a private, loopback, link-local, multicast or empty address that is not the address the peer speaks from was written
 *       behind a NAT or in a container and cannot be reached: back to the source;
 *   <li>else the address in the URI, as RFC 3261 §12.2.1.1 says.
 * </ol>
 */
public final class NextHop {

    private static final int DEFAULT_PORT = 5060;

    private NextHop() {}

    /**
     * Chooses.
     *
     * @param uri the topmost Route, or the remote target when there is none
     * @param source how the peer was last heard of or first sent to
     */
    static Destination choose(URI uri, Destination source) {
        if (source instanceof OverFlow over
                && over.flow().isReliable()
                && !over.flow().isClosed()) {
            return source;
        }
        Optional<ToAddress> written = written(uri);
        if (written.isEmpty() || isUnreachable(written.get().address(), address(source))) {
            return alive(source);
        }
        boolean sameAsSource = written.get().address().equals(address(source))
                && written.get().transport().equals(transport(source));
        return sameAsSource ? alive(source) : written.get();
    }

    /** What the URI's IP literal, port and transport say; empty for names, other schemes and TLS. Nothing is resolved. */
    public static Optional<ToAddress> written(URI uri) {
        if (!(uri instanceof SipURI sip) || sip.isSecure() || sip.getHost() == null) {
            return Optional.empty();
        }
        String transport = sip.getTransportParam() == null
                ? "UDP"
                : sip.getTransportParam().toUpperCase(Locale.ROOT);
        int port = sip.getPort() == -1 ? DEFAULT_PORT : sip.getPort();
        if (!(transport.equals("UDP") || transport.equals("TCP")) || port < 1 || port > 65_535) {
            return Optional.empty();
        }
        return literal(sip.getHost()).map(ip -> new ToAddress(transport, new InetSocketAddress(ip, port)));
    }

    /** An IP literal, IPv6 with or without brackets; empty for a name. Never asks a name server. */
    static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean looksLikeIp = bare.indexOf(':') >= 0 || bare.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
        if (!looksLikeIp || bare.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static InetSocketAddress address(Destination destination) {
        return switch (destination) {
            case OverFlow over -> over.flow().remote();
            case ToAddress to -> to.address();
        };
    }

    static String transport(Destination destination) {
        return switch (destination) {
            case OverFlow over -> over.flow().transport();
            case ToAddress to -> to.transport();
        };
    }

    private static Destination alive(Destination source) {
        return source instanceof OverFlow over && over.flow().isClosed()
                ? new ToAddress(over.flow().transport(), over.flow().remote())
                : source;
    }

    private static boolean isUnreachable(InetSocketAddress written, InetSocketAddress source) {
        return !written.getAddress().equals(source.getAddress()) && isLocalOnly(written.getAddress());
    }

    private static boolean isLocalOnly(InetAddress ip) {
        byte[] b = ip.getAddress();
        boolean special = ip.isAnyLocalAddress()
                || ip.isLoopbackAddress()
                || ip.isLinkLocalAddress()
                || ip.isSiteLocalAddress()
                || ip.isMulticastAddress();
        boolean sharedByCarrier = ip instanceof Inet4Address && (b[0] & 0xff) == 100 && (b[1] & 0xc0) == 64; // RFC 6598
        boolean broadcast = ip instanceof Inet4Address && b[0] == -1 && b[1] == -1 && b[2] == -1 && b[3] == -1;
        boolean uniqueLocal = ip instanceof Inet6Address && (b[0] & 0xfe) == 0xfc; // RFC 4193
        return special || sharedByCarrier || broadcast || uniqueLocal;
    }
}
