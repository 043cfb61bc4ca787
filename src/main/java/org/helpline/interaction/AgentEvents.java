package org.helpline.interaction;

import java.time.Duration;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.call.AgentRing;
import org.helpline.call.LegEvent;
import org.helpline.core.Digit;
import org.helpline.interaction.Conversation.Event;

/** What the phones of one offer do, in the conversation's words. Confined to the call's loop. */
final class AgentEvents implements AgentRing.Listener {

    private final AgentPart part;
    private final String leg;

    AgentEvents(AgentPart part, String leg) {
        this.part = part;
        this.leg = leg;
    }

    @Override
    public void answered() {
        part.onPhones(new Event.PhoneAnswered());
    }

    @Override
    public void failed(AgentRing.Failure why) {
        part.onPhones(new Event.PhoneFailed(
                switch (why) {
                    case DECLINED -> OfferFailure.DECLINED;
                    case BUSY -> OfferFailure.BUSY;
                    case NO_ANSWER -> OfferFailure.NO_ANSWER;
                    case UNREACHABLE -> OfferFailure.UNREACHABLE;
                }));
    }

    @Override
    public void notAccepted(Digit key, Duration within) {
        part.notAccepted(leg, key, within);
    }

    @Override
    public void gone() {
        part.onPhones(new Event.AgentGone());
    }

    @Override
    public void event(LegEvent event) {
        part.onLeg(leg, event);
    }
}
