package org.helpline.interaction;

import org.helpline.call.AgentRing;
import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;

/** What a supervisor's phones do, for the record and for {@link SupervisorPart}. Confined to the call's loop. */
final class SupervisorEvents implements AgentRing.Listener {

    private final SupervisorPart part;
    private final LiveCall call;
    private final String leg;

    SupervisorEvents(SupervisorPart part, LiveCall call, AgentId account) {
        this.part = part;
        this.call = call;
        this.leg = "supervisor:" + account;
    }

    @Override
    public void answered() {
        part.answered();
    }

    @Override
    public void failed(AgentRing.Failure why) {
        part.failed(why);
    }

    @Override
    public void gone() {
        part.hungUp();
    }

    @Override
    public void event(LegEvent event) {
        switch (event) {
            case LegEvent.Ringing _ -> call.tell(new CallFact.Ringing(leg));
            case LegEvent.Invited e -> call.tell(new CallFact.Invited(leg, e.callId()));
            case LegEvent.Tried e -> call.tell(LegFacts.tried(leg, e));
            case LegEvent.Answered e -> call.tell(new CallFact.Answered(leg, e.codec(), e.rtp()));
            case LegEvent.HungUp _ -> ended("supervisor", "The supervisor hung up.");
            case LegEvent.Refused e -> ended("supervisor", e.sentence());
            case LegEvent.Failed e -> ended("network", Explained.failed(e.why()));
            case LegEvent.MediaClosed e -> call.tell(LegFacts.mediaClosed(leg, e));
            case LegEvent.Silent e -> {
                call.tell(new CallFact.MediaSilent(leg, e.silence()));
                part.lost();
            }
            case LegEvent.Referred e -> e.wish().refuse(403, "Nobody To Transfer");
            case LegEvent.Held _, LegEvent.Resumed _ -> {} // the sound does what the phone says
            case LegEvent.DigitHeard _ -> {} // whoever hears them has heard it
            case LegEvent.EarlyMedia _, LegEvent.PlayEnded _, LegEvent.Recorded _, LegEvent.SendOnNews _ -> {}
        }
        call.settle();
    }

    private void ended(String by, String sentence) {
        call.tell(new CallFact.LegEnded(leg, by, sentence));
        call.note("leg=" + leg + " " + sentence);
    }
}
