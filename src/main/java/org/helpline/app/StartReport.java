package org.helpline.app;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.sip.SipEndpoint.Listening;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server says once it is ready: a few lines for people, or one JSON line for tests.
 *
 * @param host our address as a phone in the same network would dial it
 * @param priority what the media threads were granted
 * @param took from the start of the process to ready
 */
record StartReport(
        String version,
        Settings settings,
        List<Listening> listening,
        String host,
        String desk,
        Credentials credentials,
        String speech,
        String priority,
        Duration took) {

    static StartReport of(Assembly.Running running, Duration took) {
        Server server = running.server();
        return new StartReport(
                Version.ofHelpline(),
                server.settings(),
                server.edge().listening(),
                host(server),
                server.desk().url(),
                running.credentials(),
                running.speech(),
                server.media().priority(),
                took);
    }

    /** The first address that other machines could dial; loopback when there is none or SIP listens only there. */
    private static String host(Server server) {
        InetAddress bound = server.edge().listening().getFirst().address().getAddress();
        if (!bound.isAnyLocalAddress()) {
            return bound.getHostAddress();
        }
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> a instanceof Inet4Address && !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .findFirst()
                    .orElse("127.0.0.1");
        } catch (SocketException e) {
            return "127.0.0.1";
        }
    }

    /** The lines for people. */
    String lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Helpline %s is ready after %.2f s.".formatted(version, took.toMillis() / 1000.0));
        numbers().forEach((number, script) ->
                lines.add("  Call    sip:%s@%s%s  ->  %s".formatted(number, host, portSuffix(), script)));
        lines.add("  SIP     " + listeningWords() + "; calls in go to scripts only, calls out to agents' phones only");
        lines.add("  Desk    " + desk + (isLocal() ? "  (this machine only; desk.listen opens it to others)" : ""));
        lines.add("  Media   RTP ports %s, thread priority: %s".formatted(ports(), priority));
        lines.add("  Speech  " + speech);
        lines.add("  Data    " + settings.data() + "   Settings in force: bin/helpline config show");
        lines.addAll(credentialLines());
        return String.join(System.lineSeparator(), lines);
    }

    private Map<String, String> numbers() {
        return new TreeMap<>(settings.calls().numbers());
    }

    private int port() {
        return listening.isEmpty() ? 0 : listening.getFirst().address().getPort();
    }

    private String portSuffix() {
        return port() == 5060 ? "" : ":" + port();
    }

    private String listeningWords() {
        return listening.stream()
                .map(l -> l.transport() + " "
                        + (l.address().getAddress().isAnyLocalAddress() ? "every address" : l.address().getHostString())
                        + " port " + l.address().getPort())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private boolean isLocal() {
        return desk.contains("//127.") || desk.contains("//localhost") || desk.contains("//[::1]");
    }

    private String ports() {
        int first = settings.media().firstPort();
        return first == 0 ? "chosen by the system" : first + "-" + settings.media().lastPort();
    }

    private List<String> credentialLines() {
        List<String> lines = new ArrayList<>();
        if (!credentials.made().isEmpty()) {
            lines.add("");
            lines.add("Made just now and shown only this once (people log in at the desk, phones register here):");
            lines.add("  %-12s %-12s %-24s %s".formatted("name", "role", "desk password", "SIP secret of the phone"));
            for (Credentials.Made m : credentials.made()) {
                lines.add("  %-12s %-12s %-24s %s"
                        .formatted(m.name(),
                                roleWord(m.role()),
                                m.password().map(Secret::value).orElse("(as before)"),
                                m.phone().map(Secret::value).orElse("-")));
            }
        }
        return lines;
    }

    private static String roleWord(Role role) {
        return role == Role.AGENT ? "agent" : "supervisor";
    }

    /** The JSON line; credentials stand in it the first time only, as in the lines. */
    String json() {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("ready", true).put("version", version).put("pid", ProcessHandle.current().pid());
        root.put("desk", desk).put("data", settings.data().toString()).put("millis", took.toMillis());
        ArrayNode sip = root.putArray("sip");
        for (Listening l : listening) {
            sip.addObject()
                    .put("transport", l.transport())
                    .put("address", l.address().getAddress().getHostAddress())
                    .put("port", l.address().getPort());
        }
        ObjectNode numbers = root.putObject("numbers");
        numbers().forEach(numbers::put);
        ArrayNode made = root.putArray("credentials");
        for (Credentials.Made m : credentials.made()) {
            made.addObject()
                    .put("name", m.name())
                    .put("role", roleWord(m.role()))
                    .put("password", m.password().map(Secret::value).orElse(""))
                    .put("secret", m.phone().map(Secret::value).orElse(""));
        }
        return mapper.writeValueAsString(root);
    }
}
