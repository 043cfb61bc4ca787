package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.AcdEvent;
import org.helpline.call.AgentRing;
import org.helpline.call.CallerLeg;
import org.helpline.call.Explained;
import org.helpline.call.Leg;
import org.helpline.call.LegEvent;
import org.helpline.call.Replacement;
import org.helpline.call.Sounds.Sound;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.interaction.Conversation.Event;
import org.helpline.interaction.Conversation.State;
import org.helpline.ivr.model.Missed;
import org.jspecify.annotations.Nullable;

/**
 * The agents of one call: carries out what {@link Conversation} decides on phones, on the desk and towards the ACD.
 * Confined to the call's loop.
 */
final class AgentPart {

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final List<AgentRing> rings = new ArrayList<>();
    private State state = new State.Alone();
    private @Nullable AgentRing ring;
    private AcdEvent.@Nullable Offer offer;
    private boolean offerIsOpen;
    private final PhoneRinging past;
    private boolean muted;
    private final EarlySound early;

    AgentPart(LiveCall call, House house, CallerLeg caller) {
        this.early = new EarlySound(call, caller);
        this.call = call;
        this.past = new PhoneRinging(call.loop().timers());
        this.house = house;
        this.caller = caller;
    }

    // ---- the ACD

    void offered(AcdEvent.Offer e) {
        if (state instanceof State.Alone || state instanceof State.Parted) {
            ScreenPop pop = call.pop(e.queue(), e.agent());
            offer = e;
            offerIsOpen = true;
            house.desk().offered(e.agent(), call, pop, e.waited()); // before the fact that desks wake up on
            call.tell(new QueueFact.Offered(e.queue(), e.agent(), e.offer(), e.waited(), pop));
        }
        step(new Event.Offered(e.offer(), e.agent()));
    }

    /** There is more to show of the caller: the desk that shows the caller is told, if one does. */
    void popGrew(BiFunction<AgentId, ScreenPop, ScreenPop> grown) {
        if (offer != null) {
            AcdEvent.Offer o = offer;
            house.desk()
                    .completed(o.agent(), call, pop -> grown.apply(o.agent(), pop))
                    .ifPresent(pop -> call.tell(new QueueFact.PopCompleted(o.queue(), o.agent(), pop)));
        }
    }

    void withdrawn(AcdEvent.Withdraw e) {
        if (isOpen(e.offer())) {
            endOffer(e.why().equals("no answer") ? e.why() : "withdrawn: " + e.why());
        }
        step(new Event.Withdrawn(e.offer()));
    }

    void connected(AcdEvent.Connect e) {
        offerIsOpen = false;
        step(new Event.Connected(e.offer()));
    }

    /** The ACD connected a caller who had left; it has released the agent already. */
    void connectedTooLate(AcdEvent.Connect e) {
        offerIsOpen = false;
        house.desk().wrapUp(e.agent(), call);
    }

    /** Whether this offer rings here. */
    boolean isOffered(long number) {
        return isOpen(number);
    }

    private boolean isOpen(long number) {
        return offerIsOpen && offer != null && offer.offer() == number;
    }

    private void endOffer(String why) {
        if (offer != null) {
            offerIsOpen = false;
            house.desk().offerEnded(offer.agent(), call);
            call.tell(new QueueFact.OfferEnded(offer.queue(), offer.agent(), offer.offer(), why));
        }
    }

    // ---- a phone that is no agent's: the ACD knows nothing of it

    /** Rings it once. {@code forGood}: nothing else is for the caller, so that their trunk may join them itself. */
    void ringPhone(String extension, Duration ring, boolean forGood, Consumer<Missed.Why> missed) {
        ringOnce(PhoneRinging.Whose.PHONE, extension, ring, forGood, missed);
    }

    /** The same with a phone outside. */
    void ringNumber(String number, Duration ring, boolean forGood, Consumer<Missed.Why> missed) {
        ringOnce(PhoneRinging.Whose.OUTSIDE, number, ring, forGood, missed);
    }

    private void ringOnce(
            PhoneRinging.Whose whose, String extension, Duration ring, boolean forGood, Consumer<Missed.Why> missed) {
        step(new Event.Offered(
                past.begin(whose, ring, forGood, missed, this::phoneRingsInVain), new AgentId(extension)));
    }

    /** The agent's desk shows a call that they make; before it is told. */
    void showOwn(AgentId agent, QueueName queue) {
        offer = new AcdEvent.Offer(0, call.id(), queue, agent, Duration.ZERO, Duration.ZERO); // for what the pop learns
        house.desk().dials(agent, call, call.pop(queue, agent));
    }

    /** Rings the agent's own phone for it, which the ACD knows of and has not offered. */
    void ringOwn(AgentId agent, Duration ring, Consumer<Missed.Why> missed) {
        ringOnce(PhoneRinging.Whose.AGENT, agent.value(), ring, false, missed);
    }

    /** Whether a phone past the ACD is being rung. */
    boolean isRingingPhone() {
        return past.isPastTheAcd() && state instanceof State.Ringing;
    }

    private void phoneRingsInVain(long offer) {
        if (past.is(offer) && state instanceof State.Ringing) {
            step(new Event.Withdrawn(offer));
            phoneMissed(Missed.Why.NO_ANSWER);
        }
    }

    private void phoneMissed(Missed.Why why) {
        early.end();
        past.missed(why);
    }

    // ---- what the call asks

    /** A command of the agent who has this call. */
    void fromDesk(Event event) {
        step(event);
    }

    void callerGone() {
        past.stopTimer();
        step(new Event.CallerGone());
    }

    void leftQueue() {
        step(new Event.LeftQueue());
    }

    /** The script has the caller again and more to say than goodbye. */
    void scriptWentOn() {
        step(new Event.ScriptWentOn());
    }

    /** Whether the agent hung up and the script has nothing to say to the caller but goodbye. */
    boolean hasHungUp() {
        return state instanceof State.Parted;
    }

    /** Passes on the caller's key to the agent; false if nobody talks with the caller. */
    boolean takesKey(LegEvent.DigitHeard heard) {
        if (state instanceof State.Talking) {
            leg().ifPresent(l -> l.relayDigit(heard.digit(), heard.via()));
        }
        return state instanceof State.Talking || state instanceof State.OnHold;
    }

    /** Whether the agent is in conversation with this call, on hold included. */
    boolean talksWith(AgentId agent) {
        return switch (state) {
            case State.Talking t -> t.agent().equals(agent);
            case State.OnHold h -> h.agent().equals(agent);
            case State.Alone _, State.Ringing _, State.Taken _, State.Lost _, State.Parted _, State.Over _ -> false;
        };
    }

    /** Whether the agent's phone rings for this call. */
    boolean rings(AgentId agent) {
        return state instanceof State.Ringing r && r.agent().equals(agent);
    }

    /** Whether an agent has the caller, so that keys are theirs. */
    boolean isTalking() {
        return state instanceof State.Talking || state instanceof State.OnHold;
    }

    /** Whether all phones' media have reported their end. */
    boolean isSettled() {
        rings.removeIf(r -> r.openMedia() == 0);
        return rings.isEmpty();
    }

    // ---- what the machine decides

    private void step(Event event) {
        Conversation.Step step = Conversation.on(state, event);
        state = step.next();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(ConversationEffect effect) {
        switch (effect) {
            case ConversationEffect.CallPhone e -> callPhone(e.agent());
            case ConversationEffect.HangUpAgent e -> hangUp(e.why());
            case ConversationEffect.Bridge _ -> bridge();
            case ConversationEffect.Hold e -> hold(e.by());
            case ConversationEffect.Resume e -> resume(e.by());
            case ConversationEffect.HoldMusic _ -> {
                caller.unbridge();
                call.music().start(house.holdMusic(call.queue().lastQueue()));
            }
            case ConversationEffect.BridgeAgain _ -> {
                call.music().stop();
                if (!call.callback().awaitsCustomer()) {
                    leg().ifPresent(caller::bridge);
                }
            }
            case ConversationEffect.TellAccepted e -> accepted(e.offer());
            case ConversationEffect.TellFailed e -> failed(e.offer(), e.why());
            case ConversationEffect.TellReleased _ when past.isPastTheAcd() -> past.forget();
            case ConversationEffect.TellReleased _ -> {
                agent().ifPresent(a -> house.desk().wrapUp(a, call)); // before the ACD may clear it
                call.released(this);
            }
            case ConversationEffect.LeaveQueue _ -> call.queue().leave(LeaveReason.ABANDONED);
            case ConversationEffect.JoinAgain _ -> call.joinAgain(this);
            case ConversationEffect.ScriptGoesOn _ -> {
                part();
                call.agentLeft();
            }
            case ConversationEffect.GoTo e -> {
                part();
                agent().ifPresent(a -> call.goTo(a, e.target()));
            }
        }
    }

    private void callPhone(AgentId agent) {
        AgentEvents events = new AgentEvents(this, past.whose().kind() + agent);
        AgentRing phones = switch (past.whose()) {
            case OUTSIDE -> house.calls().ringNumber(agent.value(), caller, events);
            case PHONE -> house.calls().ringPhone(agent.value(), caller, events);
            case AGENT -> house.calls().ring(agent, caller, house.acceptance(agent), events);
        };
        ring = phones;
        rings.add(phones);
    }

    private void hangUp(String why) {
        hangUp(why, why + ".");
    }

    private void hangUp(String toPhone, String toRecord) {
        if (ring != null && !ring.isOver()) {
            ring.hangUp(toPhone);
            call.tell(new CallFact.LegEnded(ring.legName(), "server", toRecord));
        }
    }

    private void accepted(long number) {
        if (past.is(number)) {
            past.stopTimer();
            step(new Event.Connected(number)); // nobody else has to agree
            return;
        }
        if (offer != null) {
            call.tell(new QueueFact.OfferAccepted(offer.queue(), offer.agent(), number));
        }
        house.acd().accepted(number);
    }

    private void failed(long number, OfferFailure why) {
        if (past.is(number)) {
            phoneMissed(
                    switch (why) {
                        case NO_ANSWER -> Missed.Why.NO_ANSWER;
                        case DECLINED, BUSY -> Missed.Why.BUSY;
                        case UNREACHABLE -> Missed.Why.NOT_THERE;
                    });
            return;
        }
        if (isOpen(number)) {
            endOffer(words(why));
        }
        house.acd().failed(number, why);
    }

    private static String words(OfferFailure why) {
        return switch (why) {
            case NO_ANSWER -> "no answer";
            case DECLINED -> "declined";
            case BUSY -> "busy";
            case UNREACHABLE -> "unreachable";
        };
    }

    private void bridge() {
        early.answered();
        atDesk().ifPresent(a -> house.desk().talking(a, call));
        if (call.consult().taken(this)) {
            return;
        }
        if (call.phoneTransfers().taken(this)) {
            join();
            return;
        }
        if (call.callback().awaitsCustomer()) {
            if (call.callback().isDialled()) {
                atDesk().ifPresent(a -> house.desk().calling(a, call));
            }
            call.callback().callCustomer();
            return;
        }
        leg().ifPresent(l -> call.inside().ifPresent(i -> i.answer(l)));
        if (!(state instanceof State.Over)) { // it could not be answered
            call.served();
            join();
        }
    }

    /** Caller and whoever answered hear each other. */
    void join() {
        leg().ifPresent(l -> {
            call.talksBy(l.callId());
            if (past.isPastTheAcd()) {
                agent().ifPresent(call::isAt);
            }
            caller.bridge(l);
            call.tell(new CallFact.Bridged(l.name()));
            if (past.isForGood()) {
                call.joinedOutside().begin(l);
            }
        });
    }

    // ---- transfers by phone

    /** Who talks with the caller, or has them on hold; empty if nobody does. */
    Optional<AgentId> talker() {
        return isTalking() ? agent() : Optional.empty();
    }

    /** Somebody else has the caller: the phone is hung up and the agent released, if that has not been. */
    void handOver() {
        step(new Event.HandedOver());
    }

    /** Whoever was on the phone beside the caller is so no more. */
    void dismiss(String why) {
        step(new Event.HandedOver(why));
    }

    /** Nobody hears what the phone says, or they do again; not told twice. */
    void mute(boolean on) {
        if (muted != on) {
            muted = on;
            talkingLeg().ifPresent(l -> {
                l.mute(on);
                atDesk().ifPresent(a -> house.desk().muted(a, call, on));
                call.tell(new CallFact.Muted(l.name(), on));
            });
        }
    }

    /** Whether whoever has the caller does not hear them. */
    boolean isOnHold() {
        return state instanceof State.OnHold;
    }

    /** Nobody is to be rung any more. */
    void giveUp() {
        past.stopTimer();
        step(new Event.LeftQueue());
        past.forget();
    }

    /**
     * Somebody on the phone, to be given to another call.
     *
     * @param agent empty for a phone that is no agent's
     */
    record Given(AgentRing phone, Optional<AgentId> agent, boolean onHold) {

        /** As the record names them. */
        String name() {
            return phone.agent().value();
        }
    }

    /** Whether that is whom somebody wants to take the place of, who has the caller. */
    boolean isMeant(Replacement wanted) {
        return isTalking() && leg().filter(wanted::names).isPresent();
    }

    /** The leg that talks with the caller, or has them on hold. */
    Optional<Leg> talkingLeg() {
        return isTalking() ? leg() : Optional.empty();
    }

    /** Who is rung, if a phone of theirs is whom somebody wants to take the place of. */
    Optional<AgentRing> rung(Replacement wanted) {
        return state instanceof State.Ringing
                ? Optional.ofNullable(ring).filter(r -> r.ringing(wanted).isPresent())
                : Optional.empty();
    }

    /** Whoever talks here, and may be given away. */
    Optional<AgentRing> givable() {
        return isTalking() ? Optional.ofNullable(ring).filter(r -> !r.isOver()) : Optional.empty();
    }

    /** Gives away whoever talks here; empty if nobody does. From now on this call knows nothing of them. */
    Optional<Given> give() {
        AgentRing phones = ring;
        if (phones == null || phones.isOver() || !isTalking()) {
            return Optional.empty();
        }
        mute(false);
        Given given = new Given(phones, atDesk(), state instanceof State.OnHold hold && hold.byPhone());
        part();
        rings.remove(phones);
        ring = null;
        past.forget();
        state = new State.Over();
        return Optional.of(given);
    }

    /** Takes somebody over who talked in another call: they have the caller now. */
    void takeOver(Given given, QueueName queue) {
        AgentRing phones = given.phone();
        ring = phones;
        rings.add(phones);
        if (given.agent().isEmpty()) {
            past.adopt();
        }
        phones.listen(new AgentEvents(this, phones.legName()));
        state = new State.Talking(phones.agent());
        given.agent().ifPresent(a -> {
            ScreenPop pop = call.pop(queue, a);
            house.desk().offered(a, call, pop, Duration.ZERO);
            house.desk().talking(a, call);
            call.tell(new QueueFact.PopCompleted(queue, a, pop)); // what the desk shows is another caller's: P54
            offer = new AcdEvent.Offer(0, call.id(), queue, a, Duration.ZERO, Duration.ZERO);
        });
        join();
        if (given.onHold()) {
            step(new Event.PhoneHold());
        }
    }
    /** The phone of a call-back's customer rings while the agent waits for them. */
    void hearsRinging(Sound tone) {
        if (call.callback().awaitsCustomer()) {
            early.ringing(leg(), tone);
        }
    }

    /** The network of a call-back's customer speaks to the agent who waits for them. */
    void hearsCustomer(Leg customer) {
        if (call.callback().awaitsCustomer()) {
            early.toAgent(leg(), customer);
        }
    }

    /** The customer of a call-back is there: they hear each other, or the customer hears music until the agent takes them back. */
    void customerAnswered() {
        call.served();
        early.answered();
        atDesk().filter(_ -> call.callback().isDialled())
                .ifPresent(a -> house.desk().talking(a, call));
        leg().ifPresent(l -> {
            l.stopMusic();
            if (state instanceof State.OnHold) {
                call.music().start(house.holdMusic(call.queue().lastQueue()));
            } else {
                caller.bridge(l);
            }
            call.tell(new CallFact.Bridged(l.name()));
        });
    }

    private void hold(HoldBy by) {
        if (by == HoldBy.DESK) {
            atDesk().ifPresent(a -> house.desk().held(a, call, true));
        }
        legName().ifPresent(l -> call.tell(new CallFact.Held(l, by.word())));
    }

    private void resume(HoldBy by) {
        if (by == HoldBy.DESK) {
            atDesk().ifPresent(a -> house.desk().held(a, call, false));
        }
        legName().ifPresent(l -> call.tell(new CallFact.Resumed(l, by.word())));
    }

    private void part() {
        caller.unbridge();
        call.music().stop();
    }

    private Optional<Leg> leg() {
        return Optional.ofNullable(ring).flatMap(AgentRing::leg);
    }

    private Optional<String> legName() {
        return Optional.ofNullable(ring).map(AgentRing::legName);
    }

    /** The agent whose desk shows this call; a phone that is no agent's has none. */
    private Optional<AgentId> atDesk() {
        return past.isPastTheAcd() ? Optional.empty() : agent();
    }

    Optional<AgentId> agent() {
        return Optional.ofNullable(ring).map(AgentRing::agent);
    }

    // ---- what phones do

    /** The phones were answered, failed or hung up. */
    void onPhones(Event event) {
        if (event instanceof Event.AgentGone) {
            gone();
        } else {
            step(event);
        }
        call.settle();
    }

    private void gone() {
        Runnable end = () -> step(new Event.AgentGone());
        if (!call.consult().hasLeft(this)
                && !call.phoneTransfers().hasLeft(this)
                && !call.joinedOutside().otherHasLeft(end)) {
            end.run();
        }
    }

    /** What a phone sends before it is answered is for callers who listen to it ring; those in a queue have their music. */
    private void heardEarly(String leg) {
        if (ring != null
                && ring.early().filter(p -> call.consult().heardEarly(this, p)).isPresent()) {
            return;
        }
        if (isRingingPhone() && call.agent() == this && ring != null) {
            ring.early()
                    .filter(phone -> caller.isUp() || (call.inside().isPresent() && caller.hearsBeforeAnswer(phone)))
                    .ifPresent(phone -> early.toCaller(phone, leg));
        }
    }

    /** Whoever answered did not press the key that takes the call. */
    void notAccepted(String leg, Digit key, Duration within) {
        legFailed(
                leg,
                "server",
                "The phone was answered, but nobody pressed " + key.symbol() + " within " + within.toSeconds()
                        + " s to take the call; tell whoever has it, or change accept-key.");
    }

    /** One of the agent's phones did something. */
    void onLeg(String leg, LegEvent event) {
        switch (event) {
            case LegEvent.Ringing _ -> {
                call.tell(new CallFact.Ringing(leg));
                call.phoneTransfers().rings(this);
                call.consult().rings(this);
            }
            case LegEvent.Invited e -> {
                call.tell(new CallFact.Invited(leg, e.callId()));
                call.talksBy(e.callId());
            }
            case LegEvent.Tried e -> {
                call.tell(tried(leg, e));
                if (e.status() != 200) {
                    call.note("leg=" + leg + " " + e.sentence());
                }
            }
            case LegEvent.EarlyMedia _ -> heardEarly(leg);
            case LegEvent.Answered e -> call.tell(new CallFact.Answered(leg, e.codec(), e.rtp()));
            case LegEvent.HungUp _ -> call.tell(ended(leg));
            case LegEvent.Refused e -> legFailed(leg, "agent", Explained.refused(e.status(), e.sentence()));
            case LegEvent.Failed e -> legFailed(leg, "network", Explained.failed(e.why()));
            case LegEvent.Held _ -> step(new Event.PhoneHold());
            case LegEvent.Resumed _ -> step(new Event.PhoneResume());
            case LegEvent.MediaClosed e -> call.tell(mediaClosed(leg, e));
            case LegEvent.DigitHeard e -> digit(leg, e);
            case LegEvent.Silent e -> {
                call.tell(new CallFact.MediaSilent(leg, e.silence()));
                hangUp(
                        "No RTP came from the agent's phone",
                        Explained.silent("the agent's phone", e.silence().toSeconds()));
                gone();
            }
            case LegEvent.Referred e -> call.phoneTransfers().asked(this, e.wish());
            case LegEvent.SendOnNews e -> call.joinedOutside().heard(e);
            case LegEvent.PlayEnded _,
                    LegEvent.Recorded _ -> {} // nothing is played to agents, and they are not recorded
        }
        call.settle();
    }

    private CallFact.LegEnded ended(String leg) {
        return call.joinedOutside().isUnderWay()
                ? new CallFact.LegEnded(leg, "network", "It ended while the trunk was to join it with the caller's.")
                : new CallFact.LegEnded(leg, "agent", "The agent hung up.");
    }

    /** A phone was not reached, or lost: in the record and in the log. */
    private void legFailed(String leg, String by, String sentence) {
        call.tell(new CallFact.LegEnded(leg, by, sentence));
        call.note("leg=" + leg + " " + sentence);
    }

    private void digit(String leg, LegEvent.DigitHeard heard) {
        call.tell(new CallFact.DigitPressed(
                leg, new Personal(String.valueOf(heard.digit().symbol())), heard.via()));
        if (!call.consult().takesKey(this, heard.digit(), heard.via()) && state instanceof State.Talking) {
            caller.relayDigit(heard.digit(), heard.via());
        }
    }

    static CallFact.Tried tried(String leg, LegEvent.Tried e) {
        return new CallFact.Tried(leg, e.trunk(), e.target(), e.status(), e.sentence());
    }

    static CallFact.MediaClosed mediaClosed(String leg, LegEvent.MediaClosed e) {
        return new CallFact.MediaClosed(
                leg, e.received(), e.sent(), e.lost(), e.strangers(), e.jitterMillis(), e.sound());
    }
}
