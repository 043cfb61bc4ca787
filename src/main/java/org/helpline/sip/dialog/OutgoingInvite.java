package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import org.helpline.core.Personal;
import org.helpline.sip.transport.Flow;

/**
 * Writes the INVITE to an agent's phone or a trunk: RFC 3261 §8.1.1, §13.2.1.
 *
 * <p>It goes over the flow that the phone registered by, whatever its size: behind a NAT there is no other way to the phone. RFC 3261 §18.1.1
 * wants TCP above 1,300 bytes, since fragments of a datagram are lost easily; so all that a stranger can lengthen is kept short, and only
 * a phone with a Contact URI of several hundred bytes gets more over UDP. Such a phone is better registered over TCP.
 */
final class OutgoingInvite {

    private static final int USER_BYTES = 60;
    private static final int NAME_BYTES = 120;

    private OutgoingInvite() {}

    /**
     * Writes it.
     *
     * @param cseq 1; more where it is the answer to a challenge (RFC 3261 §22.2), with the {@code credentials} as header lines
     */
    static SIPRequest write(
            OutgoingCall call, Flow flow, String callId, String tag, long cseq, List<String> credentials) {
        GenericURI target =
                Headers.uri(call.uri()).orElseThrow(() -> new IllegalStateException("a phone's contact is no URI"));
        if (target instanceof SipUri sip) { // §19.1.1, table 1
            sip.removeHeaders();
            sip.removeMethod();
        }
        SIPRequest invite = new SIPRequest();
        invite.setRequestLine(new RequestLine(target, "INVITE"));
        invite.setFrom((FromHeader) Headers.of(
                call.trunkside().from().map(f -> "From: " + f + ";tag=" + tag).orElseGet(() -> from(call, tag, flow))));
        invite.setTo((ToHeader) Headers.of("To: <" + target.encode() + ">"));
        invite.setCallId(new CallID(callId));
        invite.setCSeq(new CSeq(cseq, "INVITE"));
        invite.setHeader(Headers.of("Max-Forwards: 70"));
        invite.setHeader(Headers.of(Headers.contact(flow, invite.getRequestURI())));
        invite.setHeader(Headers.allow());
        invite.setHeader(Headers.of("Accept: application/sdp"));
        invite.setHeader(Headers.supported());
        call.trunkside().headers().forEach(line -> invite.addHeader(Headers.of(line)));
        credentials.forEach(line -> invite.addHeader(Headers.of(line)));
        return Responses.withSdp(invite, call.sdp());
    }

    /** The caller's number as user and name as display name; both come from a stranger, so both are cleaned and escaped. */
    private static String from(OutgoingCall call, String tag, Flow flow) {
        String number = cleaned(call.number(), USER_BYTES, CleanText::escapeUser);
        String name = cleaned(call.name(), NAME_BYTES, CleanText::quoted);
        String user = number.isEmpty() ? "anonymous" : CleanText.escapeUser(number);
        String shown = name.isEmpty() ? number : name;
        String display = shown.isEmpty() ? "" : CleanText.quoted(shown) + " ";
        return "From: " + display + "<sip:" + user + "@" + flow.sentBy() + ">;tag=" + tag;
    }

    private static String cleaned(Personal text, int bytes, UnaryOperator<String> written) {
        return CleanText.within(bytes, CleanText.of(text.value(), bytes), written);
    }
}
