package org.helpline.call;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.helpline.config.MediaSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Personal;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipEndpoint;

/** Makes legs: the front door of this room. Call on the loop that owns the call. */
public final class Calls {

    private final MediaEngine engine;
    private final Negotiation.Terms terms;

    /** Legs on this engine; {@code random} numbers the session descriptions. */
    public Calls(MediaEngine engine, MediaSettings settings, RandomGenerator random) {
        this.engine = engine;
        this.terms = Negotiation.Terms.of(settings, random);
    }

    /** Takes an incoming call; nothing is sent until the leg is told to. */
    public CallerLeg take(IncomingCall call, LegListener listener) {
        return new InboundLeg(call, engine, terms, listener);
    }

    /**
     * Rings an agent's phone for a caller, on the caller's loop and beside its media.
     *
     * @param edge the endpoint that dials
     * @return empty when no RTP port is free
     */
    public Optional<Leg> ring(
            SipEndpoint edge,
            AgentId agent,
            AgentPhones.Phone phone,
            CallerLeg caller,
            Personal number,
            Personal name,
            LegListener listener) {
        AgentLeg leg = new AgentLeg("agent:" + agent, caller.loop(), listener);
        Optional<MediaLeg> beside = caller instanceof InboundLeg inbound
                ? Optional.ofNullable(inbound.media())
                : Optional.empty();
        Optional<MediaLeg> media =
                engine.open(caller.loop(), edge.localAddressFor(phone), beside, leg::onMedia);
        if (media.isEmpty()) {
            return Optional.empty();
        }
        leg.attach(media.get(), new Negotiation(terms, media.get().local()));
        leg.dial(edge, phone, number, name);
        return Optional.of(leg);
    }
}
