package org.helpline.sip;

/** Hears what happens to one {@link SipLeg}, on its loop. */
@FunctionalInterface
public interface SipLegListener {

    /** Takes one event; must not block. */
    void on(SipLegEvent event);

    /** Outgoing: an INVITE is about to be sent under this Call-ID; by trunk there may be several, one after the other. */
    default void invited(String callId) {}
}
