package org.helpline.call;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
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
    private final SoundSecurity security;

    /** Whether whoever calls has shown that they hear us where they say they are. */
    private boolean proven;

    InboundLeg(IncomingCall call, MediaEngine engine, Negotiation.Terms terms, SoundSecurity security) {
        super("caller", call.loop(), event -> {}); // until somebody listens
        this.call = call;
        this.engine = engine;
        this.terms = terms;
        this.security = security;
        this.proven = !call.invite().source().startsWith("udp ");
        call.listen(this::onDialog);
    }

    @Override
    SipLeg sip() {
        return call;
    }

    @Override
    public Arrival arrival() {
        return arrival(call.invite());
    }

    static Arrival arrival(IncomingCall.Invite i) {
        return new Arrival(
                i.from(),
                i.fromName(),
                i.dialled(),
                i.callId(),
                i.source(),
                i.userAgent(),
                i.trunk(),
                i.sentFrom(),
                i.sentDialled(),
                i.divertedBy(),
                i.withheld());
    }

    @Override
    public Optional<Replacement> replaces() {
        return call.replaced().map(Replacement::new);
    }

    @Override
    public void authenticate(Optional<Loop> beside, Consumer<AgentId> known) {
        call.authenticate(
                beside,
                who -> who.ifPresentOrElse(
                        name -> {
                            proven = true; // the challenge was answered
                            known.accept(new AgentId(name));
                        },
                        this::dispose));
    }

    /** Whether the INVITE came from that host. */
    boolean isFrom(InetAddress host) {
        return call.invite().remoteAddress().equals(host);
    }

    @Override
    public void beside(Leg other) {
        if (other instanceof PhoneLeg phone) {
            neighbour(phone);
        }
    }

    @Override
    public boolean sendOn(String number) {
        return isUp() && call.refer(number);
    }

    @Override
    public void ring() {
        if (!isOver() && !isUp()) {
            call.ring(180, Optional.empty());
        }
    }

    @Override
    public Optional<Refusal> answer() {
        if (isOver()) {
            return Optional.empty(); // cancelled meanwhile, and told so
        }
        Optional<MediaLeg> opened = engine.open(loop(), call.invite().localAddress(), besides(), this::onMedia);
        if (opened.isEmpty()) {
            refuse(503, "Service Unavailable", MEDIA_FULL_RETRY_SECONDS);
            return Optional.of(new Refusal(503, "No RTP port is free: widen media.ports or lower sip.max-calls."));
        }
        Negotiation negotiation = new Negotiation(
                terms,
                opened.get().local(),
                call.invite().remoteAddress(),
                security.ofArrival(call.invite().trunk()));
        attach(opened.get(), call.invite().remoteAddress());
        negotiates(negotiation);
        Optional<String> offer = call.invite().offer();
        if (offer.isEmpty()) {
            call.answer(negotiation.offer()); // delayed offer: the answer comes in the ACK, RFC 3261 §13.3.1.4
            return Optional.empty();
        }
        return switch (negotiation.answer(offer.get())) {
            case Negotiation.Agreed a -> {
                call.answer(a.sdp());
                if (proven) {
                    agreed(a.audio());
                } else {
                    agreedOnceHeard(a.audio());
                }
                yield Optional.empty();
            }
            case Negotiation.NotAgreed n -> {
                call.notAcceptable(n.toPeer());
                dispose();
                yield Optional.of(new Refusal(488, "The session was not acceptable: " + n.why() + "."));
            }
        };
    }

    @Override
    public void refuse(int status, String phrase, int retryAfterSeconds) {
        if (!isOver()) {
            call.refuse(status, phrase, retryAfterSeconds);
            dispose();
        }
    }
}
