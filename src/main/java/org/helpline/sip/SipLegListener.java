package org.helpline.sip;

/** Hears what happens to one {@link SipLeg}, on its loop. */
@FunctionalInterface
public interface SipLegListener {

    /** Takes one event; must not block. */
    void on(SipLegEvent event);
}
