package org.helpline.app;

import java.util.concurrent.atomic.AtomicLong;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.Published;
import org.helpline.core.ServerFact;

/** The server's own stream of facts, numbered. Any thread. */
final class ServerFacts {

    private final FactSink facts;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();

    ServerFacts(FactSink facts, Clock clock) {
        this.facts = facts;
        this.clock = clock;
    }

    void tell(ServerFact fact) {
        facts.publish(new Published("server", number.incrementAndGet(), clock.now(), 0, fact));
    }
}
