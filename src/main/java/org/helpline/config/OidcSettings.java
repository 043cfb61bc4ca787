package org.helpline.config;

import java.net.URI;
import java.util.Optional;

/**
 * The company's own log-in, by OpenID Connect.
 *
 * @param issuer its address, as its documents have it; {@code https} unless it is on this machine
 * @param client what it knows this desk as
 * @param secret with which this desk proves it
 * @param nameClaim the claim that is the name in {@code agents.ini}
 */
public record OidcSettings(URI issuer, String client, Secret secret, String nameClaim) {

    /** An address to which secrets may be sent; empty for any other text. */
    public static Optional<URI> address(String written) {
        return WebAddress.of(written);
    }
}
