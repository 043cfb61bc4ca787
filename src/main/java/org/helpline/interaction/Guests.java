package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.Mix;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a conference beside the caller, the agent and the one whom the agent joined first: rung one at a time, and with all once they answer. Whether
 * there is a conference is {@link ConsultPart}'s. Confined to the call's loop.
 */
final class Guests {

    private final LiveCall call;
    private final House house;
    private final List<Guest> there = new ArrayList<>();
    private @Nullable Guest rung;

    Guests(LiveCall call, House house) {
        this.call = call;
        this.house = house;
    }

    /**
     * Who was asked to come.
     *
     * @param by who asked; {@code to} as the record names the guest, {@code name} as people do
     */
    record Guest(AgentPart part, AgentId by, Reach reach, String to, String name) {}

    // ---- what the agent asks

    /** Has somebody rung, to be with all; why not, if they cannot be. */
    Optional<String> invite(Guest guest) {
        if (rung != null) {
            return Optional.of("You have somebody rung already; cancel that first.");
        }
        if (call.sound().isFull()) {
            return Optional.of("This call has " + Mix.MOST
                    + " members, and more cannot hear each other: somebody has to hang up first.");
        }
        rung = guest;
        call.tell(new CallFact.Invites(guest.by(), new Personal(guest.to())));
        call.handovers().transferred(guest.by()); // the pop of whoever is rung says from whom
        return Optional.empty();
    }

    /** Nobody is rung any more; whether somebody was. */
    boolean stopRinging() {
        Guest guest = rung;
        if (guest == null) {
            return false;
        }
        rung = null;
        guest.part().giveUp();
        if (guest.reach() instanceof Reach.Agent) {
            call.queue().leave(LeaveReason.KEY);
        }
        over(guest, Consultation.CANCELLED);
        return true;
    }

    /** Hangs up who came last; whether anybody was there. */
    boolean hangUpLast() {
        boolean isAny = !there.isEmpty();
        if (isAny) {
            leaves(there.getLast(), "The conference goes on without them", Consultation.CANCELLED);
        }
        return isAny;
    }

    /** The conference is over. */
    void dismissAll(String how) {
        stopRinging();
        List.copyOf(there).reversed().forEach(g -> leaves(g, "The conference is over", how));
    }

    /** The one who came first is no guest any more; empty if there is none. */
    Optional<Guest> takeFirst() {
        return there.isEmpty() ? Optional.empty() : Optional.of(there.removeFirst());
    }

    // ---- what phones and desks do

    /** Somebody answered: whether it is who was rung. */
    boolean taken(AgentPart part, CallerLeg caller) {
        Guest guest = rung;
        if (guest == null || guest.part() != part) {
            return false;
        }
        rung = null;
        Optional<Leg> leg = part.talkingLeg();
        if (leg.filter(l -> call.sound().canJoin(List.of(caller, l))).isEmpty()
                || call.sound().isFull()) {
            part.dismiss("Their sound cannot be joined with the others'");
            over(guest, "not there");
            return true;
        }
        there.add(guest);
        leg.ifPresent(call.sound()::add);
        call.tell(new CallFact.AllTogether(guest.by(), new Personal(guest.to())));
        return true;
    }

    /** Who was rung does not come; whether anybody was. */
    boolean notReached(Missed.Why why) {
        Guest guest = rung;
        rung = null;
        if (guest != null) {
            over(guest, why.words());
        }
        return guest != null;
    }

    /** A guest's phone hung up, or their desk did; whether it is a guest who was there. */
    boolean hasLeft(AgentPart part) {
        Optional<Guest> guest = there.stream().filter(g -> g.part() == part).findFirst();
        guest.ifPresent(g -> leaves(g, "They left the conference", Consultation.OTHER_LEFT));
        return guest.isPresent();
    }

    private void leaves(Guest guest, String toPhone, String how) {
        there.remove(guest);
        guest.part().talkingLeg().ifPresent(call.sound()::apart);
        guest.part().dismiss(toPhone);
        over(guest, how);
    }

    private void over(Guest guest, String how) {
        showAt(guest, Optional.empty());
        call.tell(new CallFact.InviteEnded(guest.by(), new Personal(guest.to()), how));
    }

    // ---- what others ask

    boolean areNone() {
        return there.isEmpty() && rung == null;
    }

    /** Who is rung. */
    Optional<AgentPart> rung() {
        return Optional.ofNullable(rung).map(Guest::part);
    }

    /** All who are there or rung. */
    Stream<AgentPart> parts() {
        return Stream.concat(there.stream().map(Guest::part), rung().stream());
    }

    /** Those who are there. */
    Stream<AgentPart> talking() {
        return there.stream().map(Guest::part);
    }

    /** As people call those who are there. */
    List<String> names() {
        return there.stream().map(Guest::name).toList();
    }

    /** As people call who is rung; empty: nobody is. */
    String rungName() {
        return rung == null ? "" : rung.name();
    }

    /** Shows each guest's desk with whom they are. */
    void show(Function<Guest, Optional<DeskPort.Consult>> shown) {
        there.forEach(g -> showAt(g, shown.apply(g)));
    }

    private void showAt(Guest guest, Optional<DeskPort.Consult> shown) {
        if (guest.reach() instanceof Reach.Agent a) {
            house.desk().consults(a.agent(), call, shown);
        }
    }
}
