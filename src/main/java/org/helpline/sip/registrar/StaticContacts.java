package org.helpline.sip.registrar;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.helpline.core.AgentId;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.sip.AgentPhones.Phone;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.dialog.NextHop;
import org.helpline.sip.transport.Destination;

/** Reads {@code sip.staticContacts}: the phones that need no registration. Names are not resolved, but for {@code localhost}. */
public final class StaticContacts {

    private static final String FIX =
            "Expected sip:USER@ADDRESS:PORT with an IP address or localhost, and ;transport=tcp or ;transport=tls where it is not UDP.";

    private StaticContacts() {}

    /**
     * Reads all; each bad one is a problem.
     *
     * @param localFacing our address that faces a peer
     */
    public static List<Phone> read(
            Map<String, String> contacts, UnaryOperator<InetAddress> localFacing, Problems problems) {
        List<Phone> phones = new ArrayList<>();
        new TreeMap<>(contacts).forEach((agent, uri) -> {
            Optional<PhoneRoute> route = route(uri.strip(), localFacing);
            if (route.isPresent()) {
                phones.add(new Phone(new AgentId(agent), uri.strip(), route.get()));
            } else {
                problems.add(Problem.of(
                        "settings",
                        "sip.staticContacts." + agent + " is not a SIP URI that can be called: " + uri + ".",
                        FIX));
            }
        });
        return phones;
    }

    private static Optional<PhoneRoute> route(String text, UnaryOperator<InetAddress> localFacing) {
        Optional<GenericURI> parsed =
                text.startsWith("sip:") || text.startsWith("sips:") ? Headers.uri(text) : Optional.empty();
        if (parsed.isEmpty() || !(parsed.get() instanceof SipUri uri) || uri.getHost() == null) {
            return Optional.empty();
        }
        SipUri literal = (SipUri) uri.clone();
        if ("localhost".equalsIgnoreCase(uri.getHost())) {
            literal = (SipUri)
                    Headers.uri(text.replaceFirst("(?i)localhost", "127.0.0.1")).orElseThrow();
        }
        Optional<Destination> to = NextHop.written(literal);
        return to.map(t -> new PhoneRoute(text, t, localFacing.apply(t.address().getAddress())));
    }
}
