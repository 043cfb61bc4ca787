package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import org.helpline.sip.transaction.InviteServerMachine.Effect;
import org.helpline.sip.transaction.InviteServerMachine.Event;
import org.helpline.sip.transaction.InviteServerMachine.State;
import org.helpline.sip.transport.Head;
import org.jspecify.annotations.Nullable;

/** Does what {@link InviteServerMachine} says. Keeps the bytes of the last response; the request only until the final one. */
final class InviteServer extends Server {

    private State state = State.PROCEEDING;

    InviteServer(Table table, Opened opened) {
        super(table, opened);
    }

    @Override
    public void respond(SIPResponse response) {
        on(event(response.getStatusCode()), () -> send(response), null);
    }

    @Override
    public void respond(Answer answer) {
        on(event(answer.status()), () -> send(answer), null);
    }

    private Event event(int status) {
        Event refusal = hasSpoken() ? Event.FAILURE : Event.FAILURE_AT_ONCE;
        return status < 200 ? Event.PROVISIONAL : status < 300 ? Event.SUCCESS : refusal;
    }

    @Override
    void onRequestAgain() {
        on(Event.REQUEST_AGAIN, null, null);
    }

    @Override
    void onAck(Head ack) {
        on(Event.ACK, null, ack);
    }

    @Override
    void onTransportError() {
        on(Event.TRANSPORT_ERROR, null, null);
    }

    private void on(Event event, @Nullable Runnable send, @Nullable Head ack) {
        Step<State, Effect> step = InviteServerMachine.on(state, event, isReliable());
        state = step.next();
        for (Effect effect : step.effects()) {
            perform(effect, send, ack);
        }
    }

    private void perform(Effect effect, @Nullable Runnable send, @Nullable Head ack) {
        switch (effect) {
            case SEND -> {
                if (send != null) {
                    send.run();
                }
            }
            case RESEND -> resend();
            case START_G -> timers.startRepeat(() -> on(Event.TIMER_G, null, null));
            case RESTART_G ->
                timers.repeatAfter(Timing.doubled(timers.interval()), () -> on(Event.TIMER_G, null, null));
            case STOP_G -> timers.stopRepeat();
            case START_H -> life(Timing.GIVE_UP, Event.TIMER_H);
            case START_I -> life(Timing.unlessReliable(isReliable(), Timing.T4), Event.TIMER_I);
            case START_L -> life(Timing.GIVE_UP, Event.TIMER_L);
            case PASS_ACK -> {
                if (ack != null) {
                    letGo();
                    table.passAck(ack);
                }
            }
            case END -> end();
        }
    }

    private void life(Duration time, Event event) {
        timers.startLife(time, () -> on(event, null, null));
    }
}
