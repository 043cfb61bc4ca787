package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import org.helpline.sip.transaction.PlainServerMachine.Effect;
import org.helpline.sip.transaction.PlainServerMachine.Event;
import org.helpline.sip.transaction.PlainServerMachine.State;
import org.helpline.sip.transport.Head;
import org.jspecify.annotations.Nullable;

/** Does what {@link PlainServerMachine} says. */
final class PlainServer extends Server {

    private State state = State.TRYING;

    PlainServer(Table table, Opened opened) {
        super(table, opened);
        life(Timing.GIVE_UP); // whoever never answers leaves nothing behind
    }

    @Override
    public void respond(SIPResponse response) {
        on(event(response.getStatusCode()), () -> send(response));
    }

    @Override
    public void respond(Answer answer) {
        on(event(answer.status()), () -> send(answer));
    }

    private static Event event(int status) {
        return status < 200 ? Event.PROVISIONAL : status == 408 ? Event.TOO_LATE : Event.FINAL;
    }

    @Override
    void onRequestAgain() {
        on(Event.REQUEST_AGAIN, null);
    }

    @Override
    void onAck(Head ack) {
        throw new IllegalStateException("an ACK matches INVITE alone, not " + key);
    }

    @Override
    void onTransportError() {
        on(Event.TRANSPORT_ERROR, null);
    }

    private void on(Event event, @Nullable Runnable send) {
        Step<State, Effect> step = PlainServerMachine.on(state, event);
        state = step.next();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case SEND -> {
                    if (send != null) {
                        send.run();
                    }
                }
                case RESEND -> resend();
                case START_J -> life(Timing.unlessReliable(isReliable(), Timing.GIVE_UP));
                case END -> end();
            }
        }
    }

    private void life(Duration time) {
        timers.startLife(time, () -> on(Event.TIMER_J, null));
    }
}
