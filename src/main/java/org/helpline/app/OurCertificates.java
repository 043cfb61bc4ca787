package org.helpline.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.helpline.config.DeskSettings;
import org.helpline.config.Settings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Problems;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.tls.Certificates;
import org.helpline.tls.Shown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The certificates of the running server: opens them, looks for new ones, warns of their end. Any thread. */
final class OurCertificates {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final int MOST_NAMES = 40;
    private static final TrunkSettings.Tls OF_THE_SYSTEM =
            new TrunkSettings.Tls(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private final Certificates certificates;
    private final Tools tools;
    /** Files are read by one at a time. */
    private final ExecutorService one = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("certificates").factory());
    /** By fingerprint, the last warning that was told of. */
    private final Map<String, Integer> warned = new ConcurrentHashMap<>();

    private OurCertificates(Certificates certificates, Tools tools) {
        this.certificates = certificates;
        this.tools = tools;
    }

    /** Opens them. Blocks. @return empty if there is a problem */
    static Optional<OurCertificates> open(Settings settings, LiveTrunks trunks, Tools tools, Problems problems) {
        boolean wanted = !settings.sip().doors().tls().isEmpty()
                || !settings.sip().doors().wss().isEmpty()
                || settings.desk().https() != DeskSettings.Https.NO;
        return Certificates.open(
                        settings.tls(),
                        wanted,
                        () -> names(settings),
                        () -> outward(settings, trunks.settings().trunks()),
                        tools.clock(),
                        tools.random(),
                        problems)
                .map(opened -> new OurCertificates(opened, tools))
                .map(opened -> opened.following(settings, trunks));
    }

    /** What a changed trunk needs is in force before anybody connects to it: who listens to the trunks later, hears of it later. */
    private OurCertificates following(Settings settings, LiveTrunks trunks) {
        trunks.onChange((before, next) -> {
            if (!outward(settings, before.trunks()).equals(outward(settings, next.trunks()))) {
                reload();
            }
        });
        return this;
    }

    /** Tells what is wrong with the files that changed trunks name. Blocks. */
    void check(List<TrunkSettings> before, List<TrunkSettings> next, Problems problems) {
        Map<String, TrunkSettings.Tls> changed = byTls(next);
        changed.entrySet().removeAll(byTls(before).entrySet());
        certificates.check(changed, problems);
    }

    Certificates certificates() {
        return certificates;
    }

    /** What each trunk wants of TLS; the phones of fixed address go without a name of their own. */
    private static Map<String, TrunkSettings.Tls> outward(Settings settings, List<TrunkSettings> trunks) {
        Map<String, TrunkSettings.Tls> outward = byTls(trunks);
        boolean byTls = settings.sip().staticContacts().values().stream()
                .anyMatch(uri -> uri.startsWith("sips:") || uri.contains("transport=tls"));
        if (byTls) {
            outward.put("", OF_THE_SYSTEM);
        }
        return outward;
    }

    private static Map<String, TrunkSettings.Tls> byTls(List<TrunkSettings> trunks) {
        Map<String, TrunkSettings.Tls> all = new HashMap<>();
        trunks.stream()
                .filter(t ->
                        t.transport() == TrunkSettings.Transport.TLS || t.transport() == TrunkSettings.Transport.AUTO)
                .forEach(t -> all.put(t.name(), t.tls()));
        return all;
    }

    /** What people and phones may call this machine. */
    private static List<String> names(Settings settings) {
        Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", "::1"));
        hostName().ifPresent(names::add);
        names.addAll(addresses());
        if (!settings.sip().advertised().isEmpty()) {
            names.add(settings.sip().advertised().replaceAll("[\\[\\]]", ""));
        }
        settings.desk().origins().stream()
                .map(o -> URI.create(o).getHost())
                .filter(h -> h != null)
                .forEach(names::add);
        List<String> all = new ArrayList<>(settings.tls().names());
        all.addAll(names);
        return all.stream().distinct().limit(MOST_NAMES).toList();
    }

    /** As the kernel has it, without a name server. */
    private static Optional<String> hostName() {
        try {
            return Optional.of(Files.readString(Path.of("/proc/sys/kernel/hostname"))
                            .strip())
                    .filter(n -> n.matches("[A-Za-z0-9][A-Za-z0-9.-]*"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static List<String> addresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress)
                    .map(text -> text.replaceFirst("%.*", ""))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    /** Takes up new ones, and warns of the end of those in force. Blocks. */
    Certificates.Change look() {
        return alone(certificates::look);
    }

    /** Reads all of them now, and tells the log as well. Blocks. */
    Certificates.Change reload() {
        return alone(certificates::reload);
    }

    private Certificates.Change alone(Supplier<Certificates.Change> reading) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            Certificates.Change change = reading.get();
                            tell(change);
                            warn();
                            return change;
                        },
                        one)
                .join();
    }

    private static void tell(Certificates.Change change) {
        switch (change) {
            case Certificates.Same _ -> {}
            case Certificates.Taken(List<Shown> shown) ->
                LOG.info(
                        "new certificates are in force: {}; calls go on",
                        String.join(
                                ", ",
                                shown.stream()
                                        .map(s -> s.name() + " until " + s.until())
                                        .toList()));
            case Certificates.Refused(Problems problems) ->
                problems.inOrder()
                        .forEach(p -> LOG.warn("the new certificates were not taken, the old ones stay: {}", p));
        }
    }

    private void warn() {
        for (Shown shown : certificates.shown()) {
            int step = shown.step(tools.clock().now());
            Integer before = warned.put(shown.fingerprint(), step);
            if (step != Integer.MAX_VALUE && (before == null || step < before)) {
                LOG.warn("{}", shown.warning(tools.clock().now()));
            }
        }
    }

    /** For the start report: what to warn of now. */
    List<String> warnings() {
        return certificates.shown().stream()
                .map(s -> s.warning(tools.clock().now()))
                .filter(w -> !w.isEmpty())
                .toList();
    }

    /** For {@code /metrics}: when each ends, in seconds since 1970. */
    Map<String, Double> ends() {
        Map<String, Double> ends = new HashMap<>();
        certificates.shown().forEach(s -> ends.put(s.name(), (double) s.until().getEpochSecond()));
        return ends;
    }
}
