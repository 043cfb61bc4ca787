package org.helpline.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.helpline.config.SipSettings;

/**
 * The host that we write into Via and Contact: the advertised one for whoever is beyond a NAT, else our local address. Immutable.
 *
 * @param advertised the setting; empty: always the local address
 */
record OwnHost(String advertised, Nearby nearby) {

    static OwnHost of(SipSettings settings) {
        return new OwnHost(settings.advertised(), Nearby.of(settings));
    }

    /** As it stands in a URI; {@code local} is our address that faces the peer. */
    String towards(InetAddress peer, InetSocketAddress local) {
        return advertised.isEmpty() || nearby.has(peer) ? Flow.bracketed(local) : advertised;
    }
}
