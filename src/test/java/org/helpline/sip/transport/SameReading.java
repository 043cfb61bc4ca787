package org.helpline.sip.transport;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.jspecify.annotations.Nullable;

/** What two readings of one message have in common, in words: JAIN-SIP's is the measure of ours. */
public final class SameReading {

    private static final JainCodec CODEC = new JainCodec();

    private SameReading() {}

    /** Empty if the codec reads the message as JAIN-SIP alone does; else both readings. */
    public static Optional<String> difference(Head head) {
        Optional<SIPMessage> ours = CODEC.parse(head);
        Optional<SIPMessage> theirs = CODEC.parse(head.message());
        if (ours.isPresent() && theirs.isEmpty() && breaksTheParser(head)) {
            return Optional.empty();
        }
        String one = ours.map(SameReading::inWords).orElse("no message");
        String other = theirs.map(SameReading::inWords).orElse("no message");
        return one.equals(other) ? Optional.empty() : Optional.of("ours:\n" + one + "\nJAIN-SIP's:\n" + other);
    }

    /** A header that we do not read at all on which JAIN-SIP's parser does not say that it is broken, but breaks itself. */
    private static boolean breaksTheParser(Head head) {
        List<byte[]> lines = new ArrayList<>();
        for (int i = 0; i < head.lines; i++) {
            if (head.kind[i].isReadLate()) {
                lines.add(java.util.Arrays.copyOfRange(head.bytes(), head.lineStart[i], head.lineEnd[i]));
            }
        }
        return lines.stream().anyMatch(line -> {
            try {
                gov.nist.javax.sip.parser.ParserFactory.createParser(
                                new String(line, StandardCharsets.ISO_8859_1) + "\n")
                        .parse();
                return false;
            } catch (java.text.ParseException e) {
                return false;
            } catch (RuntimeException e) {
                return true;
            }
        });
    }

    private static String inWords(SIPMessage message) {
        List<String> words = new ArrayList<>();
        if (message instanceof SIPRequest request) {
            words.add(request.getMethod() + " " + uri(request.getRequestURI()) + " " + request.getSIPVersion());
        }
        words.add("from " + address(message.getFrom().getAddress()) + " tag " + message.getFromTag());
        words.add("to " + address(message.getTo().getAddress()) + " tag " + message.getToTag());
        words.add("call " + message.getCallId().getCallId());
        words.add("cseq " + message.getCSeq().getSeqNumber() + " "
                + message.getCSeq().getMethod());
        message.getViaHeaders()
                .forEach(via -> words.add("via " + via.getProtocol() + " " + via.getTransport() + " " + via.getHost()
                        + " " + via.getPort() + " " + via.getBranch() + " " + via.getParameter("rport")));
        if (message.getContactHeaders() != null) {
            message.getContactHeaders()
                    .forEach(c -> words.add("contact " + c.isWildCard() + " "
                            + (c.isWildCard() ? "" : address(c.getAddress())) + " " + c.getExpires()));
        }
        if (message.getRouteHeaders() != null) {
            message.getRouteHeaders().forEach(r -> words.add("route " + address(r.getAddress())));
        }
        if (message.getRecordRouteHeaders() != null) {
            message.getRecordRouteHeaders().forEach(r -> words.add("record-route " + address(r.getAddress())));
        }
        words.add("body " + (message.getRawContent() == null ? "none" : Sip.text(message.getRawContent())));
        words.add("length " + message.getContentLength().getContentLength());
        words.addAll(eachAskedFor(message));
        words.addAll(allWritten(message));
        words.add("marked " + marked(message));
        return String.join("\n", words);
    }

    /** Asked for one by one, before all are asked for. */
    private static List<String> eachAskedFor(SIPMessage message) {
        List<String> words = new ArrayList<>();
        for (String name : List.of(
                "Supported",
                "user-agent",
                "Allow",
                "Require",
                "x",
                "Session-Expires",
                "P-Asserted-Identity",
                "Accept")) {
            for (ListIterator<SIPHeader> all = message.getHeaders(name); all.hasNext(); ) {
                words.add("asked " + name + ": " + all.next().getHeaderValue());
            }
        }
        words.add("type " + message.getContentTypeHeader());
        words.add("agent " + message.getHeader("User-Agent"));
        return words;
    }

    /** As a server writes into the topmost Via: RFC 3581 §4. */
    private static String marked(SIPMessage message) {
        try {
            message.getTopmostVia().setParameter("rport", "5099");
            message.getTopmostVia().setReceived("192.0.2.99");
            return message.getTopmostVia().encode();
        } catch (java.text.ParseException e) {
            return e.toString();
        }
    }

    /** In the order of the alphabet: which of two headers of different names stands first means nothing (RFC 3261 §7.3.1). */
    private static Set<String> allWritten(SIPMessage message) {
        Set<String> lines = new TreeSet<>();
        for (Iterator<SIPHeader> all = message.getHeaders(); all.hasNext(); ) {
            lines.add(all.next().encode().strip());
        }
        return lines;
    }

    private static String address(Address address) {
        return address.getDisplayName() + " " + uri(address.getURI()) + " " + address;
    }

    private static String uri(@Nullable URI uri) {
        String more = uri instanceof SipURI sip
                ? sip.getUser() + " at " + sip.getHost() + " " + sip.getPort() + " " + sip.isSecure() + " "
                        + sip.getTransportParam() + " " + sip.hasLrParam() + " " + sip.getUserParam()
                : "";
        return (uri == null ? "none" : uri + " " + uri.getScheme().toLowerCase(Locale.ROOT)) + " " + more;
    }
}
