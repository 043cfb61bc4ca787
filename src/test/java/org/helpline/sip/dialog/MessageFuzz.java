package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import javax.sip.address.URI;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Gate;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.Limits;
import org.helpline.sip.transport.SameReading;
import org.helpline.sip.transport.SipCodec;
import org.helpline.sip.transport.Verdict;

/** Any message that passes the gate through the parser, and through all that is asked of it before a call knows of it: Via, Route, Contact, bodies. */
public final class MessageFuzz {

    private static final Gate GATE = new Gate(Limits.of(8_192));
    private static final SipCodec CODEC = new JainCodec();
    private static final Destination SOURCE = new Destination.OverFlow(new FakeFlow("UDP", "192.0.2.50", 40_000));

    private MessageFuzz() {}

    /** One input of the fuzzer. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (GATE.examine(data, false) instanceof Verdict.Passed passed) {
            SameReading.difference(passed.head()).ifPresent(both -> {
                throw new IllegalStateException("read in two ways, " + both);
            });
            CODEC.parse(passed.head()).ifPresent(MessageFuzz::ask);
        }
    }

    private static void ask(SIPMessage message) {
        Bodies.type(message);
        Bodies.isEmpty(message);
        Bodies.sdp(message);
        for (String name : new String[] {"Require", "Supported", "Proxy-Require", "Allow"}) {
            Headers.tokens(message, name);
        }
        String replaces = Headers.first(message, "Replaces");
        ReplacesValue.read(replaces);
        for (String name : new String[] {"Subject", "User-Agent", "Reason", "Diversion", "History-Info", "Refer-To"}) {
            String clean = CleanText.of(Headers.first(message, name), 120);
            if (clean.length() > 120 || clean.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
                throw new IllegalStateException("not clean: " + name);
            }
        }
        if (message instanceof SIPRequest request) {
            CODEC.encode(Responses.of(request, 400, "Bad Request", "t"));
            RAck.of(request);
            hop(request.getRequestURI());
        }
        if (message.getContactHeader() != null) {
            hop(message.getContactHeader().getAddress().getURI());
        }
        if (message.getRouteHeaders() != null) {
            message.getRouteHeaders().forEach(r -> hop(r.getAddress().getURI()));
        }
    }

    /** Wherever a URI leads, it is no name that would have to be looked up, and no address of our own network that a stranger wrote. */
    private static void hop(@org.jspecify.annotations.Nullable URI uri) {
        if (uri == null) {
            return;
        }
        Optional<Destination> written = NextHop.written(uri);
        Destination chosen = NextHop.choose(uri, SOURCE);
        if (chosen.address().isUnresolved() || chosen.address().getAddress().isLoopbackAddress()) {
            throw new IllegalStateException(uri + " leads to " + chosen.address() + ", written " + written);
        }
    }
}
