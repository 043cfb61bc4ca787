package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.util.List;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.sip.transaction.ServerTransaction;

/** Takes REGISTER requests, on the loop that they came on; the answer may come later, on the same loop. */
@FunctionalInterface
public interface RegisterTaker {

    /** Answers through {@code transaction} on {@code home}, the loop that this is called on. */
    void onRegister(SIPRequest request, ServerTransaction transaction, Loop home);

    /** Whose password an INVITE carries; {@code told} later on {@code home}, the loop that this is called on. */
    default void onCall(SIPRequest invite, ServerTransaction transaction, Loop home, Consumer<Caller> told) {
        told.accept(new Caller("", 403, "Forbidden", List.of()));
    }

    /** What an INVITE's credentials are worth: {@code user} is empty where it is to be answered with this status. */
    record Caller(String user, int status, String reason, List<String> headers) {

        /** The password was right. */
        public static Caller known(String user) {
            return new Caller(user, 200, "OK", List.of());
        }
    }
}
