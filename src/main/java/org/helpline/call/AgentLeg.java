package org.helpline.call;

import java.net.InetAddress;
import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Loop;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.Caller;
import org.helpline.sip.Offers;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.SipLegListener;
import org.jspecify.annotations.Nullable;

/** A leg that we call: our INVITE to one of an agent's phones, or to a customer's. */
class AgentLeg extends PhoneLeg {

    private @Nullable SipLeg sip;
    private Optional<String> earlySdp = Optional.empty();
    private boolean ringing = true;

    AgentLeg(String name, Loop loop, LegListener listener) {
        super(name, loop, listener);
    }

    /** Offer and answer with one peer, by a trunk or directly. */
    interface Negotiations {
        Negotiation with(InetAddress peer, Optional<TrunkSettings> trunk);
    }

    final void dial(SipEndpoint edge, AgentPhones.Phone phone, Caller caller, Negotiations each) {
        Offers offers = (peer, trunk) -> {
            earlySdp = Optional.empty(); // it came from whoever was tried before
            return negotiates(each.with(peer, trunk)).offer();
        };
        sip = edge.callPhone(loop(), phone, caller, offers, listener());
    }

    @Override
    final @Nullable SipLeg sip() {
        return sip;
    }

    private SipLegListener listener() {
        return new SipLegListener() {
            @Override
            public void invited(String callId) {
                tell(new LegEvent.Invited(callId));
            }

            @Override
            public void on(SipLegEvent event) {
                onEvent(event);
            }
        };
    }

    private void onEvent(SipLegEvent event) {
        switch (event) {
            case SipLegEvent.Provisional p -> {
                if (p.status() == 180 || p.status() == 183) {
                    tell(new LegEvent.Ringing());
                }
                p.sdp().ifPresent(this::heardEarly);
            }
            case SipLegEvent.Tried t -> tell(new LegEvent.Tried(t.trunk(), t.target(), t.status(), t.sentence()));
            case SipLegEvent.Answered a -> answered(a.sdp());
            default -> onDialog(event);
        }
    }

    /** Of several branches of a fork the latest is heard. */
    private void heardEarly(String sdp) {
        if (!isUp()) {
            negotiation().early(sdp).ifPresent(audio -> {
                earlySdp = Optional.of(sdp);
                early(audio);
            });
        }
    }

    @Override
    final boolean isRinging() {
        return ringing;
    }

    private void answered(Optional<String> inFinal) {
        // a reliable 1xx may have brought the answer, and the 2xx then brings none: RFC 3262 §5
        Optional<String> sdp = inFinal.or(() -> earlySdp);
        ringing = false;
        if (sdp.isEmpty()) {
            hangUpFailed("The phone answered without a session description.");
            return;
        }
        switch (negotiation().complete(sdp.get())) {
            case Negotiation.Agreed a -> agreed(a.audio());
            case Negotiation.NotAgreed n -> hangUpFailed("The phone answered with something else: " + n.why());
        }
    }
}
