package org.helpline.interaction;

import org.helpline.acd.Acd.Miss;
import org.helpline.call.CustomerLeg;
import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.core.CallFact;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Ringing;
import org.jspecify.annotations.Nullable;

/** The beginning of a call that we make, until the customer has answered or will not. Confined to the call's loop. */
abstract class Attempt {

    private final LiveCall call;
    private final House house;
    private final CustomerLeg customer;
    private Timers.@Nullable Timer ringing;
    private boolean reached;

    Attempt(LiveCall call, House house, CustomerLeg customer) {
        this.call = call;
        this.house = house;
        this.customer = customer;
    }

    /** The customer has. */
    abstract void answered();

    /** The agent is gone, the customer does not come, or the call is ended before they have answered; only the first word counts. */
    abstract void inVain(Miss why);

    /** The customer's language; empty where it is not known. */
    abstract String language();

    /** Whether the customer has answered. */
    final boolean isReached() {
        return reached;
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
                reached = true;
                stopRinging();
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
                call.tell(LegFacts.tried(CallerEvents.LEG, e));
                yield true;
            }
            case LegEvent.Refused e -> {
                String words = e.sentence();
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

    final void stopRinging() {
        if (ringing != null) {
            ringing.cancel();
        }
    }
}
