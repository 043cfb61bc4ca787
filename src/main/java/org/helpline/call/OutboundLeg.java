package org.helpline.call;

import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.Caller;
import org.helpline.sip.SipEndpoint;
import org.jspecify.annotations.Nullable;

/** The customer's leg: our INVITE to a number that asked to be called back. */
final class OutboundLeg extends AgentLeg implements CustomerLeg {

    private final SipEndpoint edge;
    private final AgentPhones.Phone phone;
    private final Arrival arrival;
    private @Nullable Negotiations each;
    private boolean dialled;

    /** {@code arrival}: the customer as if they called; {@code dialled} of it is the number that their phone shows. */
    OutboundLeg(Loop loop, SipEndpoint edge, AgentPhones.Phone phone, Arrival arrival) {
        super("caller", loop, event -> {}); // until somebody listens
        this.edge = edge;
        this.phone = phone;
        this.arrival = arrival;
    }

    /** Ready to dial, with offer and answer as it is done with each who is tried. */
    OutboundLeg ready(Negotiations withEach) {
        each = withEach;
        return this;
    }

    @Override
    public void dial() {
        if (!dialled && !isOver() && each != null) {
            dialled = true;
            dial(edge, phone, new Caller(new Personal(arrival.dialled()), Personal.NONE), each);
        }
    }

    @Override
    public Arrival arrival() {
        return arrival;
    }

    @Override
    public void authenticate(Optional<Loop> beside, Consumer<AgentId> known) {
        throw new IllegalStateException("we call them");
    }

    @Override
    public void ring() {} // we ring them

    @Override
    public Optional<Refusal> answer() {
        return Optional.empty(); // they answer
    }

    @Override
    public void refuse(int status, String phrase, int retryAfterSeconds) {
        hangUp(status, phrase);
    }
}
