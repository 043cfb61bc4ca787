package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;

/** What an INVITE of ours that was sent is still needed for, once the message itself is not: the dialogs that its answers make (RFC 3261 §12.1.2). */
record Placed(String callId, String tag, Party from, String uri, long cseq) {

    static Placed of(SIPRequest invite) {
        return new Placed(
                invite.getCallId().getCallId(),
                Headers.orEmpty(invite.getFromTag()),
                Party.of(invite.getFrom().getAddress()),
                invite.getRequestURI().toString(),
                invite.getCSeq().getSeqNumber());
    }
}
