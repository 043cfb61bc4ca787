package org.helpline.sip.trunk;

import java.util.Locale;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/**
 * One machine of a trunk, as it can be sent to.
 *
 * @param to address and transport; two targets with the same are the same machine
 * @param host its name in the domain name system, or the address where the trunk has no name; for people
 */
public record Target(Destination to, String host) {

    /** {@code udp 203.0.113.9:5060}, for logs and records. */
    public String where() {
        return to.transport().toLowerCase(Locale.ROOT)
                + ' '
                + Flow.bracketed(to.address())
                + ':'
                + to.address().getPort();
    }
}
