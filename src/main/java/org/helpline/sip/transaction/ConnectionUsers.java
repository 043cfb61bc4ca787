package org.helpline.sip.transaction;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Loop;
import org.helpline.sip.transport.Flow;

/**
 * Which client transactions use which connection, so that all hear of its end (RFC 3261 §17.1.4). One watch per connection, not per
 * transaction: a trunk's connection lives for weeks. Confined to the loop.
 */
final class ConnectionUsers {

    private final Loop loop;
    private final Map<Flow, Set<Client>> users = new HashMap<>();

    ConnectionUsers(Loop loop) {
        this.loop = loop;
    }

    void use(Client client) {
        Set<Client> known = users.get(client.flow);
        if (known == null) {
            known = new LinkedHashSet<>();
            users.put(client.flow, known);
            var _ = client.flow.onClose(loop, () -> onClosed(client.flow));
        }
        known.add(client);
    }

    void leave(Client client) {
        Set<Client> known = users.get(client.flow);
        if (known != null) {
            known.remove(client);
        }
    }

    private void onClosed(Flow flow) {
        Set<Client> failed = users.remove(flow);
        if (failed != null) {
            List.copyOf(failed).forEach(Client::onTransportError);
        }
    }
}
