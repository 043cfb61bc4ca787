package org.helpline.sip.transport;

import gov.nist.core.CommonLogger;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.ContentLength;
import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.header.From;
import gov.nist.javax.sip.header.MaxForwards;
import gov.nist.javax.sip.header.RecordRoute;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.header.Require;
import gov.nist.javax.sip.header.Route;
import gov.nist.javax.sip.header.StatusLine;
import gov.nist.javax.sip.header.To;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JAIN-SIP's parser and encoder. A header that matters must parse; any other that does not is left out of the message. */
public final class JainCodec implements SipCodec {

    private static final Logger LOG = LoggerFactory.getLogger(JainCodec.class);
    private static final Set<Class<?>> MUST_PARSE = Set.of(
            RequestLine.class,
            StatusLine.class,
            Via.class,
            From.class,
            To.class,
            CallID.class,
            CSeq.class,
            MaxForwards.class,
            ContentLength.class,
            ContentType.class,
            Contact.class,
            Route.class,
            RecordRoute.class,
            Require.class);

    static {
        // a static of the library: unset, its first logged path asks for log4j, which is not here
        CommonLogger.legacyLogger = new Slf4jStackLogger();
    }

    private final StringMsgParser parser = new StringMsgParser();

    @Override
    public Optional<SIPMessage> parse(byte[] message) {
        try {
            SIPMessage parsed = parser.parseSIPMessage(message, true, false, JainCodec::onBadHeader);
            return parsed == null || parsed.isNullRequest() || !isWhole(parsed) || !hasPorts(parsed)
                    ? Optional.empty()
                    : Optional.of(parsed);
        } catch (ParseException | RuntimeException | StackOverflowError e) {
            LOG.debug(
                    "unparsable message of {} bytes: {}",
                    message.length,
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    /** Requests in plain form are read without the parser, which costs a tenth; it alone says what is no message. */
    @Override
    public Optional<SIPMessage> parse(Head head) {
        Optional<SIPRequest> plain = PlainRequests.read(head);
        return plain.isPresent() ? Optional.of(plain.get()) : parse(head.message());
    }

    /** Whether the parser found what the gate found: it takes a line of blanks for the end of the headers, which is a fold (RFC 3261 §7.3.1). */
    private static boolean isWhole(SIPMessage message) {
        return message.getTopmostVia() != null
                && message.getFrom() != null
                && message.getTo() != null
                && message.getCallId() != null
                && message.getCSeq() != null;
    }

    /** Whether each Via's rport is a port (RFC 3581 §3): the parser takes any word, which throws here as it would when the Via is copied into an answer. */
    private static boolean hasPorts(SIPMessage message) {
        return message.getViaHeaders().stream()
                .mapToInt(Via::getRPort)
                .allMatch(port -> port >= -1 && port <= Octets.MOST_PORT);
    }

    private static void onBadHeader(
            ParseException fault, SIPMessage message, Class<?> header, String text, String whole)
            throws ParseException {
        if (MUST_PARSE.contains(header)) {
            throw fault;
        }
    }

    @Override
    public byte[] encode(SIPMessage message) {
        if (!isWhole(message)) {
            throw new IllegalStateException("a message without Via, From, To, Call-ID or CSeq cannot be sent");
        }
        return message.encodeAsBytes(message.getTopmostVia().getTransport());
    }
}
