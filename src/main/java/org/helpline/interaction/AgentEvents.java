package org.helpline.interaction;

import org.helpline.acd.Acd.OfferFailure;
import org.helpline.call.AgentRing;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.interaction.Conversation.Event;

/** What the phones of one offer do, in the conversation's words. Confined to the call's loop. */
final class AgentEvents implements AgentRing.Listener {

    private final AgentPart part;
    private final AgentId agent;

    AgentEvents(AgentPart part, AgentId agent) {
        this.part = part;
        this.agent = agent;
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
                    case UNREACHABLE -> OfferFailure.UNREACHABLE;
                }));
    }

    @Override
    public void gone() {
        part.onPhones(new Event.AgentGone());
    }

    @Override
    public void event(LegEvent event) {
        part.onLeg(agent, event);
    }
}
