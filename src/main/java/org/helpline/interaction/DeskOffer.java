package org.helpline.interaction;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.AcdEvent;
import org.helpline.core.AgentId;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.jspecify.annotations.Nullable;

/** The offer of a caller to an agent, as the agent's desk and the record have it. Confined to the call's loop. */
final class DeskOffer {

    private final LiveCall call;
    private final DeskCalls desk;
    private AcdEvent.@Nullable Offer offer;
    private boolean isOpen;

    DeskOffer(LiveCall call, DeskCalls desk) {
        this.call = call;
        this.desk = desk;
    }

    void begin(AcdEvent.Offer e) {
        ScreenPop pop = call.pop(e.queue(), e.agent());
        offer = e;
        isOpen = true;
        desk.offered(e.agent(), call, pop, e.waited()); // before the fact that desks wake up on
        call.tell(new QueueFact.Offered(e.queue(), e.agent(), e.offer(), e.waited(), pop));
    }

    /** The agent has the call without an offer, as the desk shows already: for what the pop learns. */
    void shown(AgentId agent, QueueName queue) {
        offer = new AcdEvent.Offer(0, call.id(), queue, agent, Duration.ZERO, Duration.ZERO);
    }

    /** There is more to show of the caller: the desk that shows the caller is told, if one does. */
    void popGrew(BiFunction<AgentId, ScreenPop, ScreenPop> grown) {
        if (offer != null) {
            AcdEvent.Offer o = offer;
            desk.completed(o.agent(), call, pop -> grown.apply(o.agent(), pop))
                    .ifPresent(pop -> call.tell(new QueueFact.PopCompleted(o.queue(), o.agent(), pop)));
        }
    }

    boolean isOpen() {
        return isOpen;
    }

    boolean isOpen(long number) {
        return isOpen && offer != null && offer.offer() == number;
    }

    /** The agent's phone was answered; the ACD has the word. */
    void accepted(long number) {
        if (offer != null) {
            call.tell(new QueueFact.OfferAccepted(offer.queue(), offer.agent(), number));
        }
    }

    /** The agent has the caller. */
    void connected() {
        isOpen = false;
    }

    void withdrawn(AcdEvent.Withdraw e) {
        if (isOpen(e.offer())) {
            end(e.why().equals("no answer") ? e.why() : "withdrawn: " + e.why());
        }
    }

    void failed(long number, OfferFailure why) {
        if (isOpen(number)) {
            end(
                    switch (why) {
                        case NO_ANSWER -> "no answer";
                        case DECLINED -> "declined";
                        case BUSY -> "busy";
                        case UNREACHABLE -> "unreachable";
                    });
        }
    }

    private void end(String why) {
        isOpen = false;
        Optional.ofNullable(offer).ifPresent(o -> {
            desk.offerEnded(o.agent(), call);
            call.tell(new QueueFact.OfferEnded(o.queue(), o.agent(), o.offer(), why));
        });
    }
}
