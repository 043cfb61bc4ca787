package org.helpline.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.helpline.core.Clock;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/**
 * The authority of this house alone: made once, with a certificate for the server that it signs anew a month before that expires and
 * whenever the house has got another name. Keys are readable by the server's user only. Blocks.
 */
final class OwnAuthority {

    private static final Duration LIFE_OF_AUTHORITY = Duration.ofDays(3650);
    /** Browsers take certificates of at most 398 days. */
    private static final Duration LIFE = Duration.ofDays(397);

    private static final Duration EARLY = Duration.ofDays(30);
    /** Clocks of phones go wrong. */
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final Path folder;
    private final Clock clock;
    private final SecureRandom random;

    OwnAuthority(Path folder, Clock clock, SecureRandom random) {
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /** The file to trust. */
    Path file() {
        return folder.resolve("ca.crt");
    }

    /** The authority's own certificate, made if there is none. */
    Optional<X509Certificate> certificate(Problems problems) {
        return authority(problems).map(Identity::certificate);
    }

    /**
     * The server's certificate for at least {@code names}; the one that there is, if it is for all of them and lasts.
     *
     * @return empty if it cannot be written or read
     */
    Optional<Identity> server(List<String> names, Problems problems) {
        Optional<Identity> authority = authority(problems);
        if (authority.isEmpty()) {
            return Optional.empty();
        }
        Path certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        if (Files.exists(certificate) && Files.exists(key)) {
            Problems own = new Problems();
            Optional<Identity> there =
                    Pem.identity("own", certificate, key, own).filter(i -> lasts(i, authority.get(), names));
            if (there.isPresent()) {
                return there;
            }
        }
        return make(() -> signed(authority.get(), names), problems)
                .filter(made -> write(made, certificate, key, problems));
    }

    /** Whether {@link #server} would make another one by now. */
    boolean isDue(Identity identity) {
        return identity.certificate()
                .getNotAfter()
                .toInstant()
                .isBefore(clock.now().plus(EARLY));
    }

    private boolean lasts(Identity identity, Identity authority, List<String> names) {
        boolean ours = identity.certificate()
                .getIssuerX500Principal()
                .equals(authority.certificate().getSubjectX500Principal());
        PeerNames has = PeerNames.of(identity.certificate());
        return ours && !isDue(identity) && names.stream().allMatch(has::has);
    }

    private Optional<Identity> authority(Problems problems) {
        Path certificate = file();
        Path key = folder.resolve("ca.key");
        if (Files.exists(certificate) || Files.exists(key)) {
            return Pem.identity(
                    "authority", certificate, key, problems); // never a new one by itself: people trust this one
        }
        return make(this::authority, problems).filter(made -> write(made, certificate, key, problems));
    }

    /** Makes certificates; every failure is one of the cryptography. */
    private interface Maker {
        Identity make() throws GeneralSecurityException, IOException, OperatorCreationException;
    }

    private Optional<Identity> make(Maker maker, Problems problems) {
        try {
            return Optional.of(maker.make());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            problems.add(Problem.of(
                    folder.toString(),
                    "No certificate can be made: " + e.getMessage() + ".",
                    "Give one by tls.certificates, or switch TLS off by sip.tls-listen and desk.https."));
            return Optional.empty();
        }
    }

    private Identity authority() throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = pair();
        String mark =
                new BigInteger(40, random).toString(32); // two houses' authorities must not be mistaken for one another
        X500Principal name = new X500Principal("CN=Helpline authority " + mark);
        Instant now = clock.now();
        JcaX509v3CertificateBuilder builder = builder(name, name, now.plus(LIFE_OF_AUTHORITY), pair);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return new Identity("authority", List.of(sign(builder, pair.getPrivate())), pair.getPrivate());
    }

    private Identity signed(Identity authority, List<String> names)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = pair();
        X509Certificate issuer = authority.certificate();
        JcaX509v3CertificateBuilder builder = builder(
                issuer.getSubjectX500Principal(),
                new X500Principal("CN=Helpline server"),
                clock.now().plus(LIFE),
                pair);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
            KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
        }));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(issuer.getPublicKey()));
        builder.addExtension(Extension.subjectAlternativeName, false, alternative(names));
        return new Identity("own", List.of(sign(builder, authority.key()), issuer), pair.getPrivate());
    }

    private JcaX509v3CertificateBuilder builder(
            X500Principal issuer, X500Principal subject, Instant until, KeyPair pair)
            throws GeneralSecurityException, IOException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(127, random).setBit(126),
                Date.from(clock.now().minus(BACKDATED)),
                Date.from(until),
                subject,
                pair.getPublic());
        builder.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        return builder;
    }

    private static GeneralNames alternative(List<String> names) {
        return new GeneralNames(new TreeSet<>(names)
                .stream()
                        .map(n -> new GeneralName(
                                PeerNames.isAddress(n) ? GeneralName.iPAddress : GeneralName.dNSName, n))
                        .toArray(GeneralName[]::new));
    }

    private KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random); // what every phone and browser takes
        return generator.generateKeyPair();
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .setSecureRandom(random)
                        .build(key)));
    }

    private boolean write(Identity made, Path certificate, Path key, Problems problems) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            write(key, pem(List.of(made.key())), "rw-------");
            write(certificate, pem(made.chain()), "rw-r--r--");
            return true;
        } catch (IOException e) {
            problems.add(Problem.of(
                    folder.toString(),
                    "The certificate cannot be kept there: " + e + ".",
                    "Let the server's user write there."));
            return false;
        }
    }

    /** Whole or not at all, and never readable by others on the way. */
    private static void write(Path file, String text, String rights) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
        Files.writeString(fresh, text);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(List<?> parts) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                writer.writeObject(
                        part instanceof PrivateKey key
                                ? new org.bouncycastle.openssl.PKCS8Generator(
                                        org.bouncycastle.asn1.pkcs.PrivateKeyInfo.getInstance(key.getEncoded()), null)
                                : part);
            }
        }
        return text.toString();
    }
}
