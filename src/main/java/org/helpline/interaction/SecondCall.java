package org.helpline.interaction;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.acd.Acd.Ticket;
import org.helpline.core.FewMap;
import org.helpline.core.FewSet;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;

/**
 * A caller who has called before. Their call-back sleeps while they are on the phone, and they stand where it stood; who was cut off
 * and calls again soon has the old place back. Confined to the call's loop.
 */
final class SecondCall {

    private final LiveCall call;
    private final House house;
    private final Map<InteractionId, CallbackWish> asleep = new FewMap<>();
    private final Map<QueueName, OldPlace> taken = new FewMap<>();
    private Set<String> names = Set.of();
    private boolean served;
    private boolean lostAgent;

    SecondCall(LiveCall call, House house) {
        this.call = call;
        this.house = house;
    }

    /** Who has this number, by names that tell nothing of them; none where the number is withheld and nobody is known by it. */
    static Set<String> names(CustomerBook book, Personal number, List<ScreenPop.Match> matches) {
        Set<String> names = new FewSet<>();
        book.callerId(number).ifPresent(names::add);
        if (matches.size() == 1) { // a number that several share tells of nobody
            names.add("customer:" + matches.getFirst().id());
        }
        return names;
    }

    /** It is known, or known better, who the caller is. */
    void knows(Personal number, List<ScreenPop.Match> matches) {
        if (call.callback().isAttempt()) {
            return; // it is we who have called
        }
        names = names(house.customers(), number, matches);
        for (String name : names) {
            house.callbacks()
                    .promisedTo(name)
                    .filter(w -> !w.from().equals(call.id()))
                    .ifPresent(this::sleeps);
        }
    }

    private void sleeps(CallbackWish wish) {
        if (!call.isEnding() && asleep.putIfAbsent(wish.callback(), wish) == null) {
            house.acd().sleep(wish.callback(), call.id());
            call.tell(new QueueFact.CallbackAsleep(wish.queue(), wish.callback().value()));
        }
    }

    /** We have called them. */
    void is(Set<String> who) {
        names = who;
    }

    Set<String> names() {
        return names;
    }

    /** The caller joins a queue: at the old place, if there is one. */
    Ticket placed(Ticket ticket) {
        if (ticket.only().isPresent()) {
            return ticket;
        }
        Instant now = house.clock().now();
        return old(ticket.queue(), now).map(p -> p.of(ticket, now)).orElse(ticket);
    }

    private Optional<OldPlace> old(QueueName queue, Instant now) {
        return asleep.values().stream()
                .filter(w -> w.queue().equals(queue))
                .map(CallbackWish::place)
                .findFirst()
                .or(() -> cutOff(queue, now));
    }

    private Optional<OldPlace> cutOff(QueueName queue, Instant now) {
        for (String name : names) {
            house.cutOffs().take(name, queue, now).ifPresent(p -> taken.put(queue, p));
        }
        return Optional.ofNullable(taken.get(queue));
    }

    /** What the record says of it once the caller waits. */
    Optional<QueueFact.Returned> told(Ticket ticket) {
        if (ticket.only().isPresent() || ticket.waited().isZero()) {
            return Optional.empty();
        }
        boolean promised = asleep.values().stream().anyMatch(w -> w.queue().equals(ticket.queue()));
        return promised || taken.containsKey(ticket.queue())
                ? Optional.of(
                        new QueueFact.Returned(ticket.queue(), promised ? "call-back" : "cut off", ticket.waited()))
                : Optional.empty();
    }

    /** An agent talks with the caller: nobody need call them any more. */
    void served() {
        served = true;
        lostAgent = false;
        asleep.values()
                .forEach(w -> call.tell(
                        new QueueFact.CallbackOver(w.queue(), w.callback().value(), CallbackBook.CALLED_IN)));
        house.callbacks().served(names);
    }

    /** The network took away the agent who talked with the caller: whatever comes, the talk broke off. */
    void losesAgent() {
        lostAgent = true;
    }

    /** The call ends: if it is not by the caller's will, they may come back to where they stood. */
    void ends(String by, boolean waitsOrTalks) {
        boolean theirWill = !by.equals("network") && !by.equals("server");
        if (!call.callback().awaitsCustomer() && (lostAgent || (waitsOrTalks && !theirWill))) {
            call.queue().place().ifPresent(this::cutOff);
        }
        over();
    }

    private void cutOff(OldPlace place) {
        Instant now = house.clock().now();
        call.tell(new QueueFact.CutOff(place.queue(), place.priority(), place.waited(now)));
        names.forEach(name -> house.cutOffs().keep(name, place, house.returnWithin(place.queue()), now));
    }

    private void over() {
        for (CallbackWish wish : asleep.values()) {
            if (!served) {
                call.tell(new QueueFact.CallbackAwake(
                        wish.queue(), wish.callback().value()));
            }
            house.acd().wake(wish.callback(), call.id());
        }
        asleep.clear();
    }
}
