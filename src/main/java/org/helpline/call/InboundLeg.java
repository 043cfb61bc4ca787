package org.helpline.call;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.config.TrunkSettings.Srtp;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;

/** The caller's leg: our answer to somebody's INVITE. */
final class InboundLeg extends PhoneLeg implements CallerLeg {

    private static final int MEDIA_FULL_RETRY_SECONDS = 10;

    private IncomingCall call;
    private boolean hearsEarly;
    private final MediaEngine engine;
    private final Negotiation.Terms terms;
    private final SoundSecurity security;

    InboundLeg(IncomingCall call, MediaEngine engine, Negotiation.Terms terms, SoundSecurity security) {
        super("caller", call.loop(), event -> {}); // until somebody listens
        this.call = call;
        this.engine = engine;
        this.terms = terms;
        this.security = security;
        call.listen(this::onDialog);
    }

    @Override
    public Optional<Refusal> replacedBy(CallerLeg other) {
        MediaLeg sound = media();
        if (!(other instanceof InboundLeg next) || sound == null || !isUp()) {
            return CallerLeg.super.replacedBy(other);
        }
        MediaSecurity its = security.ofArrival(next.call.invite().trunk());
        MediaSecurity rule = negotiation().isEncrypted()
                ? new MediaSecurity(Srtp.REQUIRED, its.suites()) // never less than the call has been
                : its;
        Negotiation anew = new Negotiation(
                terms.besides(audioBesides()).preferring(codec()),
                sound.local(),
                next.call.invite().remoteAddress(),
                rule);
        Optional<String> offer = next.call.invite().offer();
        Optional<Negotiation.Outcome> outcome = offer.map(anew::answer);
        if (outcome.orElse(null) instanceof Negotiation.NotAgreed n) {
            next.call.notAcceptable(n.toPeer());
            next.dispose();
            return Optional.of(new Refusal(488, "The session was not acceptable: " + n.why() + "."));
        }
        call.listen(_ -> {});
        call.end(480, "Another call has taken this one's place");
        call = next.call;
        call.listen(this::onDialog);
        attach(sound, call.invite().remoteAddress());
        negotiates(anew);
        sound.awaitConfirmation(); // as with every call that comes
        if (outcome.orElse(null) instanceof Negotiation.Agreed a) {
            call.answer(a.sdp());
            agreed(a.audio());
        } else {
            call.answer(anew.offer()); // delayed offer: the answer comes in the ACK, RFC 3261 §13.3.1.4
        }
        return Optional.empty();
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
                i.withheld(),
                i.proven());
    }

    @Override
    public Optional<Replacement> replaces() {
        return call.replaced().map(Replacement::new);
    }

    @Override
    public void authenticate(Optional<Loop> beside, Consumer<AgentId> known) {
        call.authenticate(beside, who -> who.ifPresentOrElse(name -> known.accept(new AgentId(name)), this::dispose));
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
        Optional<MediaLeg> opened = opened();
        if (opened.isEmpty()) {
            refuse(503, "Service Unavailable", MEDIA_FULL_RETRY_SECONDS);
            return Optional.of(new Refusal(503, "No RTP port is free: widen media.ports or lower sip.max-calls."));
        }
        if (!hearsEarly) {
            opened.get()
                    .awaitConfirmation(); // the ACK shows that the INVITE was not forged: no sound for a third party
        }
        Negotiation negotiation = negotiation();
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
            case Negotiation.NotAgreed n -> {
                call.notAcceptable(n.toPeer());
                dispose();
                yield Optional.of(new Refusal(488, Explained.notAcceptable(n.warning(), n.why())));
            }
        };
    }

    /** Opens the sound, if that has not been; empty: there is no port for it. */
    private Optional<MediaLeg> opened() {
        if (media() != null) {
            return Optional.ofNullable(media());
        }
        Optional<MediaLeg> opened = engine.open(loop(), call.invite().localAddress(), besides(), this::onMedia);
        opened.ifPresent(sound -> {
            attach(sound, call.invite().remoteAddress());
            negotiates(new Negotiation(
                    terms.besides(audioBesides()),
                    sound.local(),
                    call.invite().remoteAddress(),
                    security.ofArrival(call.invite().trunk())));
        });
        return opened;
    }

    /** Only for who has shown a password, since no ACK has come yet. The answer will say the same once more: RFC 3261 §13.2.1. */
    @Override
    public boolean hearsBeforeAnswer(Leg other) {
        Optional<String> offer = call.invite().offer();
        if (isOver() || isUp() || offer.isEmpty()) {
            return false;
        }
        beside(other);
        if (opened().isPresent() && negotiation().answer(offer.get()) instanceof Negotiation.Agreed a) {
            hearsEarly = true;
            call.ring(183, Optional.of(a.sdp()));
            early(a.audio());
            return true;
        }
        return false;
    }

    @Override
    public void refuse(int status, String phrase, int retryAfterSeconds) {
        if (!isOver()) {
            call.refuse(status, phrase, retryAfterSeconds);
            dispose();
        }
    }
}
