package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transaction.ServerTransaction;

/** A leg as the table of dialogs sees it. */
interface DialogUser {

    /** The dialog's state. */
    Dialog dialog();

    /** A request of the dialog with a method that we serve, whose CSeq and content fit: INVITE, BYE or INFO. */
    void onRequest(SIPRequest request, ServerTransaction transaction);

    /** The ACK of a 2xx of ours. */
    void onAck(Ack ack);
}
