package org.helpline.interaction;

import java.time.Duration;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.call.AgentRing;
import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.interaction.Conversation.Event;

/** What the phones of one offer do, in the conversation's words. Confined to the call's loop. */
final class AgentEvents implements AgentRing.Listener {

    private final AgentPart part;
    private final LiveCall call;
    private final String leg;

    AgentEvents(AgentPart part, LiveCall call, String leg) {
        this.part = part;
        this.call = call;
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
        failed(
                "server",
                "The phone was answered, but nobody pressed " + key.symbol() + " within " + within.toSeconds()
                        + " s to take the call; tell whoever has it, or change accept-key.");
    }

    @Override
    public void gone() {
        part.onPhones(new Event.AgentGone());
    }

    @Override
    public void event(LegEvent event) {
        heard(event);
        call.settle();
    }

    private void heard(LegEvent event) {
        switch (event) {
            case LegEvent.Ringing _ -> {
                call.tell(new CallFact.Ringing(leg));
                call.phoneTransfers().rings(part);
                call.consult().rings(part);
            }
            case LegEvent.Invited e -> {
                call.tell(new CallFact.Invited(leg, e.callId()));
                call.whereabouts().talksBy(e.callId());
            }
            case LegEvent.Tried e -> {
                call.tell(LegFacts.tried(leg, e));
                if (e.status() != 200) {
                    call.note("leg=" + leg + " " + e.sentence());
                }
            }
            case LegEvent.EarlyMedia _ -> part.heardEarly(leg);
            case LegEvent.Answered e -> call.tell(new CallFact.Answered(leg, e.codec(), e.rtp()));
            case LegEvent.HungUp _ -> call.tell(ended());
            case LegEvent.Refused e -> failed("agent", e.sentence());
            case LegEvent.Failed e -> {
                part.lostByNetwork();
                failed("network", Explained.failed(e.why()));
            }
            case LegEvent.Held _ -> part.step(new Event.PhoneHold());
            case LegEvent.Resumed _ -> part.step(new Event.PhoneResume());
            case LegEvent.MediaClosed e -> call.tell(LegFacts.mediaClosed(leg, e));
            case LegEvent.DigitHeard e -> {
                call.tell(new CallFact.DigitPressed(
                        leg, new Personal(String.valueOf(e.digit().symbol())), e.via()));
                part.pressed(e);
            }
            case LegEvent.Silent e -> {
                call.tell(new CallFact.MediaSilent(leg, e.silence()));
                part.wentSilent(e);
            }
            case LegEvent.Referred e -> call.phoneTransfers().asked(part, e.wish());
            case LegEvent.SendOnNews e -> call.joinedOutside().heard(e);
            case LegEvent.PlayEnded _,
                    LegEvent.Recorded _ -> {} // nothing is played to agents, and they are not recorded
        }
    }

    private CallFact.LegEnded ended() {
        return call.joinedOutside().isUnderWay()
                ? new CallFact.LegEnded(leg, "network", "It ended while the trunk was to join it with the caller's.")
                : new CallFact.LegEnded(leg, "agent", "The agent hung up.");
    }

    /** A phone was not reached, or lost: in the record and in the log. */
    private void failed(String by, String sentence) {
        call.tell(new CallFact.LegEnded(leg, by, sentence));
        call.note("leg=" + leg + " " + sentence);
    }
}
