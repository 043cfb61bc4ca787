package org.helpline.interaction;

import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.call.LegListener;
import org.helpline.core.CallFact;

/** What the caller's leg does, in the call's words. Confined to the call's loop. */
final class CallerEvents implements LegListener {

    static final String LEG = "caller";

    private final LiveCall call;

    CallerEvents(LiveCall call) {
        this.call = call;
    }

    @Override
    public void on(LegEvent event) {
        if (event instanceof LegEvent.Invited e) { // a customer whom we call: who wants their place is told why not
            call.whereabouts().talksBy(e.callId());
        }
        if (call.callback().takes(event)) {
            call.settle();
            return;
        }
        switch (event) {
            case LegEvent.Answered e -> {
                call.tell(new CallFact.Answered(LEG, e.codec(), e.rtp()));
                call.answered();
            }
            case LegEvent.DigitHeard e -> call.digit(e);
            case LegEvent.PlayEnded e -> call.playEnded(e);
            case LegEvent.Recorded e -> call.recorded(e);
            case LegEvent.Held _ -> call.tell(new CallFact.Held(LEG, HoldBy.PHONE.word()));
            case LegEvent.Resumed _ -> call.tell(new CallFact.Resumed(LEG, HoldBy.PHONE.word()));
            case LegEvent.Silent e -> {
                call.tell(new CallFact.MediaSilent(LEG, e.silence()));
                call.callerGone(
                        "network", Explained.silent("the caller", e.silence().toSeconds()));
            }
            case LegEvent.HungUp e
            when !e.answered() -> call.finish("abandoned", "caller", "The caller cancelled before the answer.");
            case LegEvent.HungUp _ -> call.callerGone("caller", "The caller hung up.");
            case LegEvent.Failed e -> call.callerGone("network", Explained.failed(e.why()));
            case LegEvent.Refused e -> call.callerGone("network", e.sentence());
            case LegEvent.MediaClosed e -> call.tell(LegFacts.mediaClosed(LEG, e));
            case LegEvent.Referred e -> {
                // a stranger could send us, at our cost, wherever they like
                e.wish().refuse(403, "Only Agents Transfer Callers");
                call.note("the caller's phone asked to be transferred, which only an agent's may; refused with 403.");
            }
            case LegEvent.SendOnNews e -> {
                if (call.sentOn().isPending()) {
                    call.sentOn().heard(e);
                } else {
                    call.joinedOutside().heard(e);
                }
            }
            case LegEvent.EarlyMedia _ -> {} // we are the caller's early media, not they ours
            case LegEvent.Invited e -> call.tell(new CallFact.Invited(LEG, e.callId()));
            case LegEvent.Tried e -> call.tell(LegFacts.tried(LEG, e));
            case LegEvent.Ringing _ -> {} // we ring the caller, not the caller us
        }
        call.settle();
    }
}
