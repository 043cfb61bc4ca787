package org.helpline.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.helpline.config.SipSettings;

/**
 * The host that we write into Via and Contact: for whoever is beyond a NAT the advertised one, or what was learnt, else our local address.
 *
 * @param advertised the setting; empty: what was learnt
 */
record OwnHost(String advertised, Nearby nearby, OuterAddress outer) {

    static OwnHost of(SipSettings settings) {
        Nearby nearby = Nearby.of(settings);
        return new OwnHost(settings.advertised(), nearby, OuterAddress.of(settings, nearby));
    }

    /** As it stands in a URI; {@code local} is our address that faces the peer. */
    String towards(InetAddress peer, InetSocketAddress local) {
        if (advertised.isEmpty()) {
            return Flow.bracketed(outer.towards(peer, local.getAddress())
                    .map(a -> new InetSocketAddress(a, local.getPort()))
                    .orElse(local));
        }
        return nearby.has(peer) ? Flow.bracketed(local) : advertised;
    }
}
