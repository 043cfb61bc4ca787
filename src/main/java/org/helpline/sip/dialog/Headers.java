package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.AddressImpl;
import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.helpline.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/** Headers of ours from text that we wrote ourselves, and readers of the peer's. */
public final class Headers {

    /** What we take, for Allow: RFC 3261 §20.5. */
    public static final String ALLOW =
            "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, REFER, NOTIFY, REGISTER, PRACK, UPDATE";

    /** The extensions that we know, for Supported: RFC 3261 §20.37. A request may require these. */
    static final String SUPPORTED = "100rel, replaces, timer";

    /** Both as lines. */
    static final String ALLOW_LINE = "Allow: " + ALLOW;

    static final String SUPPORTED_LINE = "Supported: " + SUPPORTED;

    /** Allow and Supported: one object each for all messages, which only write them. */
    private static final SIPHeader ALLOW_HEADER = of(ALLOW_LINE);

    private static final SIPHeader SUPPORTED_HEADER = of(SUPPORTED_LINE);

    private static final SIPHeader WITHOUT_TIMER = of("Supported: " + SUPPORTED.replace(", timer", ""));

    private Headers() {}

    /** What we take (RFC 3261 §20.5); not to be changed. */
    static SIPHeader allow() {
        return ALLOW_HEADER;
    }

    /** What we know beyond RFC 3261; not to be changed. */
    static SIPHeader supported() {
        return SUPPORTED_HEADER;
    }

    /** What we know with a peer whose session timers do not work; not to be changed. */
    static SIPHeader supportedWithoutTimer() {
        return WITHOUT_TIMER;
    }

    /** Our Contact line: where the peer reaches us within a dialog. */
    static String contact(Flow flow) {
        String parameter = switch (flow.transport()) {
            case "UDP" -> "";
            case "WSS" -> ";transport=ws"; // the one word for both: RFC 7118 §5.2.3 and §10.1
            default -> ";transport=" + flow.transport().toLowerCase(Locale.ROOT);
        };
        return "Contact: <sip:helpline@" + flow.sentBy() + parameter + ">";
    }

    /** The same in a dialog that {@code asked} began: who asked by sips is answered by sips, RFC 3261 §12.1.1. */
    static String contact(Flow flow, URI asked) {
        if (!(asked instanceof SipURI sip) || !sip.isSecure()) {
            return contact(flow);
        }
        String parameter = flow.transport().equals("WSS") ? ";transport=ws" : "";
        return "Contact: <sips:helpline@" + flow.sentBy() + parameter + ">";
    }

    /** One header; {@code line} must be well formed, as all are that we write. */
    public static SIPHeader of(String line) {
        try {
            return StringMsgParser.parseSIPHeader(line);
        } catch (ParseException e) {
            throw new IllegalStateException("not a header of ours: " + line.indexOf(':'), e);
        }
    }

    /** A URI from text, or empty if it is none. */
    public static Optional<GenericURI> uri(String text) {
        try {
            return Optional.of(new StringMsgParser().parseUrl(text));
        } catch (ParseException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** {@code <uri>}, with a display name unless that is empty. */
    static AddressImpl address(String displayName, URI uri) {
        AddressImpl address = new AddressImpl();
        address.setURI(uri);
        address.setAddressType(AddressImpl.NAME_ADDR);
        if (!displayName.isEmpty()) {
            address.setDisplayName(displayName);
        }
        return address;
    }

    /** Every value of a header that may be repeated or hold a comma-separated list of tokens. */
    static List<String> tokens(SIPMessage message, String name) {
        if (message.getHeader(name) == null) {
            return List.of(); // as in most messages
        }
        List<String> tokens = new ArrayList<>();
        for (ListIterator<SIPHeader> all = message.getHeaders(name); all.hasNext(); ) {
            String value = value(all.next());
            for (int from = 0; from <= value.length(); ) {
                int comma = value.indexOf(',', from);
                int to = comma < 0 ? value.length() : comma;
                String token = value.substring(from, to).strip();
                if (!token.isEmpty()) {
                    tokens.add(token);
                }
                from = to + 1;
            }
        }
        return tokens;
    }

    /** Whether a list header has that token, in any case: an option tag, a method. */
    public static boolean has(SIPMessage message, String name, String token) {
        for (String one : tokens(message, name)) {
            if (one.equalsIgnoreCase(token)) {
                return true;
            }
        }
        return false;
    }

    /** The value of the first header of that name, empty if there is none. */
    public static String first(SIPMessage message, String name) {
        ListIterator<SIPHeader> all = message.getHeaders(name);
        return all != null && all.hasNext() ? value(all.next()) : "";
    }

    /** The body as text; empty where there is none. */
    static String body(SIPMessage message) {
        byte[] raw = message.getRawContent();
        return raw == null ? "" : new String(raw, StandardCharsets.UTF_8);
    }

    /** A tag, or empty where the peer sent none. */
    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String value(SIPHeader header) {
        return orEmpty(header.getHeaderValue()).strip();
    }
}
