package org.helpline.call;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.helpline.config.MediaSettings;
import org.helpline.config.TrunkSettings.MediaSecurity;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.SoundWatch;
import org.helpline.media.MediaEngine;
import org.helpline.media.MediaLeg;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sip.AgentPhones;
import org.helpline.sip.CallArrivals;
import org.helpline.sip.Caller;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipEndpoint;
import org.helpline.sip.SipRefusals;

/** The front door of this room: turns INVITEs into {@link CallerLeg}s and rings agents' phones. On the loop that owns the call. */
public final class Calls implements CallArrivals, SipRefusals {

    private final MediaEngine engine;
    private final Supplier<SipEndpoint> edge;
    private final Supplier<NewCalls> newCalls;
    private final Negotiation.Terms terms;
    private final Supplier<SoundSecurity> security;
    private final SoundWatch watch;

    /**
     * Joins the edge and the engine.
     *
     * @param edge the endpoint that dials; asked for only once it runs
     * @param newCalls who hears of new calls; asked for with the first one
     * @param advertised stands in session descriptions instead of the local address, where there is a NAT before us
     * @param random numbers the session descriptions
     */
    public Calls(
            MediaEngine engine,
            MediaSettings settings,
            Optional<InetAddress> advertised,
            RandomGenerator random,
            Supplier<SipEndpoint> edge,
            Supplier<NewCalls> newCalls) {
        this(
                engine,
                settings,
                () -> SoundSecurity.same(settings.security()),
                new OwnAddress(advertised),
                random,
                edge,
                newCalls);
    }

    /** The same with what is secret for each peer, {@code security} as it is in force; {@code random} makes keys too. */
    public Calls(
            MediaEngine engine,
            MediaSettings settings,
            Supplier<SoundSecurity> security,
            OwnAddress own,
            RandomGenerator random,
            Supplier<SipEndpoint> edge,
            Supplier<NewCalls> newCalls) {
        this.engine = engine;
        this.security = security;
        this.edge = edge;
        this.newCalls = newCalls;
        this.terms = Negotiation.Terms.of(settings, own, random, engine::certificates);
        this.watch = SoundWatch.NONE;
    }

    private Calls(Calls like, SoundWatch watch) {
        engine = like.engine;
        security = like.security;
        edge = like.edge;
        newCalls = like.newCalls;
        terms = like.terms;
        this.watch = watch;
    }

    /** The same whose legs tell {@code by} what RTCP tells them; on the loops of the calls. */
    public Calls watchedBy(SoundWatch by) {
        return new Calls(this, by);
    }

    @Override
    public void onInvite(IncomingCall call) {
        InboundLeg leg = new InboundLeg(call, engine, terms, security.get());
        leg.watchedBy(watch);
        newCalls.get().onCall(leg);
    }

    @Override
    public void onRefused(IncomingCall.Invite invite, int status, String explanation) {
        newCalls.get().onRefused(InboundLeg.arrival(invite), status, explanation);
    }

    /** Rings every phone of an agent for a caller, on the caller's loop and beside its media. The outcome is told later, never inside this call. */
    public AgentRing ring(AgentId agent, CallerLeg caller, AgentRing.Listener listener) {
        return ring(agent, caller, Optional.empty(), listener);
    }

    /** The same; a phone that was answered has the call only once {@code acceptance} is given by it. */
    public AgentRing ring(
            AgentId agent, CallerLeg caller, Optional<Acceptance> acceptance, AgentRing.Listener listener) {
        AgentRing ring = new AgentRing(agent, "agent:" + agent, acceptance, listener);
        return ring(ring, edge.get().phones().of(agent), caller);
    }

    /** The same for a phone that is no agent's; its leg is {@code phone:EXTENSION}. */
    public AgentRing ringPhone(String extension, CallerLeg caller, AgentRing.Listener listener) {
        AgentId id = new AgentId(extension);
        AgentRing ring = new AgentRing(id, "phone:" + extension, Optional.empty(), listener);
        return ring(ring, edge.get().phones().of(id), caller);
    }

    /** The same for a number outside, by whatever trunk may call it, unless a phone registered under it; its leg is {@code number:NUMBER}. */
    public AgentRing ringNumber(String number, CallerLeg caller, AgentRing.Listener listener) {
        AgentRing ring = new AgentRing(new AgentId(number), "number:" + number, Optional.empty(), listener);
        List<AgentPhones.Phone> here = edge.get().phones().of(new AgentId(number));
        return ring(ring, here.isEmpty() ? edge.get().outside(number).stream().toList() : here, caller);
    }

    /** Whether there is any phone that could be rung for an account, registered or in the settings. Any thread. */
    public boolean hasPhone(AgentId account) {
        return !edge.get().phones().of(account).isEmpty();
    }

    /**
     * Rings every phone of a supervisor's account who wants to be beside an agent of that call; the leg is {@code supervisor:NAME}.
     *
     * @param agent whom they want to be beside, shown as who calls; {@code text} as their name
     */
    public AgentRing ringSupervisor(
            AgentId account, AgentId agent, String text, CallerLeg caller, AgentRing.Listener listener) {
        Caller shown = new Caller(new Personal(agent.value()), new Personal(text));
        AgentRing ring = new AgentRing(account, "supervisor:" + account, Optional.empty(), listener);
        return ring(ring, edge.get().phones().of(account), caller, _ -> shown);
    }

    private AgentRing ring(AgentRing ring, List<AgentPhones.Phone> phones, CallerLeg caller) {
        return ring(ring, phones, caller, phone -> caller.arrival().caller(phone.agent()));
    }

    private AgentRing ring(
            AgentRing ring,
            List<AgentPhones.Phone> phones,
            CallerLeg caller,
            Function<AgentPhones.Phone, Caller> shown) {
        phones.forEach(phone -> dial(ring, phone, caller, shown.apply(phone)));
        if (!ring.isRinging()) {
            // phones without an RTP port for them: no fault of the agent's, who is tried again soon
            AgentRing.Failure why = phones.isEmpty() ? AgentRing.Failure.UNREACHABLE : AgentRing.Failure.BUSY;
            caller.loop().tell(() -> ring.fail(why));
        }
        return ring;
    }

    /** Whether the call says that it is from this phone, and comes from where that is registered. Its password has not been asked for. */
    public boolean isFromPhoneOf(AgentId agent, CallerLeg caller) {
        return caller instanceof InboundLeg leg
                && caller.arrival().from().value().equals(agent.value())
                && edge.get().phones().of(agent).stream()
                        .anyMatch(phone -> leg.isFrom(edge.get().remoteAddressOf(phone)));
    }

    /** A phone that has called us as if we had rung it, for {@code beside}'s caller; it is still to be answered. */
    public AgentRing taking(AgentId agent, CallerLeg phone, CallerLeg beside, AgentRing.Listener listener) {
        AgentRing ring = new AgentRing(agent, "agent:" + agent, Optional.empty(), listener);
        AgentRing.Phone member = new AgentRing.Phone();
        ring.joined(member, phone);
        phone.beside(beside);
        phone.listen(ring.joining(member));
        return ring;
    }

    /**
     * A phone that has called us answers in the place of one that rings: the others stop. What comes of it is told to the ring's listener.
     *
     * @return why it could not; it is refused then, and the others ring on
     */
    public Optional<CallerLeg.Refusal> pickUp(AgentRing ring, CallerLeg phone, CallerLeg beside) {
        AgentRing.Phone member = new AgentRing.Phone();
        ring.joined(member, phone);
        phone.beside(beside);
        phone.listen(ring.joining(member));
        Optional<CallerLeg.Refusal> refusal = phone.answer();
        refusal.ifPresent(_ -> ring.left(member));
        return refusal;
    }

    /** Whether the sound of both is where it can be bridged; on their loop. */
    public boolean areBeside(Leg one, Leg other) {
        return one instanceof Line a
                && other instanceof Line b
                && a.media() != null
                && b.media() != null
                && engine.areBeside(a.media(), b.media());
    }

    /** Room for these to hear each other; empty: they are not all where they could. On their loop. */
    public Optional<Mix> mix(Leg first, List<Leg> others) {
        return first instanceof Line line
                        && line.media() != null
                        && others.stream().allMatch(other -> areBeside(first, other))
                ? Optional.of(new Mix(engine.mix(line.media())))
                : Optional.empty();
    }

    /**
     * Brings the sound of somebody on the phone to a caller, who may be on another loop. On the ring's loop.
     *
     * @param done whether it is there, told on the ring's loop; if not, all is as it was. {@link #elsewhere} is then to follow at once
     */
    public void bring(AgentRing ring, Beside caller, Consumer<Boolean> done) {
        if (ring.leg().orElse(null) instanceof Line line) {
            line.bringBeside(engine, caller.sound, brought -> done.accept(brought.isPresent()));
        } else {
            done.accept(false);
        }
    }

    /**
     * Somebody who has been brought to a caller, as that caller's call has them: to be handed to its loop, if that is another one. On the ring's loop; this
     * ring is of no use any more.
     *
     * @return empty if they have gone meanwhile
     */
    public Optional<AgentRing> elsewhere(AgentRing ring, Beside caller) {
        if (ring.leg().filter(leg -> leg.loop() == caller.home).isPresent()) {
            return Optional.of(ring);
        }
        return ring.leg().orElse(null) instanceof Line line && line.isUp() && line.media() != null
                ? Optional.of(AgentRing.talking(
                        ring.agent(), ring.legName(), new ElsewhereLeg(line, line.media(), caller.home)))
                : Optional.empty();
    }

    /** The loops that calls may live on. */
    public List<Loop> loops() {
        return edge.get().loops();
    }

    /** Whether a customer could be called now, as {@link #customer} would: the trunks' rules are asked too. Any thread. */
    public boolean canReach(Optional<String> contact, String number) {
        SipEndpoint sip = edge.get();
        return !sip.phones().of(new AgentId(number)).isEmpty()
                || contact.map(sip::phoneAt)
                        .orElseGet(() -> sip.outside(number))
                        .filter(sip::mayCall)
                        .isPresent();
    }

    /**
     * Makes ready to call a customer; nothing is sent before {@link CustomerLeg#dial}. On {@code loop}, one of {@link #loops}.
     *
     * @param contact where to send the call if no phone is registered under the number; empty: a trunk that may call it
     * @param arrival the customer as if they called; {@code dialled} of it is the number that their phone shows
     * @return empty if no phone can be reached, or no RTP port is free
     */
    public Optional<CustomerLeg> customer(Loop loop, Optional<String> contact, Arrival arrival) {
        SipEndpoint sip = edge.get();
        Optional<AgentPhones.Phone> phone = sip
                .phones()
                .of(new AgentId(arrival.from().value()))
                .stream()
                .findFirst()
                .or(() -> contact.isPresent()
                        ? contact.flatMap(sip::phoneAt)
                        : sip.outside(arrival.from().value()));
        return phone.flatMap(p -> {
            OutboundLeg leg = new OutboundLeg(loop, sip, p, arrival);
            leg.watchedBy(watch);
            return engine.open(loop, sip.localAddressFor(p), Optional.empty(), leg::onMedia)
                    .map(media -> {
                        leg.attach(media, sip.remoteAddressOf(p));
                        return leg.ready(negotiations(leg, media, p, Optional::empty));
                    });
        });
    }

    /**
     * The rule of whoever is tried, as it is in force then; a trunk may be faced by another address of ours than the one before it.
     *
     * @param hearer what the one agreed to who will hear it: that codec is offered before all else, so that nothing need be transcoded
     */
    private AgentLeg.Negotiations negotiations(
            AgentLeg leg, MediaLeg opened, AgentPhones.Phone phone, Supplier<Optional<NegotiatedAudio>> hearer) {
        return (peer, trunk) -> {
            if (trunk.isPresent() && !leg.isFor(peer)) {
                leg.faces(engine, peer, edge.get().localAddressFacing(peer));
            }
            MediaLeg sound = leg.media();
            SoundSecurity now = security.get();
            MediaSecurity rule =
                    trunk.map(t -> now.byTrunk(phone.agent(), t.media())).orElseGet(() -> now.ofPhone(phone.agent()));
            boolean browser = trunk.isEmpty() && phone.route().isBrowser();
            return new Negotiation(
                    terms.besides(hearer.get()), (sound == null ? opened : sound).local(), peer, rule, browser);
        };
    }

    private void dial(AgentRing ring, AgentPhones.Phone phone, CallerLeg caller, Caller shown) {
        AgentRing.Phone member = new AgentRing.Phone();
        AgentLeg leg = new AgentLeg(ring.legName(), caller.loop(), ring.joining(member));
        leg.watchedBy(watch);
        Optional<PhoneLeg> line = caller instanceof PhoneLeg phoneLeg ? Optional.of(phoneLeg) : Optional.empty();
        Optional<MediaLeg> beside = line.flatMap(PhoneLeg::besides);
        engine.open(caller.loop(), edge.get().localAddressFor(phone), beside, leg::onMedia)
                .ifPresent(media -> {
                    leg.attach(media, edge.get().remoteAddressOf(phone));
                    ring.joined(member, leg);
                    Supplier<Optional<NegotiatedAudio>> agreed = () -> line.flatMap(PhoneLeg::audio);
                    leg.dial(edge.get(), phone, shown, negotiations(leg, media, phone, agreed));
                });
    }
}
