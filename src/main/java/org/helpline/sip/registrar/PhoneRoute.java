package org.helpline.sip.registrar;

import java.net.InetAddress;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/**
 * How a phone is reached.
 *
 * @param uri the Contact URI, which becomes the Request-URI
 * @param to the flow that it registered over, or the address of a static contact
 * @param local our address that faces it
 */
public record PhoneRoute(String uri, Destination to, InetAddress local) implements AgentPhones.Route {

    /** Where its sound goes, as far as signalling tells. */
    public InetAddress remote() {
        return to instanceof Destination.OverFlow(Flow flow)
                ? flow.sound().remote()
                : to.address().getAddress();
    }

    @Override
    public boolean isBrowser() {
        return to.transport().startsWith("WS");
    }
}
