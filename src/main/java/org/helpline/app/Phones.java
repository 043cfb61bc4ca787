package org.helpline.app;

import java.util.function.Supplier;
import org.helpline.acd.Acd;
import org.helpline.core.AgentId;
import org.helpline.interaction.Hallway;
import org.helpline.sip.RegistrationListener;
import org.helpline.sip.SipEndpoint;

/** Tells the ACD whether an agent can be rung, and the record which phone came or went. On the edge loop. */
final class Phones implements RegistrationListener {

    private final Supplier<SipEndpoint> edge;
    private final Supplier<Acd> acd;
    private final Supplier<Hallway> hallway;

    Phones(Supplier<SipEndpoint> edge, Supplier<Acd> acd, Supplier<Hallway> hallway) {
        this.edge = edge;
        this.acd = acd;
        this.hallway = hallway;
    }

    @Override
    public void onChanged(AgentId agent, String contact, boolean registered, String why) {
        acd.get().reachable(agent, registered || !edge.get().phones().of(agent).isEmpty());
        hallway.get().phoneChanged(agent, contact, registered, why);
    }
}
