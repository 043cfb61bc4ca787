package org.helpline.app;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;
import org.helpline.desk.BrowserPhones;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.SipEndpoint.Listening;

/** The SIP edge, as pages that are phones use it; none can be one before it is open. Any thread. */
final class PagePhones implements BrowserPhones {

    private final Late<SipEndpoint> edge;

    private final Supplier<String> testCall;

    /** {@code testCall}: what is dialled to try a phone, as the settings have it now. */
    PagePhones(Late<SipEndpoint> edge, Supplier<String> testCall) {
        this.edge = edge;
        this.testCall = testCall;
    }

    @Override
    public List<InetSocketAddress> doors(boolean byTls) {
        String transport = byTls ? "wss" : "ws";
        return edge.isThere()
                ? edge.get().listening().stream()
                        .filter(l -> l.transport().equals(transport))
                        .map(Listening::address)
                        .toList()
                : List.of();
    }

    @Override
    public void give(AgentId agent, Secret pass) {
        edge.get().givePass(agent, pass);
    }

    @Override
    public void end(AgentId agent) {
        edge.get().endPass(agent);
    }

    @Override
    public String testCall() {
        return testCall.get();
    }
}
