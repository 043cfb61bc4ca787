package org.helpline.sip.transport;

import gov.nist.core.Host;
import gov.nist.core.HostPort;
import gov.nist.core.NameValue;
import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.AddressParametersHeader;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContactList;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.ParametersHeader;
import gov.nist.javax.sip.header.Protocol;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RecordRouteList;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.RouteList;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.header.ViaList;
import gov.nist.javax.sip.message.SIPDuplicateHeaderException;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.sip.InvalidArgumentException;

/**
 * Reads requests that are written as nearly all are, straight from the measured bytes; JAIN-SIP's parser would take ten times as long and
 * make ten times the garbage. Whatever is written in another way that RFC 3261 §25 allows, or does not, is none of its business: it says so, and
 * {@link JainCodec} reads the whole message as ever. So it decides nothing: a message is refused by JAIN-SIP alone.
 *
 * <p>Plain is: ASCII, no folded line; sip and sips URIs of a name, a host and parameters; addresses in angle brackets; one value a line.
 */
final class PlainRequests {

    private static final String PLAIN_USER = "-_.!~*'()+";
    private static final String PLAIN_TOKEN = "-._~*!'+";
    private static final String[] WORDS = {"tag", "branch", "transport", "rport", "received", "lr", "UDP", "TCP", "TLS"
    };

    private final Head head;
    private final byte[] bytes;
    private final LazyRequest request = new LazyRequest();
    /** Where reading stands; -1 once something was not plain. */
    private int at;

    private PlainRequests(Head head) {
        this.head = head;
        this.bytes = head.bytes();
    }

    /** The request, or empty if it is not plain throughout. */
    static Optional<SIPRequest> read(Head head) {
        return new PlainRequests(head).read();
    }

    private Optional<SIPRequest> read() {
        if (!head.request || head.uriStart <= 0 || !isAscii() || !firstLine() || !headers() || !body()) {
            return Optional.empty();
        }
        request.further(head);
        return Optional.of(request);
    }

    /** No character above ASCII, no control character, no folded line. */
    private boolean isAscii() {
        for (int i = head.uriStart; i < head.bodyStart - 2; i++) {
            byte b = bytes[i];
            boolean lineEnd = b == '\r' || b == '\n';
            boolean fold = b == ' ' && bytes[i - 1] == '\n';
            if ((b < ' ' && !lineEnd) || b == 0x7f || fold) {
                return false;
            }
        }
        return true;
    }

    private boolean firstLine() {
        at = head.uriStart;
        SipUri uri = uri(head.uriEnd);
        if (at != head.uriEnd || !Octets.startsWith(bytes, at, head.bodyStart, " SIP/2.0\r\n")) {
            return false;
        }
        request.setRequestLine(new RequestLine(uri, head.method));
        return true;
    }

    private boolean headers() {
        ViaList vias = new ViaList();
        int singles = 0;
        for (int i = 0; i < head.lines; i++) {
            at = head.valueStart[i];
            int end = head.lineEnd[i];
            switch (head.kind[i]) {
                case VIA -> vias.add(via(end));
                case FROM -> attach(address(new From(), end));
                case TO -> attach(address(new To(), end));
                case CONTACT -> contact(end);
                case ROUTE -> attach(list(new RouteList(), address(new Route(), end)));
                case RECORD_ROUTE -> attach(list(new RecordRouteList(), address(new RecordRoute(), end)));
                case CALL_ID -> attach(callId(end));
                case CSEQ -> attach(new CSeq(head.cseqNumber, head.cseqMethod));
                case MAX_FORWARDS -> attach(maxForwards(end));
                case CONTENT_TYPE -> {
                    attach(contentType(end));
                    singles++;
                }
                case CONTENT_LENGTH -> {} // with the body
                case REQUIRE -> at = -1; // it must parse as a whole
                case TIMESTAMP, IDENTITY, OTHER -> {} // when asked for
            }
            if (at < 0) {
                return false;
            }
        }
        attach(vias);
        return singles <= 1;
    }

    private boolean body() {
        int there = head.end - head.bodyStart;
        if (head.contentLength != there) {
            return head.contentLength < 0 && there == 0;
        }
        if (there > 0) {
            request.setMessageContent(Arrays.copyOfRange(bytes, head.bodyStart, head.end));
        }
        return true;
    }

    private void attach(SIPHeader header) {
        if (at >= 0) {
            try {
                request.attachHeader(header, false, false);
            } catch (SIPDuplicateHeaderException e) {
                at = -1;
            }
        }
    }

    private static <H extends SIPHeader, L extends gov.nist.javax.sip.header.SIPHeaderList<H>> L list(L list, H one) {
        list.add(one);
        return list;
    }

    private void contact(int end) {
        Contact contact = address(new Contact(), end);
        ContactList list = list(new ContactList(), contact);
        contact.setContactList(list);
        attach(list);
    }

    private CallID callId(int end) {
        CallID id = new CallID();
        String text = text(at, end);
        int host = text.indexOf('@');
        if (host == 0 || host == text.length() - 1 || host != text.lastIndexOf('@') || text.indexOf(' ') >= 0) {
            at = -1;
            return id;
        }
        return new CallID(text);
    }

    private MaxForwards maxForwards(int end) {
        try {
            return new MaxForwards((int) Octets.number(bytes, at, end, 255));
        } catch (InvalidArgumentException e) {
            at = -1;
            return new MaxForwards();
        }
    }

    private ContentType contentType(int end) {
        int slash = skip(at, end, PLAIN_TOKEN);
        boolean plain = slash > at && slash < end && bytes[slash] == '/';
        int stop = plain ? skip(slash + 1, end, PLAIN_TOKEN) : at;
        ContentType type = plain ? new ContentType(text(at, slash), text(slash + 1, stop)) : new ContentType();
        at = plain && stop == end && stop > slash + 1 ? end : -1;
        return type;
    }

    /** {@code SIP/2.0/UDP host:port;parameters}. */
    private Via via(int end) {
        Via via = new Via();
        int transport = at + "SIP/2.0/".length();
        int stop = skip(Math.min(transport, end), end, "");
        if (!Octets.startsWith(bytes, at, end, "SIP/2.0/") || stop == transport || stop >= end || bytes[stop] != ' ') {
            at = -1;
            return via;
        }
        Protocol protocol = new Protocol();
        protocol.setTransport(word(transport, stop));
        via.setSentProtocol(protocol);
        at = stop + 1;
        via.setSentBy(hostPort(end));
        parameters(via, end);
        return via;
    }

    /** A display name or none, {@code <uri>} and parameters. */
    private <H extends AddressParametersHeader> H address(H header, int end) {
        AddressImpl address = new AddressImpl();
        address.setAddressType(AddressImpl.NAME_ADDR);
        displayName(address, end);
        if (at < 0 || at >= end || bytes[at] != '<') {
            at = -1;
            return header;
        }
        at++;
        address.setURI(uri(end));
        if (at < 0 || at >= end || bytes[at] != '>') {
            at = -1;
            return header;
        }
        at++;
        header.setAddress(address);
        parameters(header, end);
        return header;
    }

    private void displayName(AddressImpl address, int end) {
        if (at >= end || bytes[at] != '"') {
            return; // a name of bare tokens is JAIN-SIP's: there is no bracket here then
        }
        int close = at + 1;
        while (close < end && bytes[close] != '"' && bytes[close] != '\\') {
            close++;
        }
        boolean plain = close + 2 < end && bytes[close] == '"' && bytes[close + 1] == ' ' && close > at + 1;
        if (!plain) {
            at = -1;
            return;
        }
        address.setDisplayName(text(at + 1, close).trim());
        at = close + 2;
    }

    /** {@code ;name} and {@code ;name=value} up to the end of the line, without blanks and quotes. */
    private void parameters(ParametersHeader header, int end) {
        while (at >= 0 && at < end) {
            NameValue parameter = parameter(end);
            if (at < 0) {
                return;
            }
            if (!(header instanceof Via) || !parameter.getValue().isEmpty()) {
                header.setParameter(parameter);
                port(parameter);
            } else if (parameter.getName().equals("rport")) {
                header.setParameter(new NameValue("rport", null)); // it gets its value yet
            } else {
                at = -1; // JAIN-SIP refuses some, as a branch without a value
            }
        }
    }

    /** Of a parameter just read: an rport that is no port is the parser's business. */
    private void port(NameValue parameter) {
        int value = at - parameter.getValue().length();
        if (parameter.getName().equals("rport") && Octets.number(bytes, value, at, Octets.MOST_PORT) < 0) {
            at = -1;
        }
    }

    private NameValue parameter(int end) {
        int name = at + 1;
        int nameEnd = skip(name, end, PLAIN_TOKEN);
        boolean valued = nameEnd < end && bytes[nameEnd] == '=';
        int valueEnd = valued ? skip(nameEnd + 1, end, PLAIN_TOKEN) : nameEnd;
        boolean empty = nameEnd == name || (valued && valueEnd == nameEnd + 1);
        if (bytes[at] != ';' || empty || !isLower(name, nameEnd)) { // some names in capitals JAIN-SIP spells anew
            at = -1;
            return new NameValue();
        }
        at = valueEnd;
        return new NameValue(word(name, nameEnd), valued ? text(nameEnd + 1, valueEnd) : "", !valued);
    }

    private boolean isLower(int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] >= 'A' && bytes[i] <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private SipUri uri(int end) {
        SipUri uri = new SipUri();
        if (at < 0) {
            return uri;
        }
        boolean secure = Octets.startsWith(bytes, at, end, "sips:");
        if (!secure && !Octets.startsWith(bytes, at, end, "sip:")) {
            at = -1;
            return uri;
        }
        uri.setScheme(secure ? "sips" : "sip");
        int user = at + (secure ? 5 : 4);
        int userEnd = skip(user, end, PLAIN_USER);
        boolean named = userEnd < end && bytes[userEnd] == '@';
        if (named && userEnd == user) {
            at = -1;
            return uri;
        }
        if (named) {
            uri.setUser(text(user, userEnd));
        }
        at = named ? userEnd + 1 : user;
        uri.setHostPort(hostPort(end));
        while (at >= 0 && at < end && bytes[at] == ';') {
            NameValue parameter = parameter(end);
            if (at >= 0) {
                uri.setUriParameter(parameter);
            }
        }
        return uri;
    }

    /** A name or IPv4 address, and a port or none. */
    private HostPort hostPort(int end) {
        HostPort both = new HostPort();
        if (at < 0) {
            return both;
        }
        int stop = skip(at, end, "-.");
        if (stop == at || !Octets.isLetterOrDigit(bytes[at]) || !Octets.isLetterOrDigit(bytes[stop - 1])) {
            at = -1;
            return both;
        }
        both.setHost(new Host(text(at, stop)));
        at = stop;
        if (at < end && bytes[at] == ':') {
            int digits = at + 1;
            int digitsEnd = digits;
            while (digitsEnd < end && Octets.isDigit(bytes[digitsEnd])) {
                digitsEnd++;
            }
            int port = (int) Octets.number(bytes, digits, digitsEnd, Octets.MOST_PORT);
            at = port > 0 ? digitsEnd : -1;
            both.setPort(port);
        }
        return both;
    }

    /** Behind the letters, digits and {@code others} that stand at {@code from}. */
    private int skip(int from, int end, String others) {
        int i = from;
        while (i < end && (Octets.isLetterOrDigit(bytes[i]) || others.indexOf(bytes[i]) >= 0)) {
            i++;
        }
        return i;
    }

    /** The text, one for all messages where it stands in nearly all. */
    private String word(int from, int to) {
        for (String word : WORDS) {
            if (Octets.equals(bytes, from, to, word)) {
                return word;
            }
        }
        return text(from, to);
    }

    private String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
