package org.helpline.tls;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Reads certificates and keys from PEM files (RFC 7468). What is wrong with one is the operator's matter. Blocks. */
final class Pem {

    private static final Map<String, String> TRIAL =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private Pem() {}

    /** All certificates of a file, in its order; none where there is a problem. */
    static List<X509Certificate> certificates(Path file, Problems problems) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (Object part : parts(file)) {
                if (part instanceof X509CertificateHolder holder) {
                    found.add(new JcaX509CertificateConverter().getCertificate(holder));
                }
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return bad(file, "The file cannot be read as PEM: " + e.getMessage(), problems);
        }
        return found.isEmpty() ? bad(file, "There is no certificate in the file", problems) : List.copyOf(found);
    }

    private static List<X509Certificate> bad(Path file, String what, Problems problems) {
        problems.add(Problem.of(file.toString(), what + ".", "Expected -----BEGIN CERTIFICATE----- and what follows."));
        return List.of();
    }

    /** A certificate with its chain, and the key that must be its own; empty where there is a problem. */
    static Optional<Identity> identity(String name, Path certificate, Path key, Problems problems) {
        List<X509Certificate> chain = certificates(certificate, problems);
        Optional<PrivateKey> secret = key(key, problems);
        if (chain.isEmpty() || secret.isEmpty()) {
            return Optional.empty();
        }
        if (!belongs(secret.get(), chain.getFirst())) {
            problems.add(Problem.of(
                    key.toString(),
                    "The key is not that of the first certificate in " + certificate + ".",
                    "Put the pair there that was made together, the server's own certificate first."));
            return Optional.empty();
        }
        return Optional.of(new Identity(name, chain, secret.get()));
    }

    private static Optional<PrivateKey> key(Path file, Problems problems) {
        try {
            for (Object part : parts(file)) {
                switch (part) {
                    case PrivateKeyInfo info -> {
                        return Optional.of(new JcaPEMKeyConverter().getPrivateKey(info));
                    }
                    case PEMKeyPair pair -> {
                        return Optional.of(new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo()));
                    }
                    case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ -> {
                        return badKey(file, "The key is locked with a password", problems);
                    }
                    default -> {} // curve parameters, certificates
                }
            }
            return badKey(file, "There is no private key in the file", problems);
        } catch (IOException | RuntimeException e) {
            return badKey(file, "The key cannot be read: " + e.getMessage(), problems);
        }
    }

    private static Optional<PrivateKey> badKey(Path file, String what, Problems problems) {
        problems.add(Problem.of(
                file.toString(),
                what + ".",
                "Expected -----BEGIN PRIVATE KEY----- without a password, readable by the server's user only."));
        return Optional.empty();
    }

    private static List<Object> parts(Path file) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Signs with the one and checks with the other. */
    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        try {
            Signature signing = Signature.getInstance(TRIAL.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
            byte[] trial = {1, 2, 3};
            signing.initSign(key);
            signing.update(trial);
            byte[] signed = signing.sign();
            signing.initVerify(certificate.getPublicKey());
            signing.update(trial);
            return signing.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // another kind of key
        }
    }
}
