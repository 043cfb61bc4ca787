package org.helpline.call;

import java.util.Optional;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;

/** The caller's leg: our answer to somebody's INVITE. */
final class InboundLeg extends PhoneLeg implements CallerLeg {

    private static final int MEDIA_FULL_RETRY_SECONDS = 10;

    private final IncomingCall call;
    private final MediaEngine engine;
    private final Negotiation.Terms terms;

    InboundLeg(IncomingCall call, MediaEngine engine, Negotiation.Terms terms, LegListener listener) {
        super("caller", call.loop(), listener);
        this.call = call;
        this.engine = engine;
        this.terms = terms;
        call.listen(this::onDialog);
    }

    @Override
    SipLeg sip() {
        return call;
    }

    @Override
    public IncomingCall.Invite invite() {
        return call.invite();
    }

    @Override
    public void ring() {
        call.ring(180, Optional.empty());
    }

    @Override
    public Optional<Refusal> answer() {
        Optional<MediaLeg> opened =
                engine.open(loop(), call.invite().localAddress(), Optional.empty(), this::onMedia);
        if (opened.isEmpty()) {
            return refuse(
                    503,
                    "No RTP port is free: raise media.ports or lower sip.max-calls.",
                    MEDIA_FULL_RETRY_SECONDS);
        }
        Negotiation negotiation = new Negotiation(terms, opened.get().local());
        attach(opened.get(), negotiation);
        Optional<String> offer = call.invite().offer();
        if (offer.isEmpty()) {
            call.answer(negotiation.offer()); // delayed offer: the answer comes in the ACK, RFC 3261 §13.3.1.4
            return Optional.empty();
        }
        return switch (negotiation.answer(offer.get())) {
            case Negotiation.Agreed a -> {
                call.answer(a.sdp());
                agreed(a.audio());
                yield Optional.empty();
            }
            case Negotiation.NotAgreed n -> refuse(488, n.why(), 0);
        };
    }

    private Optional<Refusal> refuse(int status, String sentence, int retryAfterSeconds) {
        call.refuse(status, status == 488 ? "Not Acceptable Here" : "Service Unavailable", retryAfterSeconds);
        hangUp(status, sentence);
        return Optional.of(new Refusal(status, sentence));
    }
}
