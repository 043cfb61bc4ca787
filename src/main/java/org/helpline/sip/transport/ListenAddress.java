package org.helpline.sip.transport;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Collections;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** One entry of {@code sip.listen} or another such setting: {@code host:port}, {@code [v6]:port} or {@code *:port}, which is every address, IPv4 and IPv6. */
record ListenAddress(String entry, InetSocketAddress address) {

    /** Reads an entry; what is wrong with it is added to {@code problems}. Resolves names, so not on a loop. */
    static Optional<ListenAddress> read(String entry, Problems problems) {
        return read("sip.listen", entry, problems);
    }

    /** The same of another setting. */
    static Optional<ListenAddress> read(String key, String entry, Problems problems) {
        int colon = entry.lastIndexOf(':');
        String host = colon < 0 ? "" : entry.substring(0, colon).strip();
        int port = colon < 0 ? -1 : port(entry.substring(colon + 1).strip());
        if (host.isEmpty() || port < 0) {
            problems.add(Problem.of(
                    key, "`" + entry + "` is no address.", "Write host:port, such as *:5060 or 192.0.2.1:5060."));
            return Optional.empty();
        }
        try {
            InetAddress address = host.equals("*") ? everyAddress() : InetAddress.getByName(host);
            return Optional.of(new ListenAddress(entry, new InetSocketAddress(address, port)));
        } catch (UnknownHostException e) {
            problems.add(Problem.of(
                    key, "The host of `" + entry + "` is not known.", "Use an address of this machine, or *."));
            return Optional.empty();
        }
    }

    private static int port(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int port = digits ? Integer.parseInt(text) : -1;
        return port <= Octets.MOST_PORT ? port : -1;
    }

    /** The IPv6 wildcard takes IPv4 too, where the system has IPv6 at all. */
    private static InetAddress everyAddress() throws UnknownHostException {
        return hasIpv6() ? Inet6Address.getByAddress(new byte[16]) : Inet4Address.getByAddress(new byte[4]);
    }

    private static boolean hasIpv6() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                    .flatMap(NetworkInterface::inetAddresses)
                    .anyMatch(Inet6Address.class::isInstance);
        } catch (SocketException e) {
            return false;
        }
    }
}
