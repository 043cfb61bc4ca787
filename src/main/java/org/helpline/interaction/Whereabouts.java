package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.AgentId;

/** By what a call is found: the Call-IDs of its legs, and phones that have its caller. Confined to the call's loop. */
final class Whereabouts {

    private final LiveCall call;
    private final House house;
    private final List<String> legs = new ArrayList<>(2);
    private final List<AgentId> phones = new ArrayList<>(1);

    Whereabouts(LiveCall call, House house) {
        this.call = call;
        this.house = house;
    }

    /** A phone that is no agent's has the caller: what it calls beside that comes to this loop, so that both can be joined. */
    void isAt(AgentId phone) {
        house.atPhones().put(phone, call);
        phones.add(phone);
    }

    /** One of the legs has this Call-ID. */
    void talksBy(String callId) {
        house.talking().put(callId, call);
        legs.add(callId);
    }

    void close() {
        legs.forEach(leg -> house.talking().removeIf(leg, c -> c == call));
        phones.forEach(phone -> house.atPhones().removeIf(phone, c -> c == call));
    }
}
