package org.helpline.tls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The certificates of one moment. Immutable.
 *
 * @param ours what we show, the usual one first; none where nobody comes by TLS
 * @param forSip makes the engines of phones and trunks that come
 * @param forBrowsers makes those of browsers
 * @param outward by the trunk's name; empty for none
 */
record InForce(
        List<Identity> ours,
        boolean isOwn,
        Optional<SSLContext> forSip,
        Optional<SSLContext> forBrowsers,
        Map<String, Outward> outward,
        List<Shown> shown) {

    /** How we go to a trunk: its host by its settings. */
    record Outward(SSLContext context, Optional<String> host) {}
}
