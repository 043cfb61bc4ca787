package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import org.helpline.core.Loop;
import org.helpline.sip.transaction.ServerTransaction;

/** Takes REGISTER requests, on the loop that they came on; the answer may come later, on the same loop. */
@FunctionalInterface
public interface RegisterTaker {

    /** Answers through {@code transaction} on {@code home}, the loop that this is called on. */
    void onRegister(SIPRequest request, ServerTransaction transaction, Loop home);
}
