package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.Reason;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.ListIterator;
import java.util.Locale;

/** Reason headers (RFC 3326), read from the peer's CANCEL and BYE and written on ours. */
final class Reasons {

    private static final int LONGEST = 120;

    private Reasons() {}

    /** Why, as the peer says: the first text there is, else the protocol and its cause ({@code Q.850 cause 17}), else empty. */
    static String of(SIPMessage message) {
        String cause = "";
        for (ListIterator<SIPHeader> all = message.getHeaders("Reason"); all.hasNext(); ) {
            if (all.next() instanceof Reason reason) {
                String text = CleanText.of(Headers.orEmpty(reason.getText()), LONGEST);
                if (!text.isEmpty()) {
                    return text;
                }
                cause = cause.isEmpty() && reason.getCause() > 0
                        ? CleanText.of(Headers.orEmpty(reason.getProtocol()), 20) + " cause " + reason.getCause()
                        : cause;
            }
        }
        return cause;
    }

    /**
     * Of a CANCEL of ours. Phones list a call that was cancelled as missed, unless it says that somebody else took it: SIP;cause=200.
     *
     * @param why plain text
     */
    static String cancelling(String why) {
        boolean taken = why.toLowerCase(Locale.ROOT).startsWith("call completed elsewhere");
        return taken ? line("SIP", 200, why) : line("Q.850", 16, why);
    }

    /** Of a BYE of ours: normal clearing, or, where the peer was lost, recovery on timer expiry (Q.850 cause 102). */
    static String ending(String why, boolean lost) {
        return line("Q.850", lost ? 102 : 16, why);
    }

    private static String line(String protocol, int cause, String why) {
        return "Reason: " + protocol + ";cause=" + cause + ";text=" + CleanText.quoted(Responses.ascii(why));
    }
}
