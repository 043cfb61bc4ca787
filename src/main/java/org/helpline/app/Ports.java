package org.helpline.app;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.ListenFault;
import org.helpline.config.Settings;
import org.helpline.config.SipDoors;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Tries the ports that the server will listen on, before anything listens, so that busy ones are told with all other problems. */
final class Ports {

    private Ports() {}

    /** Tries them all. {@code ours} are entries that a running server of this data folder holds, which are no problem. */
    static void areFree(Settings settings, Origins origins, Set<String> ours, Problems problems) {
        for (String entry : settings.sip().listen()) {
            fault("UDP", entry)
                    .or(() -> settings.sip().tcp() ? fault("TCP", entry) : Optional.empty())
                    .filter(_ -> !ours.contains(entry))
                    .ifPresent(fault -> tell("sip.listen", entry, fault, origins, problems));
        }
        SipDoors doors = settings.sip().doors();
        if (!doors.usual()) {
            tcp("sip.tls-listen", doors.tls(), origins, ours, problems);
        }
        tcp("sip.ws-listen", doors.ws(), origins, ours, problems);
        tcp("sip.wss-listen", doors.wss(), origins, ours, problems);
        String desk = settings.desk().listen();
        fault("TCP", desk)
                .filter(_ -> !ours.contains(desk))
                .ifPresent(fault -> tell("desk.listen", desk, fault, origins, problems));
    }

    private static void tcp(String key, List<String> entries, Origins origins, Set<String> ours, Problems problems) {
        for (String entry : entries) {
            fault("TCP", entry)
                    .filter(_ -> !ours.contains(entry))
                    .ifPresent(fault -> tell(key, entry, fault, origins, problems));
        }
    }

    /** The address of {@code sip.advertised}; a name is asked for once, here. */
    static Optional<InetAddress> advertised(Settings settings, Origins origins, Problems problems) {
        String host = settings.sip().advertised().replaceAll("[\\[\\]]", "");
        try {
            return host.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(host));
        } catch (UnknownHostException e) {
            problems.add(Problem.of(
                    origins.of("sip.advertised"),
                    "sip.advertised is " + host + ", and no address is known for that name.",
                    "Give the outer address itself, or mend the name service."));
            return Optional.empty();
        }
    }

    private static void tell(String key, String entry, String fault, Origins origins, Problems problems) {
        if (problems.all().stream().anyMatch(p -> p.what().contains(key))) {
            return; // its value is wrong, so this is the default's port, which nobody asked for
        }
        problems.add(ListenFault.problem(origins.of(key), key, entry, fault));
    }

    private static Optional<String> fault(String transport, String entry) {
        InetSocketAddress address = address(entry);
        if (address.getPort() == 0) {
            return Optional.empty();
        }
        if (address.isUnresolved()) {
            return Optional.of("the host " + address.getHostString() + " is not known");
        }
        try {
            return transport.equals("UDP") ? udp(address) : tcp(address);
        } catch (IOException e) {
            return Optional.of(ListenFault.of(transport, address.getPort(), e));
        }
    }

    private static Optional<String> udp(InetSocketAddress address) throws IOException {
        try (DatagramSocket _ = new DatagramSocket(address)) {
            return Optional.empty();
        }
    }

    private static Optional<String> tcp(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // as the server itself: a port that was closed a moment ago is free
            socket.bind(address);
            return Optional.empty();
        }
    }

    private static InetSocketAddress address(String entry) {
        int colon = entry.lastIndexOf(':');
        String host = entry.substring(0, colon).strip();
        int port = Integer.parseInt(entry.substring(colon + 1).strip());
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(bare, port);
    }
}
