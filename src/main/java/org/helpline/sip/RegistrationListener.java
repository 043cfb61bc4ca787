package org.helpline.sip;

import org.helpline.core.AgentId;

/** Hears of agents' phones that come and go, on the edge loop. Must not block. */
@FunctionalInterface
public interface RegistrationListener {

    /**
     * A phone registered anew or was removed; a mere refresh is not told.
     *
     * @param contact its Contact URI, cleaned, for display
     * @param why one plain phrase, for example {@code registered} or {@code expired}
     */
    void onChanged(AgentId agent, String contact, boolean registered, String why);
}
