package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.acd.Acd;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.AcdEvent;
import org.helpline.call.CustomerLeg;
import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Ringing;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to call a customer back: the beginning of a {@link LiveCall} that we make ourselves, until the customer has
 * answered or will not. Agent first: the agent's phone rings, with the pop; when it is answered the customer is called. Customer
 * first: the customer is called, and waits, like a caller, for the agent who is reserved. Confined to the call's loop.
 */
final class CallbackAttempt {

    private final LiveCall call;
    private final House house;
    private final CustomerLeg customer;
    private final CallbackWish wish;
    private final AcdEvent.CallbackDue due;
    private Timers.@Nullable Timer ringing;
    private boolean reached;
    private boolean told;

    CallbackAttempt(LiveCall call, House house, CustomerLeg customer, CallbackWish wish, AcdEvent.CallbackDue due) {
        this.call = call;
        this.house = house;
        this.customer = customer;
        this.wish = wish;
        this.due = due;
    }

    CallbackWish wish() {
        return wish;
    }

    /** Whether the customer has answered. */
    boolean isReached() {
        return reached;
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
        return all;
    }

    /** Agent first: the agent is on the phone. */
    void callCustomer() {
        ringing = call.loop().timers().after(house.settings().callbacks().ring(), this::ringOver);
        customer.dial();
    }

    private void ringOver() {
        customer.hangUp(480, "No answer");
        inVain(Miss.NO_ANSWER);
    }

    /** What the customer's phone does until it is answered; false for what is no matter of the attempt's. */
    boolean takes(LegEvent event) {
        if (reached) {
            return false;
        }
        return switch (event) {
            case LegEvent.Answered e -> {
                call.tell(new CallFact.Answered(CallerEvents.LEG, e.codec(), e.rtp()));
                answered();
                yield true;
            }
            case LegEvent.EarlyMedia _ -> {
                call.agent().hearsCustomer(customer);
                yield true;
            }
            case LegEvent.Ringing _ -> {
                call.tell(new CallFact.Ringing(CallerEvents.LEG));
                house.prompts().music(Ringing.RINGBACK, call.loop(), call.agent()::hearsRinging);
                yield true;
            }
            case LegEvent.Invited e -> {
                call.tell(new CallFact.Invited(CallerEvents.LEG, e.callId()));
                yield true;
            }
            case LegEvent.Tried e -> {
                call.tell(AgentPart.tried(CallerEvents.LEG, e));
                yield true;
            }
            case LegEvent.Refused e -> {
                String words = Explained.refused(e.status(), e.sentence());
                call.tell(new CallFact.LegEnded(CallerEvents.LEG, "caller", words));
                call.note("leg=" + CallerEvents.LEG + " " + words);
                inVain(missOf(e.status()));
                yield true;
            }
            case LegEvent.Failed e -> {
                String words = Explained.failed(e.why());
                call.tell(new CallFact.LegEnded(CallerEvents.LEG, "network", words));
                call.note("leg=" + CallerEvents.LEG + " " + words);
                inVain(Miss.UNREACHABLE);
                yield true;
            }
            case LegEvent.HungUp _ -> {
                inVain(Miss.DECLINED);
                yield true;
            }
            default -> false;
        };
    }

    /** RFC 3261 §21.4, §21.6. */
    private static Miss missOf(int status) {
        return switch (status) {
            case 486, 600 -> Miss.BUSY;
            case 480, 487, 408 -> Miss.NO_ANSWER;
            case 403, 603 -> Miss.DECLINED;
            default -> Miss.UNREACHABLE;
        };
    }

    private void answered() {
        reached = true;
        stopRinging();
        if (told) {
            return; // the agent went in the same moment, and the call with them
        }
        Duration waited =
                due.waited().plus(Duration.between(call.arrived(), house.clock().now()));
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

    /** The agent is gone, or the call is ended, before the customer has answered. */
    void inVain(Miss why) {
        stopRinging();
        if (!reached && !told) {
            told = true;
            house.acd().missed(call.id(), why);
        }
    }

    private void stopRinging() {
        if (ringing != null) {
            ringing.cancel();
        }
    }

    /** The ACD's last word of an attempt without the customer. */
    void missed(AcdEvent.CallbackMissed e) {
        told = true;
        stopRinging();
        Duration again = Duration.between(house.clock().now(), e.again());
        call.tell(new QueueFact.CallbackMissed(
                e.queue(), e.callback().value(), e.why(), e.attempts(), again.isNegative() ? Duration.ZERO : again));
        if (reached) {
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
