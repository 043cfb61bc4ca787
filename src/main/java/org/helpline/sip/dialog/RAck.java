package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a PRACK acknowledges: RFC 3262 §7.2. */
record RAck(long rseq, long cseq, String method) {

    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,10})[ \\t]+(\\d{1,10})[ \\t]+(\\S+)");

    /** Of a PRACK; empty if it says nothing that can be read. */
    static Optional<RAck> of(SIPRequest prack) {
        Matcher written = WRITTEN.matcher(Headers.first(prack, "RAck"));
        return written.matches()
                ? Optional.of(
                        new RAck(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)), written.group(3)))
                : Optional.empty();
    }

    /** Whether it is for that response to that INVITE. */
    boolean acknowledges(long sentRseq, long inviteCSeq) {
        return rseq == sentRseq && cseq == inviteCSeq && method.equals("INVITE");
    }

    /** The header line. */
    String line() {
        return "RAck: " + rseq + " " + cseq + " " + method;
    }
}
