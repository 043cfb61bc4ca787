package org.helpline.sip.transaction;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.transaction.InviteClientMachine.Effect;
import org.helpline.sip.transaction.InviteClientMachine.Event;
import org.helpline.sip.transaction.InviteClientMachine.State;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Head;
import org.helpline.sip.transport.Reply;
import org.jspecify.annotations.Nullable;

/** Does what {@link InviteClientMachine} says. Keeps the INVITE's bytes for the ACK and CANCEL that repeat its lines. */
final class InviteClient extends Client {

    private final Head invite;
    private State state = State.CALLING;
    private byte @Nullable [] ack;
    private String cancelLine = "";

    InviteClient(Table table, String key, Flow flow, ClientUser user, Head invite) {
        super(table, key, flow, user);
        this.invite = invite;
    }

    @Override
    void start() {
        follow(InviteClientMachine.start(flow.isReliable()), null);
    }

    @Override
    public void cancel(String headerLine) {
        cancelLine = headerLine;
        on(Event.CANCEL);
    }

    @Override
    void onResponse(Head head) {
        int status = head.status();
        Event event = status < 200 ? Event.PROVISIONAL : status < 300 ? Event.SUCCESS : Event.FAILURE;
        Step<State, Effect> step = InviteClientMachine.on(state, event);
        Heard heard = null;
        if (step.effects().contains(Effect.TELL_RESPONSE)) {
            Optional<Heard> parsed = table.parseResponse(head);
            if (parsed.isEmpty()) {
                return; // as if it had never come
            }
            heard = parsed.get();
        }
        follow(step, heard);
    }

    @Override
    void onTransportError() {
        on(Event.TRANSPORT_ERROR);
    }

    private void on(Event event) {
        follow(InviteClientMachine.on(state, event), null);
    }

    private void follow(Step<State, Effect> step, @Nullable Heard heard) {
        state = step.next();
        for (Effect effect : step.effects()) {
            perform(effect, heard);
        }
    }

    private void perform(Effect effect, @Nullable Heard heard) {
        switch (effect) {
            case SEND, RESEND -> write(invite.bytes());
            case START_A -> timers.startRepeat(() -> on(Event.TIMER_A));
            // doubles without end, for B ends it: RFC 3261 §17.1.1.2
            case RESTART_A -> timers.repeatAfter(timers.interval().multipliedBy(2), () -> on(Event.TIMER_A));
            case STOP_A -> timers.stopRepeat();
            case START_B -> life(Timing.GIVE_UP, Event.TIMER_B);
            case STOP_B -> timers.stopLife();
            case SEND_ACK -> sendAck(heard);
            case RESEND_ACK -> resendAck();
            case START_D -> life(Timing.unlessReliable(flow.isReliable(), Timing.GIVE_UP), Event.TIMER_D);
            case START_M -> life(Timing.GIVE_UP, Event.TIMER_M);
            case SEND_CANCEL -> table.sendCancel(invite, flow, cancelLine);
            case START_CANCEL_TIMEOUT -> life(Timing.GIVE_UP, Event.CANCEL_TIMEOUT);
            case TELL_RESPONSE -> tell(heard);
            case TELL_TIMEOUT -> user.onFailed(NO_ANSWER);
            case TELL_TRANSPORT_ERROR -> user.onFailed(noTransport());
            case END -> end();
        }
    }

    private void life(Duration time, Event event) {
        timers.startLife(time, () -> on(event));
    }

    private void tell(@Nullable Heard heard) {
        if (heard != null) {
            user.onResponse(heard.message());
        }
    }

    private void sendAck(@Nullable Heard heard) {
        if (heard != null) {
            ack = Reply.ack(invite, heard.head());
            resendAck();
        }
    }

    private void resendAck() {
        if (ack != null) {
            write(ack);
        }
    }
}
