package org.helpline.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host in a network namespace of its own, behind a router in another that drops a part of all datagrams, both ways. Needs root, and
 * Debian's iproute2 and iptables.
 */
final class LossyRoad implements AutoCloseable {

    private static final String OURS = "10.213.7.1";
    private static final String THEIRS = "10.213.8.2";

    private final String router = "hl-router-" + ProcessHandle.current().pid();
    private final String host = "hl-host-" + ProcessHandle.current().pid();

    /** Builds it; {@code dropped} of all datagrams, 0 to 1. */
    LossyRoad(double dropped) throws IOException, InterruptedException {
        try {
            build(dropped);
        } catch (IOException e) {
            close();
            throw new IOException("no network namespace could be made; it needs root, iproute2 and iptables", e);
        }
    }

    private void build(double dropped) throws IOException, InterruptedException {
        run("ip netns add " + router);
        run("ip netns add " + host);
        run("ip link add hl-here type veth peer name hl-a netns " + router);
        run("ip link add hl-b netns " + router + " type veth peer name hl-there netns " + host);
        run("ip addr add " + OURS + "/30 dev hl-here");
        run("ip link set hl-here up");
        run("ip route add 10.213.8.0/30 via 10.213.7.2");
        inRouter("ip addr add 10.213.7.2/30 dev hl-a");
        inRouter("ip addr add 10.213.8.1/30 dev hl-b");
        inRouter("ip link set hl-a up");
        inRouter("ip link set hl-b up");
        inRouter("sysctl -qw net.ipv4.ip_forward=1");
        run("ip netns exec " + host + " ip addr add " + THEIRS + "/30 dev hl-there");
        run("ip netns exec " + host + " ip link set hl-there up");
        run("ip netns exec " + host + " ip route add default via 10.213.8.1");
        inRouter("iptables -A FORWARD -p udp -m statistic --mode random --probability " + dropped + " -j DROP");
    }

    /** Our end. */
    InetAddress here() {
        return InetAddress.ofLiteral(OURS);
    }

    /** The far end. */
    InetAddress there() {
        return InetAddress.ofLiteral(THEIRS);
    }

    /** A program that runs at the far end. */
    ProcessBuilder there(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", host));
        all.addAll(command);
        return new ProcessBuilder(all).redirectErrorStream(true);
    }

    private void inRouter(String command) throws IOException, InterruptedException {
        run("ip netns exec " + router + " " + command);
    }

    private static void run(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command.split(" ", -1))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + ": " + said.strip());
        }
    }

    /** With the namespaces go their links, and with these the route. */
    @Override
    public void close() throws IOException {
        for (String name : List.of(host, router)) {
            new ProcessBuilder("ip", "netns", "del", name)
                    .redirectErrorStream(true)
                    .start()
                    .onExit()
                    .join();
        }
    }
}
