package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sip.address.SipURI;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/**
 * The state of RFC 3261 §12: identities, sequence numbers, route set, remote target. It writes the requests of the dialog and
 * says where they go. Confined to its SIP loop.
 */
final class Dialog {

    private static final String MAX_FORWARDS = "Max-Forwards: 70";

    private final DialogId id;
    private final boolean isCaller;
    private final Party local;
    private final Party remote;
    private List<Party> routeSet;
    private final String contact;
    private String remoteTarget; // a URI
    private Destination source;
    private long localCSeq;
    private long remoteCSeq;

    private Dialog(
            DialogId id,
            boolean isCaller,
            Party local,
            Party remote,
            List<Party> routeSet,
            String remoteTarget,
            Destination source,
            String contact) {
        this.id = id;
        this.isCaller = isCaller;
        this.local = local;
        this.remote = remote;
        this.routeSet = routeSet;
        this.remoteTarget = remoteTarget;
        this.source = source;
        this.contact = contact;
    }

    /** The dialog of an INVITE that came: §12.1.1. */
    static Dialog answering(SIPRequest invite, Flow flow, String localTag) {
        String remoteTag = Headers.orEmpty(invite.getFromTag());
        Party caller = Party.of(invite.getFrom().getAddress());
        Dialog dialog = new Dialog(
                new DialogId(invite.getCallId().getCallId(), localTag, remoteTag),
                false,
                Party.of(invite.getTo().getAddress()),
                caller,
                recordRoute(invite),
                // an INVITE without Contact (RFC 2543) is reached by its From, over the flow it came on
                target(invite, caller.uri()),
                new Destination.OverFlow(flow),
                Headers.contact(flow, invite.getRequestURI()));
        dialog.localCSeq = 0;
        dialog.remoteCSeq = invite.getCSeq().getSeqNumber();
        return dialog;
    }

    /** The dialog that a 2xx to our INVITE makes: §12.1.2. */
    static Dialog calling(Placed invite, SIPResponse accepted, Destination sentTo, String contact) {
        Dialog dialog = new Dialog(
                new DialogId(invite.callId(), invite.tag(), Headers.orEmpty(accepted.getToTag())),
                true,
                invite.from(),
                Party.of(accepted.getTo().getAddress()),
                recordRoute(accepted).reversed(),
                target(accepted, invite.uri()),
                sentTo,
                contact);
        dialog.localCSeq = invite.cseq();
        dialog.remoteCSeq = -1; // empty until the peer's first request: §12.1.2
        return dialog;
    }

    /** The 2xx that confirms an early dialog: its route set replaces the one of the provisional response, §13.2.2.4. */
    void confirm(SIPResponse accepted) {
        routeSet = recordRoute(accepted).reversed();
        refreshTarget(accepted);
    }

    DialogId id() {
        return id;
    }

    /** Whether we sent the INVITE that made it, and so own the Call-ID. */
    boolean isCaller() {
        return isCaller;
    }

    /** Our own address in the dialog, without a name. */
    String local() {
        return local.uri();
    }

    /** Our Contact header line. */
    String contact() {
        return contact;
    }

    /** The URI by which another takes our place with the peer: RFC 3891 §6.1, RFC 5589 §7.3. Empty: the peer is reached by no SIP URI. */
    Optional<String> replaceable() {
        GenericURI peer = requestUri(remoteTarget);
        String theirs = id.remoteTag().isEmpty() ? "0" : id.remoteTag();
        String dialog = id.callId() + ";to-tag=" + theirs + ";from-tag=" + id.localTag(); // as the peer sees them
        return Optional.of(peer)
                .filter(SipUri.class::isInstance)
                .map(uri -> uri + "?Replaces=" + CleanText.escapeHeader(dialog) + "&Require=replaces")
                .filter(uri -> Headers.uri(uri).isPresent());
    }

    /** The next request of the dialog, §12.2.1.1; without Via, which the transaction adds. */
    SIPRequest request(String method) {
        localCSeq++;
        SIPRequest request = write(method, localCSeq);
        if (method.equals("INVITE")) {
            request.setHeader(Headers.of(contact));
        }
        return request;
    }

    /** The ACK of a 2xx, §13.2.2.4. */
    SIPRequest ack(long inviteCSeq) {
        return write("ACK", inviteCSeq);
    }

    /** Where {@link #request} goes. */
    Destination destination() {
        return NextHop.choose(
                Party.parsed(
                        routeSet.isEmpty() ? remoteTarget : routeSet.getFirst().uri()),
                source);
    }

    /** Whether the connection has closed and the peer alone can open another: a browser, or a phone behind TLS. */
    boolean isAway() {
        return destination() instanceof Destination.OverFlow over && over.flow().isClosed();
    }

    /** Takes the number of a request of the peer; false if it is older than what came before: §12.2.2, answer 500. */
    boolean acceptsCSeq(SIPRequest request) {
        long number = request.getCSeq().getSeqNumber();
        if (number < remoteCSeq) {
            return false;
        }
        remoteCSeq = number;
        return true;
    }

    /** Target refresh by a re-INVITE of the peer (§12.2.2) or the 2xx to ours (§12.2.1.2). */
    void refreshTarget(SIPMessage message) {
        remoteTarget = target(message, remoteTarget);
    }

    /** The peer was heard on {@code flow}: its NAT may have given it a new address. Only for requests that fit the dialog. */
    void heardOn(Flow flow) {
        source = new Destination.OverFlow(flow);
    }

    private SIPRequest write(String method, long number) {
        try {
            SIPRequest request = new SIPRequest();
            boolean strict = !routeSet.isEmpty() && !isLoose(routeSet.getFirst());
            request.setRequestLine(
                    new RequestLine(requestUri(strict ? routeSet.getFirst().uri() : remoteTarget), method));
            From from = new From();
            from.setAddress(local.address());
            from.setTag(id.localTag());
            To to = new To();
            to.setAddress(remote.address());
            if (!id.remoteTag().isEmpty()) {
                to.setTag(id.remoteTag());
            }
            request.setFrom(from);
            request.setTo(to);
            request.setCallId(new CallID(id.callId()));
            request.setCSeq(new CSeq(number, method));
            request.setHeader(Headers.of(MAX_FORWARDS));
            if (!routeSet.isEmpty()) {
                request.setHeader((SIPHeader) routes(strict));
            }
            return request;
        } catch (ParseException e) {
            throw new IllegalStateException("a dialog that was parsed cannot be written: " + id.callId(), e);
        }
    }

    private RouteList routes(boolean strict) {
        List<Party> path = new ArrayList<>(routeSet);
        if (strict) { // the strict router takes the Request-URI's place and the target goes last: §12.2.1.1
            path.removeFirst();
            path.add(new Party("", remoteTarget));
        }
        RouteList routes = new RouteList();
        path.forEach(party -> routes.add(new Route(party.address())));
        return routes;
    }

    /** A Request-URI carries no headers and no method: §19.1.1, table 1. */
    private static GenericURI requestUri(String uri) {
        GenericURI parsed = Party.parsed(uri);
        if (parsed instanceof SipUri sip) {
            sip.removeHeaders();
            sip.removeMethod();
        }
        return parsed;
    }

    private static boolean isLoose(Party route) {
        return Party.parsed(route.uri()) instanceof SipURI sip && sip.hasLrParam();
    }

    private static String target(SIPMessage message, String otherwise) {
        if (message.getContactHeaders() == null || message.getContactHeaders().isEmpty()) {
            return otherwise;
        }
        Contact contact = (Contact) message.getContactHeaders().getFirst();
        return contact.isWildCard() ? otherwise : contact.getAddress().getURI().toString();
    }

    private static List<Party> recordRoute(SIPMessage message) {
        return message.getRecordRouteHeaders() == null
                ? List.of()
                : message.getRecordRouteHeaders().stream()
                        .map(route -> Party.of(route.getAddress()))
                        .toList();
    }
}
