package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Digit;
import org.helpline.core.Personal;
import org.helpline.interaction.Consultation.Effect;
import org.helpline.interaction.Consultation.State;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Whom the agent's desk has beside the caller: carries out what {@link Consultation} decides on phones, at desks and towards
 * the ACD. A phone's own transfers are {@link PhoneTransfers}'; one of the two at a time. Confined to the call's loop.
 */
final class ConsultPart {

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final Guests guests;
    private State state = new State.None();
    private @Nullable Other other;

    ConsultPart(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
        this.guests = new Guests(call, house);
    }

    /**
     * Who is asked for.
     *
     * @param from who asks; {@code next} who is rung
     * @param to as the record names them; {@code name} as people do
     */
    private record Other(
            AgentPart from, AgentPart next, AgentId by, Reach reach, String to, String name, ConsultSound sound) {}

    // ---- what the desk asks

    /**
     * An agent who has the caller asks for somebody.
     *
     * @param forGood who answers has the caller at once
     * @return why not; empty: they are being rung
     */
    Optional<String> start(AgentId by, Reach reach, boolean forGood) {
        if (isTogether() && !forGood) {
            return invite(by, reach);
        }
        if (isOn() || call.phoneTransfers().next().isPresent()) {
            return Optional.of("You have somebody rung already; cancel that first.");
        }
        AgentPart from = call.agent();
        AgentPart next = call.parts().another();
        String to = written(reach);
        other = new Other(from, next, by, reach, to, name(reach), new ConsultSound(house, call, from, next));
        call.tell(new CallFact.Consults(by, new Personal(to), forGood));
        call.handovers().transferred(by); // the pop of whoever is rung says from whom
        on(new Consultation.Event.Start(forGood));
        return Optional.empty();
    }

    /** All hear each other, and one more is to. */
    private Optional<String> invite(AgentId by, Reach reach) {
        Guests.Guest guest = new Guests.Guest(call.parts().another(), by, reach, written(reach), name(reach));
        Optional<String> refusal = guests.invite(guest);
        if (refusal.isEmpty()) {
            showConference();
            ring(reach, guest.part());
        }
        return refusal;
    }

    private static String written(Reach reach) {
        return switch (reach) {
            case Reach.Agent a -> a.agent().value();
            case Reach.Phone p -> p.extension();
            case Reach.Outside o -> o.number();
            case Reach.Queue q -> q.queue().value();
            case Reach.Script s -> s.script();
        };
    }

    private String name(Reach reach) {
        return reach instanceof Reach.Agent a ? house.agentName(a.agent()) : written(reach);
    }

    /** The agent turns to whoever waits; why not, if they cannot. */
    Optional<String> swap() {
        return guests.areNone()
                ? talked(new Consultation.Event.Swap())
                : Optional.of("There are others with you: nobody can be spoken with alone until they have left.");
    }

    /** All three hear each other; why not, if they cannot. */
    Optional<String> joinAll() {
        Other o = other;
        if (o == null || !areTalking()) {
            return nobody();
        }
        return o.sound().canJoin(caller)
                ? done(new Consultation.Event.Join())
                : Optional.of("The three of you cannot be joined: swap, complete or cancel.");
    }

    /** The agent gives the caller to the other; why not, if they cannot. */
    Optional<String> complete() {
        return isOn() ? done(new Consultation.Event.Complete()) : nobody();
    }

    /** The agent does without the other; why not, if they cannot. */
    Optional<String> cancel() {
        if (guests.stopRinging() || guests.hangUpLast()) {
            showConference();
            call.settle();
            return Optional.empty();
        }
        return isOn() ? done(new Consultation.Event.Cancel()) : nobody();
    }

    private Optional<String> talked(Consultation.Event event) {
        return areTalking() ? done(event) : nobody();
    }

    private Optional<String> done(Consultation.Event event) {
        on(event);
        call.settle();
        return Optional.empty();
    }

    private static Optional<String> nobody() {
        return Optional.of("You have nobody else on the line.");
    }

    // ---- what others ask

    /** Whether somebody is rung, or there, beside the caller. */
    boolean isOn() {
        return !(state instanceof State.None);
    }

    /** Who is rung; empty if nobody is. */
    Optional<AgentPart> rung() {
        return state instanceof State.Ringing ? next() : guests.rung();
    }

    /** Who is in a conference beside caller, agent and {@link #next}. */
    Guests guests() {
        return guests;
    }

    /** All who are rung, or there, beside the caller and their agent. */
    Stream<AgentPart> others() {
        return Stream.concat(next().stream(), guests.parts());
    }

    /** Who is rung, or there. */
    Optional<AgentPart> next() {
        return Optional.ofNullable(other).map(Other::next);
    }

    /** Whether the agent speaks with the other, and not with the caller. */
    Optional<Leg> privately() {
        return state instanceof State.Private ? next().flatMap(AgentPart::talkingLeg) : Optional.empty();
    }

    /** A key of the phone of {@code part}: whether it is no matter of the caller's. */
    boolean takesKey(AgentPart part, Digit digit, String via) {
        Other o = other;
        if (o == null || (part == o.from() && state instanceof State.WithCaller)) {
            return false;
        }
        if (isTogether()) {
            Stream.concat(Stream.of(o.from()), others()).filter(p -> p != part).forEach(p -> pass(p, digit, via));
            return false; // the caller's too
        }
        if (part == o.from()) {
            privately().ifPresent(l -> l.relayDigit(digit, via));
            return !(state instanceof State.Ringing);
        }
        return part == o.next();
    }

    private static void pass(AgentPart to, Digit digit, String via) {
        to.talkingLeg().ifPresent(l -> l.relayDigit(digit, via));
    }

    /** A key of the caller's phone, which the agent has got: for the other too if all hear each other. */
    void takesCallersKey(Digit digit, String via) {
        if (isTogether()) {
            others().forEach(n -> pass(n, digit, via));
        }
    }

    /** A phone or a desk holds, or ends that ({@code on} is false): whether it is no matter of the caller's, who has others to talk with. */
    boolean holds(AgentPart part, boolean on) {
        Other o = other;
        if (o == null || (part != o.from() && others().noneMatch(part::equals))) {
            return false;
        }
        if (isTogether()) {
            o.sound().hold(part, on);
            return true;
        }
        return part == o.next() && areTalking();
    }

    /** Whether this agent's desk may say that now, beside what it may anyway. */
    boolean heeds(AgentId by, Event event) {
        return event instanceof Event.DeskHangUp && others().anyMatch(n -> n.talksWith(by));
    }

    /** Why a desk's command cannot be carried out while somebody else is there; empty: it can. */
    Optional<String> hinders(Event event) {
        boolean aboutHold = event instanceof Event.DeskHold || event instanceof Event.DeskResume;
        return aboutHold && !isTogether() && (areTalking() || isAsking())
                ? Optional.of("You have somebody else on the line: swap, complete or cancel that first.")
                : Optional.empty();
    }

    /** A command from a desk; whether it has been carried out here. */
    boolean takes(AgentId by, Event event) {
        Other o = other;
        if (o == null) {
            return false;
        }
        Optional<AgentPart> ringing = others().filter(n -> n.rings(by)).findFirst();
        if (ringing.isPresent()) {
            ringing.get().fromDesk(event);
            return true;
        }
        Optional<AgentPart> guest =
                guests.talking().filter(n -> n.talksWith(by)).findFirst();
        if (guest.isPresent()) {
            guestLeaves(guest.get());
            return true;
        }
        if (o.next().talksWith(by)) {
            otherLeaves(o, "The consultation ended at the desk");
            return true;
        }
        if (event instanceof Event.DeskTransfer) {
            giveUp(Consultation.CANCELLED);
            return false;
        }
        return event instanceof Event.DeskHangUp && hasLeft(o.from());
    }

    /** The caller is gone, or somebody else has them. */
    void giveUp(String how) {
        guests.dismissAll(how);
        on(new Consultation.Event.Over(how));
    }

    // ---- what phones and the ACD tell

    /** A phone rings: the agent who wants to ask hears it. */
    void rings(AgentPart part) {
        Other o = other;
        if (o != null && o.next() == part && isAsking()) {
            o.sound().rings();
        }
    }

    /** The phone that is rung is heard before it answers, by the agent who wants to ask. Whether it is that phone. */
    boolean heardEarly(AgentPart part, Leg phone) {
        Other o = other;
        if (o == null || o.next() != part) {
            return false;
        }
        if (isAsking()) {
            o.sound().hears(phone);
        }
        return true;
    }

    private boolean isAsking() {
        return state instanceof State.Ringing r && !r.forGood() && !r.left();
    }

    /** Somebody has answered: whether it is who was asked for. */
    boolean taken(AgentPart part) {
        if (guests.taken(part, caller)) {
            showConference();
            return true;
        }
        Other o = other;
        if (o == null || o.next() != part || !(state instanceof State.Ringing)) {
            return false;
        }
        on(new Consultation.Event.Taken());
        return true;
    }

    /** Who was rung does not come; whether it was for the desk that they were. */
    boolean notReached(Missed.Why why) {
        if (guests.notReached(why)) {
            showConference();
            return true;
        }
        if (!(state instanceof State.Ringing)) {
            return false;
        }
        on(new Consultation.Event.NotTaken(why));
        return true;
    }

    /** A phone hung up; whether that has been seen to. */
    boolean hasLeft(AgentPart part) {
        Other o = other;
        if (guestLeaves(part)) {
            return true;
        }
        if (o == null || (part != o.next() && part != o.from())) {
            return false;
        }
        if (part == o.next()) {
            boolean talked = !(state instanceof State.Ringing);
            if (talked) {
                otherLeaves(o, "They hung up");
            }
            return talked;
        }
        if (state instanceof State.Ringing r && r.left()) {
            return false;
        }
        on(new Consultation.Event.AgentLeft());
        return true;
    }

    private boolean guestLeaves(AgentPart part) {
        boolean isOne = guests.hasLeft(part);
        if (isOne) {
            showConference();
        }
        return isOne;
    }

    private void otherLeaves(Other o, String why) {
        o.sound().end();
        o.next().dismiss(why);
        on(new Consultation.Event.OtherLeft());
    }

    // ---- what the machine decides

    private void on(Consultation.Event event) {
        Consultation.Step step = Consultation.on(state, event);
        boolean changed = !step.next().equals(state);
        state = step.next();
        Other o = other;
        if (o == null) {
            return;
        }
        if (!isTogether()) {
            guests.stopRinging();
        }
        if (state instanceof State.None) {
            other = null; // what follows from the effects is no matter of it any more
        }
        if (changed) {
            show(o); // before the facts that desks wake up on
        }
        step.effects().forEach(e -> carryOut(o, e));
        if (changed && isTogether()) {
            call.tell(new CallFact.AllTogether(o.by(), new Personal(o.to())));
        } else if (changed && areTalking()) {
            call.tell(new CallFact.Consulted(o.by(), new Personal(o.to()), state instanceof State.WithCaller));
        }
        if (changed && state instanceof State.None && call.agent().isTalking() && !call.isEnding()) {
            guests.takeFirst().ifPresent(this::goesOn);
        }
    }

    /** Of a conference somebody has left whom it stood on, the agent or who was asked first: the guest who came first takes that place. */
    private void goesOn(Guests.Guest guest) {
        AgentPart from = call.agent();
        AgentId by = from.agentTalking().orElse(guest.by());
        Other o = new Other(
                from,
                guest.part(),
                by,
                guest.reach(),
                guest.to(),
                guest.name(),
                new ConsultSound(house, call, from, guest.part()));
        other = o;
        state = new State.Together();
        o.sound().together(caller);
        show(o);
        call.tell(new CallFact.AllTogether(by, new Personal(o.to())));
    }

    private void carryOut(Other o, Effect effect) {
        switch (effect) {
            case Effect.HoldCaller _ -> o.from().fromDesk(new Event.DeskHold());
            case Effect.ResumeCaller _ -> {
                o.sound().apart();
                o.from().fromDesk(new Event.DeskResume());
            }
            case Effect.Ring _ -> ring(o.reach(), o.next());
            case Effect.Talk _ -> o.sound().talk();
            case Effect.Park _ -> o.sound().park();
            case Effect.Together _ -> o.sound().together(caller);
            case Effect.Separate _ -> {
                o.sound().end();
                call.sound().apart(caller);
                call.music().again(house.holdMusic(call.queue().lastQueue()));
            }
            case Effect.TwoAgain _ -> twoAgain(o);
            case Effect.Give _ -> give(o);
            case Effect.LetAgentGo _ -> {
                o.sound().end();
                o.from().handOver();
                call.sound().apart(caller);
                call.music().again(house.holdMusic(call.queue().lastQueue()));
            }
            case Effect.HangUpOther _ -> hangUpOther(o);
            case Effect.WaitAgain _ -> {
                call.sound().apart(caller);
                call.music().stop();
                call.waitAgain();
            }
            case Effect.Ended e -> ended(o, e.how());
        }
    }

    private void ring(Reach reach, AgentPart next) {
        switch (reach) {
            case Reach.Agent a -> call.queue().pass(a.agent(), PhoneTransfers.RING);
            case Reach.Phone p -> next.ringPhone(p.extension(), PhoneTransfers.RING, true, this::notReached);
            case Reach.Outside out -> next.ringNumber(out.number(), PhoneTransfers.RING, true, this::notReached);
            case Reach.Queue _, Reach.Script _ -> throw new IllegalStateException("nobody rings there: " + reach);
        }
    }

    private void twoAgain(Other o) {
        o.sound().end();
        call.sound().apart(caller);
        if (o.from().isOnHold()) {
            call.music().again(house.holdMusic(call.queue().lastQueue()));
        } else {
            call.music().stop();
            o.from().talkingLeg().ifPresent(l -> call.sound().pair(caller, l));
        }
    }

    private void give(Other o) {
        o.sound().end();
        call.tell(new CallFact.Transferred(o.by(), o.to()));
        call.phoneTransfers().give(o.from().talker().map(_ -> o.from()), o.next());
        o.next().join();
    }

    private void hangUpOther(Other o) {
        o.sound().end();
        if (o.next().isTalking()) {
            o.next().dismiss("The consultation is over");
        } else {
            o.next().giveUp();
            if (o.reach() instanceof Reach.Agent) {
                call.queue().leave(LeaveReason.KEY);
            }
        }
    }

    private void ended(Other o, String how) {
        call.tell(new CallFact.ConsultEnded(o.by(), new Personal(o.to()), how));
        if (!how.equals(Consultation.TRANSFERRED) && !call.isEnding()) {
            o.from().talkingLeg().ifPresent(l -> call.tell(new CallFact.Bridged(l.name()))); // who has the caller
        }
    }

    // ---- what desks show

    private void showConference() {
        Other o = other;
        if (o != null) {
            show(o);
        }
    }

    private void show(Other o) {
        Instant now = house.clock().now();
        if (isTogether()) {
            guests.show(g -> Optional.of(joined(o, g.name(), now)));
        }
        house.desk().consults(o.by(), call, shown(o, now));
        if (o.reach() instanceof Reach.Agent a) {
            house.desk()
                    .consults(
                            a.agent(),
                            call,
                            isTogether()
                                    ? Optional.of(joined(o, o.name(), now))
                                    : areTalking()
                                            ? Optional.of(new DeskPort.Consult(
                                                    o.by().value(), house.agentName(o.by()), "asked", now))
                                            : Optional.empty());
        }
    }

    /** As one of those sees it who were brought in. */
    private DeskPort.Consult joined(Other o, String reader, Instant now) {
        String by = house.agentName(o.by());
        List<String> members = Stream.concat(Stream.of(by), names(o).stream().filter(n -> !n.equals(reader)))
                .toList();
        return new DeskPort.Consult(o.by().value(), by, "joined", now, members, "");
    }

    private List<String> names(Other o) {
        return Stream.concat(Stream.of(o.name()), guests.names().stream()).toList();
    }

    private boolean areTalking() {
        return state instanceof State.Private || state instanceof State.WithCaller || isTogether();
    }

    private boolean isTogether() {
        return state instanceof State.Together;
    }

    private Optional<DeskPort.Consult> shown(Other o, Instant now) {
        String phase = switch (state) {
            case State.None _ -> "";
            case State.Ringing r -> r.left() ? "" : r.forGood() ? "transfer" : "ringing";
            case State.Private _ -> "private";
            case State.WithCaller _ -> "with-caller";
            case State.Together _ -> "together";
        };
        List<String> names = names(o);
        return phase.isEmpty()
                ? Optional.empty()
                : Optional.of(new DeskPort.Consult(o.to(), names.getLast(), phase, now, names, guests.rungName()));
    }
}
