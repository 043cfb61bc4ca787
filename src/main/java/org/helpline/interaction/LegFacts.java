package org.helpline.interaction;

import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;

/** What any leg does, as the record has it. */
final class LegFacts {

    private LegFacts() {}

    static CallFact.Tried tried(String leg, LegEvent.Tried e) {
        return new CallFact.Tried(leg, e.trunk(), e.target(), e.status(), e.sentence());
    }

    static CallFact.MediaClosed mediaClosed(String leg, LegEvent.MediaClosed e) {
        return new CallFact.MediaClosed(
                leg, e.received(), e.sent(), e.lost(), e.strangers(), e.jitterMillis(), e.sound());
    }
}
