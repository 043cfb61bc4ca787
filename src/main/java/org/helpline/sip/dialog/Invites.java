package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.address.URI;
import org.helpline.core.Personal;
import org.helpline.sip.IncomingCall.Invite;
import org.helpline.sip.transport.Flow;

/** Reads an INVITE into the house's words. */
public final class Invites {

    /** RFC 3261 §25.1. */
    private static final Pattern QUOTED_PAIR = Pattern.compile("\\\\(.)");

    private static final Pattern HIDING = Pattern.compile("(?i)\\b(id|user|header)\\b");

    private static final int LONGEST_USER = 100;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_AGENT = 120;
    private static final int LONGEST_CALL_ID = 255;

    private Invites() {}

    /** @param caller who sent it, as far as it is known */
    static Invite read(SIPRequest request, Flow flow, Door.Entry caller) {
        Optional<Address> asserted = caller.identity(request);
        Address from = asserted.orElse(request.getFrom().getAddress());
        String number = user(from.getURI());
        String dialled = user(caller.dialled(request));
        String inward = caller.inward(number);
        String inwardDialled = caller.inward(dialled);
        return new Invite(
                CleanText.of(request.getCallId().getCallId(), LONGEST_CALL_ID),
                new Personal(inward),
                new Personal(CleanText.of(name(from), LONGEST_NAME)),
                inwardDialled,
                source(flow),
                flow.sound().local(),
                flow.sound().remote(),
                CleanText.of(Headers.first(request, "User-Agent"), LONGEST_AGENT),
                Bodies.sdp(request),
                caller.trunk(),
                inward.equals(number) ? Personal.NONE : new Personal(number),
                inwardDialled.equals(dialled) ? "" : dialled,
                Diversions.last(request).map(caller::inward).map(Personal::new).orElse(Personal.NONE),
                withheld(request),
                asserted.isPresent());
    }

    /** RFC 3323 §4.1.1.3, §4.2; RFC 3325 §9.3. */
    private static boolean withheld(SIPRequest request) {
        String privacy = Headers.first(request, "Privacy");
        boolean asked = !privacy.isEmpty() && HIDING.matcher(privacy).find();
        return asked
                || (request.getFrom().getAddress().getURI() instanceof SipURI from
                        && (Headers.orEmpty(from.getHost()).equalsIgnoreCase("anonymous.invalid")
                                || Headers.orEmpty(from.getUser()).equalsIgnoreCase("anonymous")));
    }

    /** The user part, unescaped and cleaned; of tel: and other URIs what follows the scheme. */
    public static String user(URI uri) {
        if (uri instanceof SipURI sip) {
            return CleanText.of(CleanText.unescape(Headers.orEmpty(sip.getUser())), LONGEST_USER);
        }
        String text = uri.toString();
        return CleanText.of(text.substring(text.indexOf(':') + 1), LONGEST_USER);
    }

    /** {@code udp 192.0.2.1:5060}. */
    public static String source(Flow flow) {
        String host = flow.remote().getAddress().getHostAddress();
        String bracketed = host.indexOf(':') < 0 ? host : "[" + host + "]";
        return flow.transport().toLowerCase(Locale.ROOT) + " " + bracketed + ":"
                + flow.remote().getPort();
    }

    private static String name(Address address) {
        String name = Optional.ofNullable(address.getDisplayName()).orElse("").strip();
        boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
        String bare = quoted ? name.substring(1, name.length() - 1) : name;
        return bare.indexOf('\\') < 0 ? bare : QUOTED_PAIR.matcher(bare).replaceAll("$1");
    }
}
