package org.helpline.tls;

import java.security.cert.CertificateException;

/** A peer's certificate that is not taken; the message is a plain sentence with the reason and what to do. */
final class RefusedCertificate extends CertificateException {

    private static final long serialVersionUID = 1;

    RefusedCertificate(String sentence) {
        super(sentence);
    }
}
