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
    private final DeskOffer offer;
    private final PhoneRinging past;
    private boolean muted;
    private final EarlySound early;

    AgentPart(LiveCall call, House house, CallerLeg caller) {
        this.early = new EarlySound(call, caller);
        this.call = call;
        this.past = new PhoneRinging(call.loop().timers());
        this.house = house;
        this.caller = caller;
        this.offer = new DeskOffer(call, house.desk());
    }

    // ---- the ACD

    void offered(AcdEvent.Offer e) {
        if (state instanceof State.Alone || state instanceof State.Parted) {
            offer.begin(e);
        }
        step(new Event.Offered(e.offer(), e.agent()));
    }

    /** There is more to show of the caller: the desk that shows the caller is told, if one does. */
    void popGrew(BiFunction<AgentId, ScreenPop, ScreenPop> grown) {
        offer.popGrew(grown);
    }

    void withdrawn(AcdEvent.Withdraw e) {
        offer.withdrawn(e);
        step(e.takenBy().isPresent() ? Event.Withdrawn.becauseTaken(e.offer()) : new Event.Withdrawn(e.offer()));
    }

    void connected(AcdEvent.Connect e) {
        offer.connected();
        step(new Event.Connected(e.offer()));
    }

    /** The ACD connected a caller who had left; it has released the agent already. */
    void connectedTooLate(AcdEvent.Connect e) {
        offer.connected();
        house.desk().wrapUp(e.agent(), call);
    }

    /** Whether this offer rings here. */
    boolean isOffered(long number) {
        return offer.isOpen(number);
    }

    /** Whether a phone rings, or was answered, that the ACD has not connected yet. */
    boolean isRungByTheAcd() {
        return !past.isPastTheAcd()
                && switch (state) {
                    case State.Ringing _, State.Taken _, State.Lost _ -> true;
                    case State.Alone _, State.Talking _, State.OnHold _, State.Parted _, State.Over _ -> false;
                };
    }

    /** Whether nobody is here, and nothing is to be heard of anybody any more. */
    boolean isIdle() {
        return !offer.isOpen()
                && (state instanceof State.Alone || state instanceof State.Parted || state instanceof State.Over);
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
        offer.shown(agent, queue);
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
            call.consult().takesCallersKey(heard.digit(), heard.via());
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

    void step(Event event) {
        Conversation.Step step = Conversation.on(state, event);
        state = step.next();
        step.effects().forEach(this::carryOut);
        call.supervisor().hasStepped(this);
    }

    private void carryOut(ConversationEffect effect) {
        switch (effect) {
            case ConversationEffect.CallPhone e -> callPhone(e.agent());
            case ConversationEffect.HangUpAgent e -> hangUp(e.why());
            case ConversationEffect.Bridge _ -> bridge();
            case ConversationEffect.Hold e -> hold(e.by());
            case ConversationEffect.Resume e -> resume(e.by());
            case ConversationEffect.HoldMusic _ when call.consult().holds(this, true) -> {}
            case ConversationEffect.BridgeAgain _ when call.consult().holds(this, false) -> {}
            case ConversationEffect.HoldMusic _ -> {
                call.sound().apart(caller);
                call.music().again(house.holdMusic(call.queue().lastQueue()));
            }
            case ConversationEffect.BridgeAgain _ -> {
                call.music().stop();
                if (!call.callback().awaitsCustomer()) {
                    leg().ifPresent(l -> call.sound().pair(caller, l));
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
        AgentEvents events = new AgentEvents(this, call, past.whose().kind() + agent);
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
        offer.accepted(number);
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
        offer.failed(number, why);
        house.acd().failed(number, why);
    }

    private void bridge() {
        early.answered();
        leg().ifPresent(call.taping()::joins);
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
            call.whereabouts().talksBy(l.callId());
            if (past.isPastTheAcd()) {
                agent().ifPresent(call.whereabouts()::isAt);
            }
            call.sound().pair(caller, l);
            call.tell(new CallFact.Bridged(l.name()));
            call.taping().joins(l);
            call.taping().talks(agent());
            if (past.isForGood() && call.consult().guests().areNone()) {
                call.joinedOutside().begin(l);
            }
        });
    }

    // ---- transfers by phone

    /** Who talks with the caller, or has them on hold; empty if nobody does. */
    Optional<AgentId> talker() {
        return isTalking() ? agent() : Optional.empty();
    }

    /** The same, if it is an agent, and not just any phone. */
    Optional<AgentId> agentTalking() {
        return isTalking() ? atDesk() : Optional.empty();
    }

    /** Somebody else has the caller: the phone is hung up and the agent released, if that has not been. */
    void handOver() {
        step(new Event.HandedOver());
    }

    /** Whoever was on the phone beside the caller is so no more. */
    void dismiss(String why) {
        step(new Event.HandedOver(why));
    }

    /** The same, and nobody else has the caller yet. */
    void leave(String why) {
        dismiss(why);
        part();
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
        call.supervisor().hasStepped(this);
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
        phones.listen(new AgentEvents(this, call, phones.legName()));
        state = new State.Talking(phones.agent());
        given.agent().ifPresent(a -> {
            ScreenPop pop = call.pop(queue, a);
            house.desk().offered(a, call, pop, Duration.ZERO);
            house.desk().talking(a, call);
            call.tell(new QueueFact.PopCompleted(queue, a, pop)); // what the desk shows is another caller's: P54
            offer.shown(a, queue);
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
                call.music().again(house.holdMusic(call.queue().lastQueue()));
            } else {
                call.sound().pair(caller, l);
            }
            call.tell(new CallFact.Bridged(l.name()));
            call.taping().talks(agent());
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
        call.sound().apart(caller);
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
    void heardEarly(String leg) {
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

    /** The sound of the phone broke off. */
    void wentSilent(LegEvent.Silent e) {
        lostByNetwork();
        hangUp(
                "No RTP came from the agent's phone",
                Explained.silent("the agent's phone", e.silence().toSeconds()));
        gone();
    }

    void lostByNetwork() {
        if (isTalking()) {
            call.secondCall().losesAgent();
        }
    }

    /** The phone sent a key, which is for the caller. */
    void pressed(LegEvent.DigitHeard heard) {
        if (!call.consult().takesKey(this, heard.digit(), heard.via()) && state instanceof State.Talking) {
            caller.relayDigit(heard.digit(), heard.via());
        }
    }
}
