package org.helpline.media.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.helpline.sdp.Fingerprint;

/** A certificate of our own, signed by itself, and its key: what it is worth is said by its fingerprint in SDP (RFC 5763 §5). Immutable. */
public final class DtlsIdentity {

    private static final Duration LIFE =
            Duration.ofDays(3650); // longer than any process: peers compare the fingerprint

    private final byte[] certificate;
    private final AsymmetricKeyParameter key;
    private final Fingerprint fingerprint;

    private DtlsIdentity(byte[] certificate, AsymmetricKeyParameter key) {
        this.certificate = certificate;
        this.key = key;
        fingerprint = Fingerprint.of(certificate);
    }

    /** A new one, on P-256; takes a few milliseconds. */
    public static DtlsIdentity fresh(Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            X500Principal name = new X500Principal("CN=Helpline"); // tells nothing of the machine
            byte[] certificate = new JcaX509v3CertificateBuilder(
                            name,
                            new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
                            Date.from(now.minus(Duration.ofDays(1))), // clocks differ
                            Date.from(now.plus(LIFE)),
                            name,
                            pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new DtlsIdentity(
                    certificate, PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("no certificate for DTLS could be made", e);
        }
    }

    /** What SDP says of it. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** In DER; not to be changed. */
    byte[] certificate() {
        return certificate;
    }

    AsymmetricKeyParameter key() {
        return key;
    }
}
