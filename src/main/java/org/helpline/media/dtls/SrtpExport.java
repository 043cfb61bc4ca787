package org.helpline.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SecurityParameters;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.helpline.sdp.Fingerprint;
import org.helpline.sdp.SrtpKey;
import org.helpline.sdp.SrtpKeys;
import org.helpline.sdp.SrtpSuite;

/** What client and server of a handshake have in common: the profile of SRTP, the check of the peer's certificate, the keys (RFC 5764 §4). */
final class SrtpExport {

    /** By preference. */
    private static final List<Profile> PROFILES = List.of(
            new Profile(SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM, SrtpSuite.AEAD_AES_128_GCM),
            new Profile(SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80, SrtpSuite.AES_CM_128_HMAC_SHA1_80));

    private final DtlsIdentity ours;
    private final Fingerprint theirs;
    private Optional<Profile> chosen = Optional.empty();
    private Optional<SrtpKeys> keys = Optional.empty();

    private record Profile(int number, SrtpSuite suite) {}

    SrtpExport(DtlsIdentity ours, Fingerprint theirs) {
        this.ours = ours;
        this.theirs = theirs;
    }

    /** All that we speak, for a client. */
    static void offer(Hashtable<Integer, byte[]> extensions) throws IOException {
        int[] all = PROFILES.stream().mapToInt(Profile::number).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(all, TlsUtils.EMPTY_BYTES));
    }

    /** Chooses from what the peer offers, or takes what it has chosen. */
    void choose(Hashtable<?, ?> extensions) throws IOException {
        UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        int[] numbers = offered == null ? new int[0] : offered.getProtectionProfiles();
        chosen = PROFILES.stream()
                .filter(p -> java.util.Arrays.stream(numbers).anyMatch(n -> n == p.number()))
                .findFirst();
        if (chosen.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no profile of SRTP in common");
        }
    }

    /** The one that was chosen, for a server. */
    void tell(Hashtable<Integer, byte[]> extensions) throws IOException {
        int[] one = {chosen.orElseThrow().number()};
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(one, TlsUtils.EMPTY_BYTES));
    }

    /** Ends the handshake unless the certificate is the one that SDP named: RFC 5763 §5. */
    void check(Certificate shown) throws IOException {
        if (shown.isEmpty() || !theirs.isOf(shown.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate,
                    "the certificate is not the one that the session description names");
        }
    }

    /** Our signature, with our certificate. */
    TlsCredentialedSigner signer(TlsContext context, BcTlsCrypto crypto) throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(ours.certificate())});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                ours.key(),
                chain,
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /** Takes the keys when the handshake is done: client's and server's key, client's and server's salt (RFC 5764 §4.2). */
    void export(TlsContext context, boolean asServer) {
        SecurityParameters security = context.getSecurityParametersConnection();
        if (!security.isExtendedMasterSecret()) {
            throw new IllegalStateException("the peer does not bind its keys to the handshake (RFC 7627)");
        }
        SrtpSuite suite = chosen.orElseThrow().suite();
        int salt = suite.saltBytes();
        byte[] all = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (SrtpSuite.KEY_BYTES + salt));
        SrtpKey client = key(suite, all, 0, 2 * SrtpSuite.KEY_BYTES);
        SrtpKey server = key(suite, all, SrtpSuite.KEY_BYTES, 2 * SrtpSuite.KEY_BYTES + salt);
        keys = Optional.of(asServer ? new SrtpKeys(server, client) : new SrtpKeys(client, server));
    }

    private static SrtpKey key(SrtpSuite suite, byte[] all, int keyAt, int saltAt) {
        byte[] both = new byte[suite.keyAndSaltBytes()];
        System.arraycopy(all, keyAt, both, 0, SrtpSuite.KEY_BYTES);
        System.arraycopy(all, saltAt, both, SrtpSuite.KEY_BYTES, suite.saltBytes());
        return new SrtpKey(suite, both, 0);
    }

    /** The keys; empty until the handshake is done. */
    Optional<SrtpKeys> keys() {
        return keys;
    }
}
