package org.helpline.sip;

import java.net.InetAddress;
import java.util.Optional;
import org.helpline.config.TrunkSettings;

/**
 * What is offered to whoever is called. Each try asks for its own, since trunks differ in how secret sound must be and a peer elsewhere may see
 * another address of ours: an offer that was made for one of them is never sent to another. On the loop of the call.
 */
@FunctionalInterface
public interface Offers {

    /**
     * The offer of one try, a session description; the answers that follow are to the latest one.
     *
     * @param peer where the INVITE goes
     * @param trunk by which it goes, as it is in force; empty: the phone is called directly
     */
    String to(InetAddress peer, Optional<TrunkSettings> trunk);

    /** The same for all. */
    static Offers same(String sdp) {
        return (_, _) -> sdp;
    }
}
