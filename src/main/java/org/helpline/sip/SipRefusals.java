package org.helpline.sip;

/** Hears of requests for a call that the edge refused by itself, so that each has its record. Called on a SIP loop. */
@FunctionalInterface
public interface SipRefusals {

    /** One INVITE was refused before it became a call. {@code explanation} is one plain sentence with cause and fix. */
    void onRefused(IncomingCall.Invite invite, int status, String explanation);
}
