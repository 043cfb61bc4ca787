package org.helpline.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Addresses that secrets are sent to: by {@code https}, or by {@code http} to a program on this machine. */
final class WebAddress {

    private WebAddress() {}

    /** The address, with a host and no user in it; empty for any other text. */
    static Optional<URI> of(String written) {
        try {
            URI url = new URI(written);
            String host = url.getHost();
            boolean isHere = host != null && host.matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
            boolean isSafe = "https".equals(url.getScheme()) || (isHere && "http".equals(url.getScheme()));
            return host != null && isSafe && url.getUserInfo() == null ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
