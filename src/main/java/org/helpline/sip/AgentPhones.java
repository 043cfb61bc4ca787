package org.helpline.sip;

import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;

/** Where agents' phones are: an immutable snapshot, any thread. */
public interface AgentPhones {

    /** The phones of an agent, most recent registration first; a static contact counts as one. Empty: unreachable. */
    List<Phone> of(AgentId agent);

    /**
     * One phone.
     *
     * @param contact the Contact URI as registered, for display
     * @param route how to send to it; opaque, made by the registrar
     */
    record Phone(AgentId agent, String contact, Route route) {}

    /** How to reach a phone: its URI and the flow or address to use. Only the sip room makes and reads these. */
    interface Route {

        /** The trunks that lead to it, in order (none named: any that may); empty if none does, and it is called directly. */
        default Optional<List<String>> byTrunks() {
            return Optional.empty();
        }

        /** Whether a browser is there: it came by WebSocket (RFC 7118), and its sound is by ICE and DTLS-SRTP. */
        default boolean isBrowser() {
            return false;
        }
    }
}
