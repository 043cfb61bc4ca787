package org.helpline.desk;

import java.net.InetSocketAddress;
import java.util.List;
import org.helpline.config.Secret;
import org.helpline.core.AgentId;

/** Phones in agents' browsers: the SIP that their pages speak over WebSocket. Any thread. */
public interface BrowserPhones {

    /** A house where none can be. */
    BrowserPhones NONE = new BrowserPhones() {
        @Override
        public List<InetSocketAddress> doors(boolean byTls) {
            return List.of();
        }

        @Override
        public void give(AgentId agent, Secret pass) {}

        @Override
        public void end(AgentId agent) {}

        @Override
        public String testCall() {
            return "";
        }
    };

    /** Where SIP over WebSocket is listened for, with the real ports: by TLS, or in the open. */
    List<InetSocketAddress> doors(boolean byTls);

    /** The agent's page registers by this secret from now on; the page that had another is the phone no longer. */
    void give(AgentId agent, Secret pass);

    /** The agent's page is the phone no longer. */
    void end(AgentId agent);

    /** What a phone dials to be tried; empty: nothing. */
    String testCall();
}
