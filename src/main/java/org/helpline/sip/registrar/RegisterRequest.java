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

    /** One contact: its URI, its {@code +sip.instance} or empty, its expires parameter in seconds or {@link #UNSET}. */
    record Asked(String uri, String instance, int expires) {}

    static RegisterRequest read(SIPRequest request, Flow flow) {
        List<Contact> contacts = request.getContactHeaders() == null
                ? List.of()
                : request.getContactHeaders().getHeaderList();
        boolean everything = contacts.stream().anyMatch(Contact::isWildCard);
        List<Asked> asked = new ArrayList<>();
        if (!everything) {
            contacts.stream().limit(MOST_CONTACTS).forEach(c -> asked.add(asked(c)));
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

    private static Asked asked(Contact contact) {
        String instance = contact.getParameter("+sip.instance");
        return new Asked(
                contact.getAddress().getURI().toString(),
                instance == null ? "" : CleanText.of(instance, 100),
                seconds(contact.getParameter("expires")));
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
