package org.helpline.sip.registrar;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ListIterator;
import java.util.Optional;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.transport.Flow;

/**
 * A REGISTER in plain values, so that it can cross from the loop that it came on to the edge loop.
 *
 * @param user the user part of To, the address of record
 * @param everything whether Contact is {@code *}
 * @param fault empty, or why it is malformed
 */
record RegisterRequest(
        String callId,
        long cseq,
        String user,
        Flow flow,
        boolean everything,
        List<Asked> contacts,
        int expires,
        List<Credentials> credentials,
        Optional<String> fault) {

    /** No expiry was asked for. */
    static final int UNSET = -1;

    private static final int LONGEST_URI = 500;
    private static final int MOST_CONTACTS = 10;

    /**
     * One contact.
     *
     * @param instance its {@code +sip.instance}, or empty
     * @param expires its parameter in seconds, or {@link #UNSET}
     * @param flow the {@code reg-id} of one of several flows of this instance (RFC 5626 §4.2); 0: it has but one
     */
    record Asked(String uri, String instance, int expires, int flow) {

        /** Of a phone that has but one flow. */
        Asked(String uri, String instance, int expires) {
            this(uri, instance, expires, 0);
        }
    }

    static RegisterRequest read(SIPRequest request, Flow flow) {
        List<Contact> contacts = request.getContactHeaders() == null
                ? List.of()
                : request.getContactHeaders().getHeaderList();
        boolean everything = contacts.stream().anyMatch(Contact::isWildCard);
        List<Asked> asked = new ArrayList<>();
        if (!everything) {
            boolean outbound = isOutbound(request, flow);
            contacts.stream().limit(MOST_CONTACTS).forEach(c -> asked.add(asked(c, outbound)));
        }
        return new RegisterRequest(
                request.getCallId().getCallId(),
                request.getCSeq().getSeqNumber(),
                user(request),
                flow,
                everything,
                Collections.unmodifiableList(asked),
                seconds(Headers.first(request, "Expires")),
                credentials(request),
                fault(contacts, everything, request));
    }

    /** The To URI's user part; a URI of another scheme names nobody here. */
    private static String user(SIPRequest request) {
        return request.getTo().getAddress().getURI() instanceof SipUri sip && sip.getUser() != null
                ? CleanText.unescape(sip.getUser())
                : "";
    }

    private static Asked asked(Contact contact, boolean outbound) {
        String instance = Optional.ofNullable(contact.getParameter("+sip.instance"))
                .map(text -> CleanText.of(text.replace("\"", ""), 100))
                .orElse("");
        int flow = outbound && !instance.isEmpty() ? seconds(contact.getParameter("reg-id")) : UNSET;
        return new Asked(
                contact.getAddress().getURI().toString(),
                instance,
                seconds(contact.getParameter("expires")),
                Math.max(0, flow));
    }

    /**
     * Whether the phone is served by RFC 5626: it says that it knows it, nobody stands between who might not (§6), and its connection tells when it is
     * gone. Over UDP it would ask by STUN whether we are there, which is not answered here.
     */
    private static boolean isOutbound(SIPRequest request, Flow flow) {
        return flow.isReliable()
                && Headers.has(request, "Supported", "outbound")
                && request.getViaHeaders().size() == 1;
    }

    /** Whether the answer is one of RFC 5626. */
    boolean isOutbound() {
        return contacts.stream().anyMatch(c -> c.flow() > 0);
    }

    private static Optional<String> fault(List<Contact> contacts, boolean everything, SIPRequest request) {
        if (everything
                && (contacts.size() > 1 || !Headers.first(request, "Expires").equals("0"))) {
            return Optional.of("Contact * Needs Expires 0"); // RFC 3261 §10.2.2
        }
        if (contacts.size() > MOST_CONTACTS) {
            return Optional.of("Too Many Contacts");
        }
        return everything
                ? Optional.empty()
                : contacts.stream()
                        .map(RegisterRequest::fault)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> fault(Contact contact) {
        String uri = contact.getAddress().getURI().toString();
        if (uri.length() > LONGEST_URI) {
            return Optional.of("Contact Too Long");
        }
        boolean bare = contact.getAddress() instanceof AddressImpl address
                && address.getAddressType() == AddressImpl.ADDRESS_SPEC;
        return bare && uri.indexOf('?') >= 0 ? Optional.of("Contact Needs Brackets") : Optional.empty(); // §20.10
    }

    static List<Credentials> credentials(SIPRequest request) {
        List<Credentials> found = new ArrayList<>();
        for (ListIterator<SIPHeader> all = request.getHeaders("Authorization"); all.hasNext(); ) {
            Credentials.parse(all.next().getHeaderValue()).ifPresent(found::add);
        }
        return List.copyOf(found);
    }

    /** A number of seconds; a malformed one counts as not given: §10.2.1.1. */
    private static int seconds(@org.jspecify.annotations.Nullable String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > 10
                || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return UNSET;
        }
        return (int) Math.min(Long.parseLong(text), Integer.MAX_VALUE);
    }
}
