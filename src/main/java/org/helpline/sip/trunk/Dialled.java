package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import javax.sip.address.URI;
import javax.sip.header.HeaderAddress;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.dialog.Invites;

/**
 * Which number a trunk's call has dialled. A registrar sends calls to the Contact that we gave it, whose user is our account (RFC 3261 §16.5);
 * the number that the caller dialled is then in P-Called-Party-ID (RFC 7315 §4.2) or in To.
 */
final class Dialled {

    private Dialled() {}

    /** The URI that holds it. */
    static URI of(List<TrunkSettings> trunks, SIPRequest invite) {
        URI uri = invite.getRequestURI();
        if (accounts(trunks, invite).isEmpty()) {
            return uri;
        }
        URI called =
                invite.getHeader("P-Called-Party-ID") instanceof HeaderAddress header && header.getAddress() != null
                        ? header.getAddress().getURI()
                        : invite.getTo().getAddress().getURI();
        return Invites.user(called).isEmpty() ? uri : called;
    }

    /** The trunks that registered as who is called: of several with one provider, the call is of that one. */
    static List<TrunkSettings> accounts(List<TrunkSettings> trunks, SIPRequest invite) {
        String user = Invites.user(invite.getRequestURI());
        return trunks.stream()
                .filter(t -> t.login()
                        .filter(login -> login.register() && login.user().equals(user))
                        .isPresent())
                .toList();
    }
}
