package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.List;
import java.util.Optional;

/** What a trunk adds to our INVITE, and hears of its responses besides the events. Confined to the call's loop. */
public interface Trunkside {

    /** A call to a phone: nothing. */
    Trunkside NONE = new Trunkside() {};

    /** The address of From, well formed, without tag; empty: the caller's number at our own address. */
    default Optional<String> from() {
        return Optional.empty();
    }

    /** Further header lines, well formed. */
    default List<String> headers() {
        return List.of();
    }

    /** 100 Trying came. */
    default void trying() {}

    /** Header lines that answer a 401 or 407 to {@code invite}; none: the challenge is not answered. */
    default List<String> credentials(SIPRequest invite, SIPResponse challenge) {
        return List.of();
    }

    /** The same for a request within the answered or ringing call (PRACK, UPDATE, re-INVITE, BYE), which is asked for once. */
    default List<String> credentialsWithin(SIPRequest request, SIPResponse challenge) {
        return List.of();
    }

    /** Where the called one is sent by REFER who shall talk with that number of the house; a call out is counted. Empty: not by REFER. */
    default Optional<Onward> onward(String number) {
        return Optional.empty();
    }

    /** Whether the trunk may be asked by REFER to join this call with another one of its own. */
    default boolean joins() {
        return false;
    }

    /** The final response, above 299, that the next event tells. */
    default void refusing(SIPResponse response) {}
}
