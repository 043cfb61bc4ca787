package org.helpline.interaction;

import java.time.Duration;
import org.helpline.acd.Acd.Miss;
import org.helpline.call.CustomerLeg;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Missed;

/**
 * A call that an agent makes from the desk: their own phone rings, and when they have picked it up the number is called. The
 * beginning of its {@link LiveCall}. Confined to the call's loop.
 */
final class OutgoingCall extends Attempt {

    /** As long as an agent needs to reach for the phone that they want to use. */
    private static final Duration PICK_UP = Duration.ofSeconds(25);

    /**
     * What is wanted.
     *
     * @param shown what the phone there is to show, empty: what the trunk's settings say
     */
    record Wish(AgentId by, Personal number, String shown, QueueName queue) {}

    private final LiveCall call;
    private final House house;
    private final Wish wish;
    private boolean told;

    OutgoingCall(LiveCall call, House house, CustomerLeg customer, Wish wish) {
        super(call, house, customer);
        this.call = call;
        this.house = house;
        this.wish = wish;
    }

    void begin() {
        call.queue().show(java.util.List.of(), wish.queue());
        call.agent().showOwn(wish.by(), wish.queue());
        call.tell(new CallFact.Dials(wish.by(), wish.number(), wish.shown(), wish.queue()));
        call.agent().ringOwn(wish.by(), PICK_UP, this::notPickedUp);
    }

    private void notPickedUp(Missed.Why why) {
        inVain(
                switch (why) {
                    case NO_ANSWER -> "you did not pick up your phone";
                    case BUSY -> "your phone declined the call";
                    case NOT_THERE -> "your phone could not be reached";
                });
    }

    @Override
    void answered() {
        if (!told) {
            call.agent().customerAnswered();
        }
    }

    @Override
    void inVain(Miss why) {
        inVain(
                switch (why) {
                    case BUSY -> "the number is busy";
                    case NO_ANSWER -> "nobody answered";
                    case DECLINED -> "the call was declined";
                    case UNREACHABLE -> "the number could not be reached";
                    case AGENT_LEFT -> "the agent hung up before anybody answered";
                    case CALLED_IN, SERVER -> "the call was ended";
                });
    }

    private void inVain(String why) {
        stopRinging();
        if (!isReached() && !told) {
            told = true;
            house.acd().notDialled(call.id(), wish.by(), why);
            call.tell(new CallFact.NotDialled(wish.by(), wish.number(), why));
            call.finish(
                    "not-reached",
                    "server",
                    why.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + why.substring(1) + ".");
        }
    }

    @Override
    String language() {
        return "";
    }
}
