package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.acd.Acd;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.AcdEvent;
import org.helpline.call.CustomerLeg;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;

/**
 * One attempt to call a customer back: the beginning of a {@link LiveCall} that we make ourselves, until the customer has
 * answered or will not. Agent first: the agent's phone rings, with the pop; when it is answered the customer is called. Customer
 * first: the customer is called, and waits, like a caller, for the agent who is reserved. Confined to the call's loop.
 */
final class CallbackAttempt extends Attempt {

    private final LiveCall call;
    private final House house;
    private final CallbackWish wish;
    private final AcdEvent.CallbackDue due;
    private boolean told;

    CallbackAttempt(LiveCall call, House house, CustomerLeg customer, CallbackWish wish, AcdEvent.CallbackDue due) {
        super(call, house, customer);
        this.call = call;
        this.house = house;
        this.wish = wish;
        this.due = due;
    }

    CallbackWish wish() {
        return wish;
    }

    void begin() {
        call.tell(new CallFact.CallsBack(
                wish.number(), wish.shown(), wish.queue(), wish.callback().value(), due.attempts() + 1, due.waited()));
        call.queue().show(shown(), wish.queue());
        if (due.customerFirst()) {
            callCustomer();
        } else {
            call.agent()
                    .offered(new AcdEvent.Offer(
                            due.offer(), call.id(), due.queue(), due.agent(), due.waited(), due.ringFor()));
        }
    }

    /** The pop says that it is a call-back. */
    private List<ScreenPop.Choice> shown() {
        long minutes = Math.max(1, due.waited().toMinutes());
        String asked = "asked " + (minutes < 120 ? minutes + " min ago" : minutes / 60 + " h ago")
                + (due.attempts() == 0 ? "" : ", attempt " + (due.attempts() + 1));
        List<ScreenPop.Choice> all = new ArrayList<>();
        all.add(new ScreenPop.Choice("Call-back", new Personal(asked)));
        all.addAll(wish.choices());
        if (!wish.terms().note().isEmpty()) {
            all.add(new ScreenPop.Choice("Note", wish.terms().note()));
        }
        return all;
    }

    @Override
    void answered() {
        if (told) {
            return; // the agent went in the same moment, and the call with them
        }
        Duration waited =
                due.waited().plus(Duration.between(call.arrived(), house.clock().now()));
        call.queue().stands(wish.place());
        call.secondCall().is(wish.terms().who());
        call.tell(new QueueFact.CallbackReached(wish.queue(), wish.callback().value(), waited));
        if (due.customerFirst()) {
            call.queue().adopt(new Acd.Ticket(call.id(), wish.queue(), wish.priority(), java.util.Optional.empty()));
            house.acd().reached(call.id());
            call.scripts().startIn(wish);
        } else {
            call.tell(new QueueFact.Connected(wish.queue(), due.agent(), waited));
            house.acd().reached(call.id());
            call.scripts().startIn(wish);
            call.agent().customerAnswered();
        }
    }

    @Override
    void inVain(Miss why) {
        stopRinging();
        if (!isReached() && !told) {
            told = true;
            house.acd().missed(call.id(), why);
        }
    }

    @Override
    String language() {
        return wish.language();
    }

    /** The ACD's last word of an attempt without the customer. */
    void missed(AcdEvent.CallbackMissed e) {
        told = true;
        stopRinging();
        Duration again = Duration.between(house.clock().now(), e.again());
        call.tell(new QueueFact.CallbackMissed(
                e.queue(), e.callback().value(), e.why(), e.attempts(), again.isNegative() ? Duration.ZERO : again));
        if (isReached()) {
            call.queue().disown();
            // the customer answered while the agent went: they wait before all others, and need no further call
            call.queue().join(wish.queue(), 10, shown());
            house.acd().cancelCallback(wish.callback(), "The customer has answered.");
        } else {
            String words = e.why().substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                    + e.why().substring(1) + ".";
            call.finish("not-reached", "server", words);
        }
    }
}
