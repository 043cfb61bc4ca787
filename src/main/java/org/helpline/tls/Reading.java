package org.helpline.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.helpline.config.TlsSettings;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Reads all that connections need from the files. Blocks. */
final class Reading {

    /** The certificate for names that no other has. */
    private static final String USUAL = "default";

    private final TlsSettings settings;
    private final boolean wanted;
    private final Supplier<List<String>> names;
    private final OwnAuthority authority;
    private final Clock clock;
    private final SecureRandom random;

    Reading(
            TlsSettings settings,
            boolean wanted,
            Supplier<List<String>> names,
            OwnAuthority authority,
            Clock clock,
            SecureRandom random) {
        this.settings = settings;
        this.wanted = wanted;
        this.names = names;
        this.authority = authority;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Reads all; what is wrong is told to {@code problems}.
     *
     * @param isStart whether nothing is in force yet: then an expired certificate is better than no server, and is warned of
     */
    Optional<InForce> read(Map<String, TrunkSettings.Tls> trunks, boolean isStart, Problems problems) {
        List<Identity> ours = wanted ? ours(isStart, problems) : List.of();
        Map<String, InForce.Outward> outward = new HashMap<>();
        List<Shown> shown = new ArrayList<>(
                ours.stream().map(i -> Shown.of(i.name(), i.certificate())).toList());
        trunks.forEach((name, tls) -> outward(name, tls, shown, problems).ifPresent(to -> outward.put(name, to)));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        if (ours.isEmpty()) {
            return Optional.of(new InForce(
                    ours, false, Optional.empty(), Optional.empty(), Map.copyOf(outward), List.copyOf(shown)));
        }
        Optional<SSLContext> sip =
                clients(problems).flatMap(trust -> context(Optional.of(new OwnKeys(ours)), trust, problems));
        Optional<SSLContext> browsers = context(Optional.of(new OwnKeys(ours)), new Unverified(), problems);
        return problems.isEmpty()
                ? Optional.of(new InForce(
                        ours, settings.folder().isEmpty(), sip, browsers, Map.copyOf(outward), List.copyOf(shown)))
                : Optional.empty();
    }

    /** Tells what is wrong with what these trunks want; nothing comes into force. */
    void check(Map<String, TrunkSettings.Tls> trunks, Problems problems) {
        trunks.forEach((name, tls) -> outward(name, tls, new ArrayList<>(), problems));
    }

    /** Whether the own certificate must be made anew. */
    boolean isDue(InForce now) {
        return now.isOwn() && authority.isDue(now.ours().getFirst());
    }

    private List<Identity> ours(boolean isStart, Problems problems) {
        return settings.folder()
                .map(folder -> folder(folder, isStart, problems))
                .orElseGet(
                        () -> authority.server(names.get(), problems).stream().toList());
    }

    private List<Identity> folder(Path folder, boolean isStart, Problems problems) {
        List<Identity> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path certificate :
                    files.filter(f -> f.toString().endsWith(".crt")).sorted().toList()) {
                String name = certificate.getFileName().toString().replaceFirst("\\.crt$", "");
                Pem.identity(name, certificate, folder.resolve(name + ".key"), problems)
                        .filter(i -> isStart || isValid(i, certificate, problems))
                        .ifPresent(found::add);
            }
        } catch (IOException e) {
            problems.add(Problem.of(folder.toString(), "The folder cannot be read.", "Let the server's user read it."));
            return List.of();
        }
        if (found.isEmpty() && problems.isEmpty()) {
            problems.add(Problem.of(
                    folder.toString(),
                    "There is no certificate in the folder.",
                    "Put NAME.crt and NAME.key there, or leave tls.certificates empty for an own authority."));
        }
        found.sort(Comparator.comparing(i -> !i.name().equals(USUAL))); // stable: else by name
        return List.copyOf(found);
    }

    private boolean isValid(Identity identity, Path file, Problems problems) {
        Instant until = identity.certificate().getNotAfter().toInstant();
        if (until.isAfter(clock.now())) {
            return true;
        }
        problems.add(Problem.of(
                file.toString(),
                "The certificate has expired on " + until + ".",
                "Renew it, or take it out of the folder; where there is no other, leave tls.certificates empty."));
        return false;
    }

    /** Who may have signed the certificates of phones and trunks that come. */
    private Optional<TrustManager> clients(Problems problems) {
        if (settings.clients() == TlsSettings.Clients.NOT_ASKED) {
            return Optional.of(new Unverified()); // none is asked for, so none is ever seen
        }
        List<X509Certificate> signers = settings.clientAuthorities()
                .map(file -> Pem.certificates(file, problems))
                .orElseGet(() -> authority.certificate(problems).stream().toList());
        String whose = settings.clientAuthorities().isPresent()
                ? "the authorities of tls.client-authorities"
                : "our own authority's";
        return authorities(Optional.of(signers), problems).map(a -> new PeerTrust(a, whose, clock));
    }

    private Optional<InForce.Outward> outward(
            String name, TrunkSettings.Tls tls, List<Shown> shown, Problems problems) {
        Optional<TrustManager> trust = trust(tls, problems);
        Optional<Identity> own =
                tls.certificate().flatMap(c -> tls.key().flatMap(k -> Pem.identity("trunk " + name, c, k, problems)));
        own.ifPresent(i -> shown.add(Shown.of(i.name(), i.certificate())));
        Optional<KeyManager> keys = own.map(i -> new OwnKeys(List.of(i)));
        return trust.flatMap(t -> context(keys, t, problems)).map(c -> new InForce.Outward(c, tls.host()));
    }

    private Optional<TrustManager> trust(TrunkSettings.Tls tls, Problems problems) {
        if (!tls.verify()) {
            return Optional.of(new Unverified());
        }
        Optional<List<X509Certificate>> signers = tls.authorities().map(file -> Pem.certificates(file, problems));
        String whose = tls.authorities().isPresent()
                ? "the authorities of " + tls.authorities().get().getFileName()
                : "the system's authorities; if you trust it, name its certificate file by tls-authorities";
        return authorities(signers, problems).map(a -> new PeerTrust(a, whose, clock));
    }

    /** The authorities in a list; those of the system where there is no list. */
    private static Optional<X509TrustManager> authorities(Optional<List<X509Certificate>> signers, Problems problems) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (signers.isEmpty()) {
                factory.init((KeyStore) null);
            } else if (signers.get().isEmpty()) {
                return Optional.empty(); // told already
            } else {
                factory.init(store(signers.get()));
            }
            return Stream.of(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst();
        } catch (GeneralSecurityException | IOException e) {
            problems.add(Problem.of("tls", "Authorities cannot be read: " + e.getMessage() + ".", "Name a PEM file."));
            return Optional.empty();
        }
    }

    private static KeyStore store(List<X509Certificate> signers) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate signer : signers) {
            store.setCertificateEntry(Integer.toString(store.size()), signer);
        }
        return store;
    }

    private Optional<SSLContext> context(Optional<? extends KeyManager> keys, TrustManager trust, Problems problems) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    keys.map(k -> new KeyManager[] {k}).orElse(new KeyManager[0]), new TrustManager[] {trust}, random);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            problems.add(Problem.of("tls", "This Java speaks no TLS: " + e.getMessage() + ".", "Use another one."));
            return Optional.empty();
        }
    }
}
