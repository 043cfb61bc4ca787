package org.helpline.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.helpline.config.TlsSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;

/**
 * The certificates in force. Engines are made by any thread from what is in force at that moment; those that there are keep theirs, so a
 * change ends no connection. {@link #look} and {@link #reload} block, one at a time.
 */
public final class Certificates {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final Reading reading;
    private final TlsSettings settings;
    private final Supplier<Map<String, TrunkSettings.Tls>> trunks;
    private final AtomicReference<InForce> inForce;
    private Map<String, String> seen;
    private Map<String, String> taken;

    /** What came of looking for new ones. */
    public sealed interface Change {}

    /** Nothing has changed. */
    public record Same() implements Change {}

    /** New ones are in force for every connection from now on. */
    public record Taken(List<Shown> shown) implements Change {}

    /** They are not fit, and the old ones stay. */
    public record Refused(Problems problems) implements Change {}

    private Certificates(
            Reading reading, TlsSettings settings, Supplier<Map<String, TrunkSettings.Tls>> trunks, InForce first) {
        this.reading = reading;
        this.settings = settings;
        this.trunks = trunks;
        this.inForce = new AtomicReference<>(first);
        this.taken = stamps();
        this.seen = taken;
    }

    /**
     * Reads them, and makes an authority and a certificate of our own where there are none.
     *
     * @param wanted whether anybody comes by TLS; else we show none
     * @param names that the own certificate must be for; asked again at each look
     * @param trunks the TLS of each trunk by its name, and of none by the empty name; asked again at each look
     * @return empty if there is a problem
     */
    public static Optional<Certificates> open(
            TlsSettings settings,
            boolean wanted,
            Supplier<List<String>> names,
            Supplier<Map<String, TrunkSettings.Tls>> trunks,
            Clock clock,
            SecureRandom random,
            Problems problems) {
        // who has shaken hands once has no reason to do so again, and it would cost us more than him: CVE-2011-1473
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        Reading reading =
                new Reading(settings, wanted, names, new OwnAuthority(settings.own(), clock, random), clock, random);
        Problems own = new Problems();
        Optional<InForce> first = reading.read(trunks.get(), true, own);
        problems.addAll(own.all());
        return first.filter(_ -> own.isEmpty()).map(i -> new Certificates(reading, settings, trunks, i));
    }

    /** The engine of a phone or trunk that comes to SIP over TLS. */
    public SSLEngine forSip() {
        SSLEngine engine = inForce().forSip().orElseThrow().createSSLEngine();
        SSLParameters parameters = parameters(engine);
        switch (settings.clients()) {
            case NOT_ASKED -> {}
            case WANTED -> parameters.setWantClientAuth(true);
            case NEEDED -> parameters.setNeedClientAuth(true);
        }
        return server(engine, parameters);
    }

    /** The engine of a browser that comes by HTTPS or WebSocket. */
    public SSLEngine forBrowsers() {
        SSLEngine engine = inForce().forBrowsers().orElseThrow().createSSLEngine();
        return server(engine, parameters(engine));
    }

    private static SSLEngine server(SSLEngine engine, SSLParameters parameters) {
        engine.setSSLParameters(parameters);
        engine.setUseClientMode(false);
        return engine;
    }

    private static SSLParameters parameters(SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(VERSIONS); // 1.0 and 1.1 must not be spoken any more: RFC 8996
        return parameters;
    }

    /**
     * The engine of a connection that we open; its handshake fails unless the peer's certificate is valid, known and for the host.
     *
     * @param host the name that was looked up; the trunk's settings may name another
     * @param profile the trunk's name, or empty
     * @return empty if no such trunk is known here (yet)
     */
    public Optional<SSLEngine> toward(String host, int port, String profile) {
        return Optional.ofNullable(inForce().outward().get(profile)).map(to -> {
            String name = to.host().orElse(host);
            SSLEngine engine = to.context().createSSLEngine(name, port);
            SSLParameters parameters = parameters(engine);
            parameters.setServerNames(Stream.of(name, host)
                    .filter(Certificates::isName)
                    .limit(1)
                    .<javax.net.ssl.SNIServerName>map(SNIHostName::new)
                    .toList());
            engine.setSSLParameters(parameters);
            engine.setUseClientMode(true);
            return engine;
        });
    }

    /** An address or a wildcard is not asked for by SNI: RFC 6066 §3. */
    private static boolean isName(String host) {
        return !PeerNames.isAddress(host) && host.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
    }

    /** Whether those that we show are from our own authority. */
    public boolean isOwn() {
        return inForce().isOwn();
    }

    /** The file of our own authority's certificate, which is there once {@link #isOwn}. */
    public Path authority() {
        return settings.own().resolve("ca.crt");
    }

    /** All of ours. */
    public List<Shown> shown() {
        return inForce().shown();
    }

    /** The own authority's certificate, for people; empty where there is none. Blocks. */
    public Optional<Shown> authorityShown() {
        return isOwn()
                ? Pem.certificates(authority(), new Problems()).stream()
                        .findFirst()
                        .map(c -> Shown.of("authority", c))
                : Optional.empty();
    }

    private InForce inForce() {
        return java.util.Objects.requireNonNull(inForce.get());
    }

    /** Takes up files that have changed and lain still since the last look, and renews the own certificate when it is due. */
    public Change look() {
        Map<String, String> now = stamps();
        boolean isStill = now.equals(seen);
        seen = now;
        return (isStill && !now.equals(taken)) || reading.isDue(inForce()) ? reload() : new Same();
    }

    /** Tells what is wrong with the files that these trunks name, by their names; nothing comes into force. Blocks. */
    public void check(Map<String, TrunkSettings.Tls> candidates, Problems problems) {
        reading.check(candidates, problems);
    }

    /** Reads all of them now. */
    public Change reload() {
        Problems problems = new Problems();
        taken = stamps();
        seen = taken;
        Optional<InForce> next = reading.read(trunks.get(), false, problems);
        if (next.isEmpty() || !problems.isEmpty()) {
            return new Refused(problems);
        }
        boolean isSame = next.get().shown().equals(inForce().shown());
        inForce.set(next.get());
        taken = stamps(); // reading may have written the own ones
        seen = taken;
        return isSame ? new Same() : new Taken(next.get().shown());
    }

    /** Each file's size and time of change, by its path; and what the trunks say. */
    private Map<String, String> stamps() {
        Map<String, String> stamps = new TreeMap<>();
        settings.folder().ifPresent(folder -> {
            try (Stream<Path> files = Files.list(folder)) {
                files.forEach(file -> stamp(file, stamps));
            } catch (IOException e) {
                stamps.put(folder.toString(), "unreadable");
            }
        });
        settings.clientAuthorities().ifPresent(file -> stamp(file, stamps));
        trunks.get().forEach((name, tls) -> {
            stamps.put("trunk " + name, tls.toString());
            Stream.of(tls.authorities(), tls.certificate(), tls.key())
                    .flatMap(Optional::stream)
                    .forEach(file -> stamp(file, stamps));
        });
        return stamps;
    }

    private static void stamp(Path file, Map<String, String> stamps) {
        try {
            stamps.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
        } catch (IOException e) {
            stamps.put(file.toString(), "gone");
        }
    }
}
