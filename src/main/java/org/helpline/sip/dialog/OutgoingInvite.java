package org.helpline.sip.dialog;

import gov.nist.javax.sip.address.GenericURI;
import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.CSeq;
import gov.nist.javax.sip.header.CallID;
import gov.nist.javax.sip.header.RequestLine;
import gov.nist.javax.sip.message.SIPRequest;
import javax.sip.header.FromHeader;
import javax.sip.header.ToHeader;
import org.helpline.sip.transport.Flow;

/** Writes the INVITE to an agent's phone: RFC 3261 §8.1.1, §13.2.1. */
final class OutgoingInvite {

    private static final int LONGEST_USER = 60;
    private static final int LONGEST_NAME = 80;

    private OutgoingInvite() {}

    static SIPRequest write(OutgoingCall call, Flow flow, String callId, String tag) {
        GenericURI target =
                Headers.uri(call.uri()).orElseThrow(() -> new IllegalStateException("a phone's contact is no URI"));
        if (target instanceof SipUri sip) { // §19.1.1, table 1
            sip.removeHeaders();
            sip.removeMethod();
        }
        SIPRequest invite = new SIPRequest();
        invite.setRequestLine(new RequestLine(target, "INVITE"));
        invite.setFrom((FromHeader) Headers.of(from(call, tag, flow)));
        invite.setTo((ToHeader) Headers.of("To: <" + target.encode() + ">"));
        invite.setCallId(new CallID(callId));
        invite.setCSeq(new CSeq(1, "INVITE"));
        invite.setHeader(Headers.of("Max-Forwards: 70"));
        invite.setHeader(Headers.of(Headers.contact(flow)));
        invite.setHeader(Headers.allow());
        invite.setHeader(Headers.of("Accept: application/sdp"));
        invite.setHeader(Headers.supported());
        return Responses.withSdp(invite, call.sdp());
    }

    /** The caller's number as user and name as display name; both come from a stranger, so both are cleaned and escaped. */
    private static String from(OutgoingCall call, String tag, Flow flow) {
        String number = CleanText.of(call.number().value(), LONGEST_USER);
        String name = CleanText.of(call.name().value(), LONGEST_NAME);
        String user = number.isEmpty() ? "anonymous" : CleanText.escapeUser(number);
        String shown = name.isEmpty() ? number : name;
        String display = shown.isEmpty() ? "" : CleanText.quoted(shown) + " ";
        return "From: " + display + "<sip:" + user + "@" + flow.sentBy() + ">;tag=" + tag;
    }
}
