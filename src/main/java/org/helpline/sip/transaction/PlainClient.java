package org.helpline.sip.transaction;

import java.time.Duration;
import java.util.Optional;
import org.helpline.sip.transaction.PlainClientMachine.Effect;
import org.helpline.sip.transaction.PlainClientMachine.Event;
import org.helpline.sip.transaction.PlainClientMachine.State;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Head;
import org.jspecify.annotations.Nullable;

/** Does what {@link PlainClientMachine} says. Lets the request's bytes go with the final response. */
final class PlainClient extends Client {

    private byte[] request;
    private State state = State.TRYING;

    PlainClient(Table table, String key, Flow flow, ClientUser user, byte[] request) {
        super(table, key, flow, user);
        this.request = request;
    }

    @Override
    void start() {
        follow(PlainClientMachine.start(flow.isReliable()), null);
    }

    /** Nothing: only an INVITE can be cancelled (RFC 3261 §9.1). */
    @Override
    public void cancel(String headerLine) {}

    @Override
    public void abandon() {
        if (state != State.TERMINATED) {
            state = State.TERMINATED;
            end();
        }
    }

    @Override
    void onResponse(Head head) {
        Step<State, Effect> step = PlainClientMachine.on(state, head.status() < 200 ? Event.PROVISIONAL : Event.FINAL);
        if (!step.effects().contains(Effect.TELL_RESPONSE)) {
            follow(step, null);
            return;
        }
        Optional<Heard> heard = table.parseResponse(head);
        heard.ifPresent(h -> follow(step, h));
    }

    @Override
    void onTransportError() {
        on(Event.TRANSPORT_ERROR);
    }

    private void on(Event event) {
        follow(PlainClientMachine.on(state, event), null);
    }

    private void follow(Step<State, Effect> step, @Nullable Heard heard) {
        state = step.next();
        for (Effect effect : step.effects()) {
            perform(effect, heard);
        }
    }

    private void perform(Effect effect, @Nullable Heard heard) {
        switch (effect) {
            case SEND, RESEND -> write(request);
            case START_E -> timers.startRepeat(() -> on(Event.TIMER_E));
            case RESTART_E -> timers.repeatAfter(Timing.doubled(timers.interval()), () -> on(Event.TIMER_E));
            case SLOW_E -> timers.repeatAfter(Timing.T2, () -> on(Event.TIMER_E));
            case STOP_E -> timers.stopRepeat();
            case START_F -> life(Timing.GIVE_UP, Event.TIMER_F);
            case STOP_F -> timers.stopLife();
            case START_K -> {
                request = new byte[0];
                life(Timing.unlessReliable(flow.isReliable(), Timing.T4), Event.TIMER_K);
            }
            case TELL_RESPONSE -> {
                if (heard != null) {
                    user.onResponse(heard.message());
                }
            }
            case TELL_TIMEOUT -> user.onFailed(NO_ANSWER);
            case TELL_TRANSPORT_ERROR -> user.onFailed(noTransport());
            case END -> end();
        }
    }

    private void life(Duration time, Event event) {
        timers.startLife(time, () -> on(event));
    }
}
