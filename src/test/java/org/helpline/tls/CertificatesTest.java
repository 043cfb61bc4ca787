package org.helpline.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.helpline.config.TlsSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Clock;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @TempDir
    Path folder;

    @Test
    void theFirstStartMakesAnAuthorityWhoseKeysOnlyItsUserReads() throws IOException {
        Certificates certificates = own("192.0.2.7", "sip.example.org");
        assertThat(certificates.isOwn()).isTrue();
        assertThat(certificates.shown().getFirst().hosts()).contains("192.0.2.7", "sip.example.org");
        for (String key : List.of("ca.key", "server.key")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("own/" + key))))
                    .isEqualTo("rw-------");
        }
        String before = certificates.shown().getFirst().fingerprint();
        assertThat(own("sip.example.org").shown().getFirst().fingerprint())
                .as("a second start takes what is there")
                .isEqualTo(before);
        assertThat(own("pbx.example.org").shown().getFirst().fingerprint())
                .as("another name needs another certificate")
                .isNotEqualTo(before);
    }

    @Test
    void theOwnCertificateIsRenewedAMonthBeforeItsEnd() {
        ManualClock clock = new ManualClock(Instant.now());
        Certificates certificates = open(own(TlsSettings.Clients.NOT_ASKED), Map.of(), clock, "localhost");
        Instant until = certificates.shown().getFirst().until();
        clock.move(Duration.between(clock.now(), until).minusDays(31));
        assertThat(certificates.look()).isInstanceOf(Certificates.Same.class);
        clock.move(Duration.ofDays(2));
        assertThat(certificates.look()).isInstanceOf(Certificates.Taken.class);
        assertThat(certificates.shown().getFirst().until()).isAfter(until);
    }

    @Test
    void whoTrustsTheAuthorityShakesHands() {
        Certificates server = own("localhost");
        assertThat(shake(server.forSip(), toward("localhost", trusting(server))))
                .isEqualTo("TLSv1.3");
    }

    /** FIELD P51: each way in which a certificate is wrong has its own words. */
    @Test
    void p51AnUnknownAuthorityIsTold() {
        assertThat(shake(own("localhost").forSip(), toward("localhost", plain())))
                .contains("signed by CN=Helpline authority")
                .contains("not among the system's authorities")
                .contains("tls-authorities");
    }

    @Test
    void p51AnotherNameIsTold() {
        Certificates server = own("localhost");
        assertThat(shake(server.forSip(), toward("sip.example.org", trusting(server))))
                .contains("is for localhost, not for sip.example.org")
                .contains("tls-host");
    }

    @Test
    void p51AnExpiredCertificateIsTold() {
        ManualClock clock = new ManualClock(Instant.now().minus(Duration.ofDays(500)));
        Certificates server = open(own(TlsSettings.Clients.NOT_ASKED), Map.of(), clock, "localhost");
        assertThat(shake(server.forSip(), toward("localhost", trusting(server))))
                .contains("has expired on");
    }

    @Test
    void p51AMissingClientCertificateIsTold() {
        Certificates server = open(own(TlsSettings.Clients.NEEDED), Map.of(), Clock.system(), "localhost");
        assertThat(shake(server.forSip(), toward("localhost", trusting(server))))
                .contains("it showed no certificate");
    }

    @Test
    void p51AClientCertificateOfTheTrunkIsShown() {
        Certificates server = open(own(TlsSettings.Clients.NEEDED), Map.of(), Clock.system(), "localhost");
        Path own = folder.resolve("own");
        TrunkSettings.Tls tls = new TrunkSettings.Tls(
                true,
                Optional.empty(),
                Optional.of(own.resolve("ca.crt")),
                Optional.of(own.resolve("server.crt")),
                Optional.of(own.resolve("server.key")));
        assertThat(shake(server.forSip(), toward("localhost", tls))).isEqualTo("TLSv1.3");
    }

    @Test
    void thePeersNameOfTheTrunkCountsInsteadOfItsHost() {
        Certificates server = own("sip.example.org");
        TrunkSettings.Tls tls = trusting(server);
        TrunkSettings.Tls named = new TrunkSettings.Tls(
                true, Optional.of("sip.example.org"), tls.authorities(), Optional.empty(), Optional.empty());
        assertThat(shake(server.forSip(), toward("203.0.113.5", named))).isEqualTo("TLSv1.3");
    }

    @Test
    void theCertificateOfTheAskedNameIsShownElseTheDefault() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        pair(files, "a", "a.example.org");
        pair(files, "b", "b.example.org", "*.c.example.org");
        pair(files, "default", "usual.example.org");
        Certificates server = open(files(files), Map.of(), Clock.system());
        assertThat(server.shown()).extracting(Shown::name).containsExactly("default", "a", "b");
        assertThat(shownTo("a.example.org", server)).isEqualTo("a.example.org");
        assertThat(shownTo("x.c.example.org", server)).isEqualTo("*.c.example.org");
        assertThat(shownTo("nobody.example.org", server)).isEqualTo("usual.example.org");
    }

    @Test
    void newFilesAreTakenOnceTheyLieStillAndBadOnesAreRefused() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        pair(files, "a", "a.example.org");
        Certificates server = open(files(files), Map.of(), Clock.system());
        pair(files, "a", "other.example.org");
        assertThat(server.look()).as("perhaps half of them").isInstanceOf(Certificates.Same.class);
        assertThat(server.look()).isInstanceOf(Certificates.Taken.class);
        assertThat(server.shown().getFirst().hosts()).containsExactly("other.example.org");
        Files.writeString(files.resolve("a.crt"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(server.look()).isInstanceOf(Certificates.Same.class);
        assertThat(server.look())
                .isInstanceOfSatisfying(
                        Certificates.Refused.class,
                        refused -> assertThat(
                                        refused.problems().all().getFirst().toString())
                                .contains("a.crt"));
        assertThat(server.look()).as("told once").isInstanceOf(Certificates.Same.class);
        assertThat(server.shown().getFirst().hosts()).as("the old one stays").containsExactly("other.example.org");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        Path files = Files.createDirectories(folder.resolve("files"));
        pair(files, "a", "a.example.org");
        pair(files, "b", "b.example.org");
        Files.copy(files.resolve("b.key"), files.resolve("a.key"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Problems problems = new Problems();
        assertThat(Certificates.open(files(files), true, List::of, Map::of, Clock.system(), RANDOM, problems))
                .isEmpty();
        assertThat(problems.all().getFirst().toString())
                .contains("a.key")
                .contains("not that of the first certificate");
    }

    @Test
    void theEndIsWarnedOfThirtySevenAndOneDaysBefore() {
        Instant end = Instant.parse("2026-03-31T00:00:00Z");
        Shown shown = new Shown("a", List.of(), "", end, end, "");
        assertThat(List.of(31, 29, 8, 6, 1, 0).stream()
                        .map(d -> shown.step(end.minus(Duration.ofDays(d))))
                        .toList())
                .containsExactly(Integer.MAX_VALUE, 30, 30, 7, 7, 1);
        assertThat(shown.step(end.plusSeconds(1))).isZero();
        assertThat(shown.warning(end.minus(Duration.ofDays(31)))).isEmpty();
        assertThat(shown.warning(end.minus(Duration.ofDays(3)))).contains("expires in 3 days");
        assertThat(shown.warning(end.plusSeconds(1))).contains("has expired");
    }

    /** The first name of the certificate that is shown to who asks for {@code host}; nobody trusts it here. */
    private String shownTo(String host, Certificates server) {
        TrunkSettings.Tls any =
                new TrunkSettings.Tls(false, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        SSLEngine client = toward(host, any);
        assertThat(shake(server.forSip(), client)).isEqualTo("TLSv1.3");
        try {
            return PeerNames.of((X509Certificate) client.getSession().getPeerCertificates()[0])
                    .hosts()
                    .getFirst();
        } catch (SSLException e) {
            throw new AssertionError(e);
        }
    }

    private TlsSettings own(TlsSettings.Clients clients) {
        return new TlsSettings(Optional.empty(), folder.resolve("own"), List.of(), clients, Optional.empty());
    }

    private TlsSettings files(Path files) {
        return new TlsSettings(
                Optional.of(files), folder.resolve("own"), List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty());
    }

    private Certificates own(String... names) {
        return open(own(TlsSettings.Clients.NOT_ASKED), Map.of(), Clock.system(), names);
    }

    private static Certificates open(
            TlsSettings settings, Map<String, TrunkSettings.Tls> trunks, Clock clock, String... names) {
        Problems problems = new Problems();
        Optional<Certificates> opened =
                Certificates.open(settings, true, () -> List.of(names), () -> trunks, clock, RANDOM, problems);
        return opened.orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    private static TrunkSettings.Tls plain() {
        return new TrunkSettings.Tls(true, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static TrunkSettings.Tls trusting(Certificates server) {
        return new TrunkSettings.Tls(
                true, Optional.empty(), Optional.of(server.authority()), Optional.empty(), Optional.empty());
    }

    private SSLEngine toward(String host, TrunkSettings.Tls tls) {
        TlsSettings none = new TlsSettings(
                Optional.empty(), folder.resolve("none"), List.of(), TlsSettings.Clients.NOT_ASKED, Optional.empty());
        Problems problems = new Problems();
        return Certificates.open(none, false, List::of, () -> Map.of("acme", tls), Clock.system(), RANDOM, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()))
                .toward(host, 5061, "acme")
                .orElseThrow();
    }

    /** A certificate for names with its key, from an authority of its own. */
    private void pair(Path files, String name, String... hosts) throws IOException {
        Path made = Files.createTempDirectory(folder, "made");
        Problems problems = new Problems();
        assertThat(new OwnAuthority(made, Clock.system(), RANDOM).server(List.of(hosts), problems))
                .isPresent();
        for (String ending : List.of(".key", ".crt")) {
            Files.copy(
                    made.resolve("server" + ending),
                    files.resolve(name + ending),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Lets two engines shake hands in memory: the version, or what the one that failed says. */
    private static String shake(SSLEngine server, SSLEngine client) {
        List<ByteBuffer> toServer = new ArrayList<>();
        List<ByteBuffer> toClient = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            Optional<String> fault =
                    step(client, toClient, toServer, true).or(() -> step(server, toServer, toClient, false));
            if (fault.isPresent()) {
                return fault.get();
            }
        }
        return server.getSession().getProtocol();
    }

    private static Optional<String> step(
            SSLEngine engine, List<ByteBuffer> in, List<ByteBuffer> out, boolean isClient) {
        ByteBuffer space = ByteBuffer.allocate(40_000);
        try {
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            if (!in.isEmpty()) {
                engine.unwrap(in.getFirst(), ByteBuffer.allocate(40_000));
                if (!in.getFirst().hasRemaining()) {
                    in.removeFirst();
                }
            }
            for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                task.run();
            }
            engine.wrap(ByteBuffer.allocate(0), space);
            if (space.position() > 0) {
                out.add(space.flip());
            }
            return Optional.empty();
        } catch (SSLException e) {
            return Optional.of(TlsFaults.inWords(e, isClient));
        }
    }
}
