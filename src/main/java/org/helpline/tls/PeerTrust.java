package org.helpline.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.helpline.core.Clock;

/**
 * Judges the certificates of peers: the chain by known authorities, then the name by the engine's peer host, which is the name that
 * was looked up or that the trunk's settings name (RFC 5922 §7.3). Any thread.
 */
final class PeerTrust extends X509ExtendedTrustManager {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final X509TrustManager authorities;
    private final String whose;
    private final Clock clock;

    /** {@code whose} names the authorities in a sentence. */
    PeerTrust(X509TrustManager authorities, String whose, Clock clock) {
        this.authorities = authorities;
        this.whose = whose;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509Certificate its = valid(chain);
        try {
            authorities.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            throw unknown(its, e);
        }
        PeerNames names = PeerNames.of(its);
        if (!names.has(engine.getPeerHost())) {
            throw new RefusedCertificate("its certificate is for " + names.inWords() + ", not for "
                    + engine.getPeerHost() + "; if that is the right peer, set tls-host to a name in the certificate");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        X509Certificate its = valid(chain);
        try {
            authorities.checkClientTrusted(chain, authType);
        } catch (CertificateException e) {
            throw unknown(its, e);
        }
    }

    private X509Certificate valid(X509Certificate[] chain) throws RefusedCertificate {
        X509Certificate its = chain[0];
        Instant now = clock.now();
        Instant until = its.getNotAfter().toInstant();
        Instant from = its.getNotBefore().toInstant();
        if (now.isAfter(until)) {
            throw new RefusedCertificate(
                    "its certificate has expired on " + DAY.format(until) + "; its owner must renew it");
        }
        if (now.isBefore(from)) {
            throw new RefusedCertificate("its certificate is valid from " + DAY.format(from)
                    + " on only; is the clock of this machine right?");
        }
        return its;
    }

    private RefusedCertificate unknown(X509Certificate its, CertificateException why) {
        boolean self = its.getIssuerX500Principal().equals(its.getSubjectX500Principal());
        String signer = self ? "itself" : its.getIssuerX500Principal().getName().replaceAll("[^ -~]", "?");
        String known = "its certificate is signed by " + signer + ", which is not among " + whose;
        boolean path = String.valueOf(why.getMessage()).contains("unable to find valid certification path");
        return new RefusedCertificate(
                path
                        ? known
                        : "its certificate is not good ("
                                + String.valueOf(why.getMessage())
                                        .lines()
                                        .findFirst()
                                        .orElse("") + ")");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new IllegalStateException("connections are engines here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
        throw new IllegalStateException("connections are engines here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {
        throw new IllegalStateException("connections are engines here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {
        throw new IllegalStateException("connections are engines here");
    }
}
