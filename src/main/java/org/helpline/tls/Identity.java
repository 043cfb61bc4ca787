package org.helpline.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A certificate of ours with its key.
 *
 * @param name of the file, without its ending
 * @param chain ours first, then those that signed it as far as we have them
 */
record Identity(String name, List<X509Certificate> chain, PrivateKey key) {

    X509Certificate certificate() {
        return chain.getFirst();
    }

    /** Whether it is for a name that a browser or phone asks for; {@code *} stands for one label at the front, RFC 6125 §6.4.3. */
    boolean isFor(String host) {
        return PeerNames.of(certificate()).hosts().stream().anyMatch(own -> covers(own, host));
    }

    private static boolean covers(String own, String host) {
        int dot = host.indexOf('.');
        return own.equalsIgnoreCase(host)
                || (own.startsWith("*.") && dot > 0 && own.substring(1).equalsIgnoreCase(host.substring(dot)));
    }
}
