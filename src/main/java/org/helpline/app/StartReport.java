package org.helpline.app;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.helpline.config.RecordingSettings;
import org.helpline.config.Secret;
import org.helpline.config.Settings;
import org.helpline.sdp.AudioCodec;
import org.helpline.sip.SipEndpoint.Listening;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the server says once it is ready: a few lines for people, or one JSON line for tests.
 *
 * @param host our address as a phone in the same network would dial it
 * @param sound what the media threads were granted, and where Opus comes from if it is spoken
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
        String sound,
        Security security,
        Duration took) {

    /**
     * What is to be said of certificates.
     *
     * @param desk the address of the desk by HTTPS; empty: none is spoken
     * @param isOwn whether our own authority has made them
     */
    record Security(Optional<String> desk, boolean isOwn, List<String> warnings) {}

    private static final Pattern ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");

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
                sound(server),
                new Security(
                        server.desk().secureUrl(host(server)),
                        running.certificates().certificates().isOwn(),
                        running.certificates().warnings()),
                took);
    }

    private static String sound(Server server) {
        Settings settings = server.settings();
        boolean opus = settings.media().codecs().contains(AudioCodec.OPUS.name())
                || settings.recordings().format() == RecordingSettings.Format.OPUS;
        return server.media().priority() + "; " + server.media().sending()
                + (opus ? "; Opus by " + server.media().opus() : "");
    }

    /** An address that other machines could dial, for a URI; loopback when there is none or SIP listens only there. */
    private static String host(Server server) {
        List<InetAddress> bound = server.edge().listening().stream()
                .map(l -> l.address().getAddress())
                .toList();
        Optional<InetAddress> own = bound.stream().anyMatch(InetAddress::isAnyLocalAddress)
                ? outward()
                : bound.stream().min(Comparator.comparing(InetAddress::isLoopbackAddress));
        return own.map(StartReport::inUri).orElse("127.0.0.1");
    }

    private static Optional<InetAddress> outward() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .min(Comparator.comparing(a -> a instanceof Inet6Address));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    /** RFC 3261 §19.1.1 wants brackets around IPv6, and no zone; zeros are left out as people write it (RFC 5952 §4.2). */
    static String inUri(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        String bare = zone < 0 ? text : text.substring(0, zone);
        return address instanceof Inet6Address ? "[" + ZEROS.matcher(bare).replaceFirst("::") + "]" : bare;
    }

    /** The lines for people. */
    String lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Helpline %s is ready after %.2f s.".formatted(version, took.toMillis() / 1000.0));
        numbers()
                .forEach((number, script) ->
                        lines.add("  Call    sip:%s@%s%s  ->  %s".formatted(number, host, portSuffix(), script)));
        lines.add("  Listen  " + listeningWords());
        lines.add("          Calls come in to scripts only; nothing is dialled but agents' and extensions' phones"
                + (dialsOut() ? ", and by trunks what their allow has" : "")
                + (settings.callbacks().areSetUp() ? ", and the numbers of callbacks.allow." : "."));
        WorldView.of(settings).lines().forEach(lines::add);
        lines.add("  Desk    " + deskWords());
        if (security.isOwn()) {
            lines.add(
                    "  TLS     by this server's own authority: bin/helpline tls trust says how to make browsers and phones trust it");
        }
        security.warnings().forEach(w -> lines.add("  TLS     " + w));
        lines.add("  Phones  register as sip:NAME@%s%s".formatted(host, portSuffix()));
        lines.add("  Audio   RTP ports %s, thread priority: %s".formatted(ports(), sound));
        lines.add("  Speech  " + speech);
        lines.add("  Data    " + settings.data());
        lines.add("  More    bin/helpline calls, status, config show, --help; Ctrl-C stops the server");
        lines.addAll(credentialLines());
        return String.join(System.lineSeparator(), lines);
    }

    private boolean dialsOut() {
        return settings.trunks().trunks().stream()
                .anyMatch(t -> t.enabled() && !t.out().allow().isEmpty());
    }

    private Map<String, String> numbers() {
        return new TreeMap<>(settings.calls().numbers());
    }

    /** The start in one line for the log, without the credentials. */
    String logLine() {
        return "Helpline %s started in %d ms; %s; desk at %s; data in %s; speech: %s"
                .formatted(version, took.toMillis(), listeningWords(), desk, settings.data(), speech);
    }

    private int port() {
        return listening.isEmpty() ? 0 : listening.getFirst().address().getPort();
    }

    private String portSuffix() {
        return port() == 5060 ? "" : ":" + port();
    }

    /** {@code every address, port 5060 (UDP, TCP)}, one for each address. */
    private String listeningWords() {
        Map<String, String> transports = new TreeMap<>();
        for (Listening l : listening) {
            InetAddress address = l.address().getAddress();
            String where = (address.isAnyLocalAddress() ? "every address" : inUri(address)) + ", port "
                    + l.address().getPort();
            transports.merge(where, l.transport().toUpperCase(Locale.ROOT), (a, b) -> b + " and " + a);
        }
        return transports.entrySet().stream()
                .map(e -> "SIP on " + e.getKey() + ", " + e.getValue())
                .collect(Collectors.joining("; "));
    }

    /** On this machine by HTTP as ever; from others by HTTPS, where they can come at all. */
    private String deskWords() {
        if (isOnThisMachineOnly()) {
            return desk + "  (from this machine only: desk.listen)";
        }
        return security.desk()
                .map(secure -> secure + (desk.startsWith("http:") ? "  (on this machine also " + desk + ")" : ""))
                .orElse(desk);
    }

    private boolean isOnThisMachineOnly() {
        String bound = settings.desk().listen();
        return isLocal() && !bound.startsWith("*");
    }

    private boolean isLocal() {
        return desk.contains("//127.") || desk.contains("//localhost") || desk.contains("//[::1]");
    }

    private String ports() {
        int first = settings.media().firstPort();
        return first == 0
                ? "chosen by the system"
                : first + "-" + settings.media().lastPort();
    }

    private List<String> credentialLines() {
        List<String> lines = new ArrayList<>();
        if (!credentials.made().isEmpty()) {
            lines.add("");
            lines.add("Made just now and shown only this once (people log in at the desk, phones register here):");
            lines.add("  %-12s %-14s %-24s %s".formatted("name", "role", "desk password", "SIP secret of the phone"));
            for (Credentials.Made m : credentials.made()) {
                lines.add("  %-12s %-14s %-24s %s"
                        .formatted(
                                m.name(),
                                m.role().word(),
                                m.password().map(Secret::value).orElse("(as before)"),
                                m.phone().map(Secret::value).orElse("-")));
            }
        }
        return lines;
    }

    /** The JSON line; credentials stand in it the first time only, as in the lines. */
    String json() {
        JsonMapper mapper = JsonMapper.builder().build();
        ObjectNode root = mapper.createObjectNode();
        root.put("ready", true)
                .put("version", version)
                .put("pid", ProcessHandle.current().pid());
        security.desk().ifPresent(secure -> root.put("secureDesk", secure));
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
                    .put("role", m.role().word())
                    .put("password", m.password().map(Secret::value).orElse(""))
                    .put("secret", m.phone().map(Secret::value).orElse(""));
        }
        return mapper.writeValueAsString(root);
    }
}
