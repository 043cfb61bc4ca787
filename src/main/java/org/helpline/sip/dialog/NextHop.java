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
import org.helpline.sip.transport.Destination.ToTls;

/**
 * Where a request within a dialog is sent. The one place of the rule:
 *
 * <ol>
 *   <li>a connection that lives is used on;
 *   <li>a name is never resolved here, a scheme or transport that we do not speak is of no use, and who spoke in the open has no
 *       certificate to call back by: back to the source;
 *   <li>a private, loopback, link-local, multicast or empty address that is not the address the peer speaks from was written
 *       behind a NAT or in a container and cannot be reached: back to the source;
 *   <li>else the address in the URI, as RFC 3261 §12.2.1.1 says.
 * </ol>
 */
public final class NextHop {

    private static final int DEFAULT_PORT = 5060;
    private static final int DEFAULT_TLS_PORT = 5061;

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
        Optional<Destination> written = written(uri);
        boolean strange = written.isPresent() && written.get() instanceof ToTls && !isSecure(source);
        if (written.isEmpty() || strange || isUnreachable(written.get().address(), source.address())) {
            return alive(source);
        }
        boolean sameAsSource = written.get().address().equals(source.address())
                && written.get().transport().equals(source.transport());
        return sameAsSource ? alive(source) : written.get();
    }

    /** What the URI's IP literal, port and transport say; empty for names, other schemes and WebSocket. Nothing is resolved. */
    public static Optional<Destination> written(URI uri) {
        if (!(uri instanceof SipURI sip) || sip.getHost() == null) {
            return Optional.empty();
        }
        String transport = transport(sip);
        boolean secure = transport.equals("TLS");
        int usual = secure ? DEFAULT_TLS_PORT : DEFAULT_PORT;
        int port = sip.getPort() == -1 ? usual : sip.getPort();
        if (!(secure || transport.equals("UDP") || transport.equals("TCP")) || port < 1 || port > 65_535) {
            return Optional.empty();
        }
        Optional<InetSocketAddress> address = literal(sip.getHost()).map(ip -> new InetSocketAddress(ip, port));
        return secure
                ? address.map(to -> new ToTls(to, to.getAddress().getHostAddress(), ""))
                : address.map(to -> new ToAddress(transport, to));
    }

    /** {@code sips} and {@code transport=tls} both mean TLS: RFC 3261 §26.2.2, RFC 5630 §3.1.4. */
    private static String transport(SipURI uri) {
        String written = uri.getTransportParam() == null
                ? "UDP"
                : uri.getTransportParam().toUpperCase(Locale.ROOT);
        boolean streams = uri.getTransportParam() == null || written.equals("TCP");
        return uri.isSecure() && streams ? "TLS" : written;
    }

    /** An IP literal, IPv6 with or without brackets; empty for a name. Never asks a name server. */
    static Optional<InetAddress> literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        boolean looksLikeIp = bare.indexOf(':') >= 0 || isDotted(bare);
        if (!looksLikeIp || bare.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isDotted(String host) {
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c != '.' && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static Destination alive(Destination source) {
        return source instanceof OverFlow over && over.flow().isClosed()
                ? over.flow().again()
                : source;
    }

    private static boolean isSecure(Destination source) {
        return source.transport().equals("TLS");
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
