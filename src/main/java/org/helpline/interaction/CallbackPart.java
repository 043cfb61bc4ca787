package org.helpline.interaction;

import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.call.CallerLeg;
import org.helpline.call.CustomerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/** What a call has to do with call-backs: the one that its caller asks for, and the one that it is. Confined to the call's loop. */
final class CallbackPart {

    private final House house;
    private final LiveCall call;
    private final CallerLeg caller;
    private @Nullable Attempt attempt;
    private Optional<Long> asked = Optional.empty();
    private boolean promised;

    CallbackPart(House house, LiveCall call, CallerLeg caller) {
        this.house = house;
        this.call = call;
        this.caller = caller;
    }

    // ---- the call is one

    /** The call is an attempt to reach a customer; {@code customer} is its own leg. */
    void attempt(CustomerLeg customer, CallbackWish wish, AcdEvent.CallbackDue due) {
        CallbackAttempt begun = new CallbackAttempt(call, house, customer, wish, due);
        attempt = begun;
        begun.begin();
    }

    /** The call is an agent's, from the desk. */
    void dial(CustomerLeg customer, OutgoingCall.Wish wish) {
        OutgoingCall begun = new OutgoingCall(call, house, customer, wish);
        attempt = begun;
        begun.begin();
    }

    boolean isAttempt() {
        return attempt instanceof CallbackAttempt;
    }

    /** Whether an agent made the call from the desk. */
    boolean isDialled() {
        return attempt instanceof OutgoingCall;
    }

    /** Whether this is an attempt to reach that customer. */
    boolean isOf(InteractionId callback) {
        return attempt instanceof CallbackAttempt a && a.wish().callback().equals(callback);
    }

    /** Whether an agent is there, or is about to be, and the customer is not. */
    boolean awaitsCustomer() {
        return attempt != null && !attempt.isReached();
    }

    /** The agent is on the phone. */
    void callCustomer() {
        if (attempt != null) {
            attempt.callCustomer();
        }
    }

    /** Whether it was a matter of the attempt's. */
    boolean takes(LegEvent event) {
        return attempt != null && attempt.takes(event);
    }

    /** The ACD's last word of an attempt without the customer. */
    void missed(AcdEvent.CallbackMissed e) {
        if (attempt instanceof CallbackAttempt a) {
            a.missed(e);
        }
    }

    /** Nothing comes of the attempt, unless the customer was reached, or its end is known. */
    void inVain(Acd.Miss why) {
        if (attempt != null) {
            attempt.inVain(why);
        }
    }

    /** The language in which the customer asked; empty where this is no attempt. */
    String language() {
        return attempt == null ? "" : attempt.language();
    }

    // ---- the caller asks for one

    /** The script asks for a call-back to a number. */
    void ask(Effect.RequestCallback e, String scriptName, String language) {
        asked = Optional.of(e.token());
        house.callbacks()
                .ask(
                        CallbackWish.asked(
                                house,
                                call.id(),
                                caller.arrival(),
                                call.queue().waited(),
                                e,
                                scriptName,
                                language,
                                call.secondCall().names()),
                        this::answered);
    }

    /** What came of it. */
    void answered(ScriptEvent.CallbackAnswer answer, QueueFact fact) {
        call.tell(fact);
        promised |= answer == ScriptEvent.CallbackAnswer.TAKEN || answer == ScriptEvent.CallbackAnswer.THERE;
        Optional<Long> token = asked;
        asked = Optional.empty();
        token.ifPresent(t -> call.scripts().on(new ScriptEvent.CallbackAnswered(t, answer)));
    }

    boolean isPromised() {
        return promised;
    }
}
