package org.helpline.sip;

import java.io.FileInputStream;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.helpline.config.SipDoors;
import org.helpline.config.SipSettings;
import org.helpline.config.TlsSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.tls.Certificates;

/** Edges that answer on TLS and WebSocket, and those who come to them. */
final class SecureEdges {

    private SecureEdges() {}

    /** Certificates from an authority in {@code folder}; outward by {@code trunks}. */
    static Certificates certificates(Path folder, TlsSettings.Clients clients, Map<String, TrunkSettings.Tls> trunks) {
        return certificates(new TlsSettings(Optional.empty(), folder, List.of(), clients, Optional.empty()), trunks);
    }

    static Certificates certificates(TlsSettings settings, Map<String, TrunkSettings.Tls> trunks) {
        Problems problems = new Problems();
        return Certificates.open(
                        settings,
                        true,
                        () -> List.of("localhost", "127.0.0.1"),
                        () -> trunks,
                        Clock.system(),
                        new SecureRandom(),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    /** Trusts the authority in {@code folder}; the peer's name is {@code host} where it is not empty. */
    static TrunkSettings.Tls trusting(Path folder, String host) {
        return new TrunkSettings.Tls(
                true,
                Optional.of(host).filter(h -> !h.isEmpty()),
                Optional.of(folder.resolve("ca.crt")),
                Optional.empty(),
                Optional.empty());
    }

    static SipEdge start(Certificates certificates, Duration handshake, Map<String, String> contacts) {
        return start(certificates, handshake, contacts, AnsweringEdge::answer);
    }

    static SipEdge start(
            Certificates certificates, Duration handshake, Map<String, String> contacts, CallArrivals arrivals) {
        List<String> any = List.of("127.0.0.1:0");
        SipSettings settings = AnsweringEdge.settings(0, contacts, 0)
                .withDoors(new SipDoors(any, false, any, any, List.of("https://pages.example.org"), handshake));
        Problems problems = new Problems();
        return SipEdge.start(
                        SipEdge.Equipment.of(settings).with(certificates),
                        Clock.system(),
                        new SecureRandom(),
                        arrivals,
                        (_, _, _) -> {},
                        (_, _, _, _) -> {},
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    static int port(SipEdge edge, String transport) {
        return edge.listening().stream()
                .filter(l -> l.transport().equals(transport))
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    /** What trusts the authority of {@code folder} and nobody else. */
    static SSLContext trust(Path folder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = new FileInputStream(folder.resolve("ca.crt").toFile())) {
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), new SecureRandom());
        return context;
    }

    /** An open TLS connection to a port of this machine. */
    static SSLSocket connect(Path folder, int port) throws Exception {
        SSLSocket socket = (SSLSocket) trust(folder).getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    static LoopbackPhone phone(Path folder, int port) throws Exception {
        Socket socket = connect(folder, port);
        return new LoopbackPhone("TLS", socket);
    }
}
