package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.WorldPicture.Caller;
import org.helpline.acd.WorldPicture.Hall;
import org.helpline.acd.WorldPicture.Person;
import org.helpline.acd.WorldPicture.Talk;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;

/**
 * An onlooker who is told what the ACD is told and what it says, and who holds each word of it against {@link WorldRules}. It knows callers and
 * agents who come, go, are rung and talk; call-backs and calls that agents make it does not.
 *
 * <p>After each input it looks at everybody: nobody is rung for nobody, nobody talks to nobody, nobody waits whom somebody who is free could serve,
 * nobody waits for longer than they may, no time that runs is past, and who came is who was answered, left, was sent on, or waits.
 */
final class WorldModel implements AcdLog {

    private static final long PAUSE = Duration.ofSeconds(5).toNanos();
    private static final long RETURN = Duration.ofSeconds(15).toNanos();

    private final WorldPicture world = new WorldPicture();
    private final WorldRules rules = new WorldRules(world);
    private final Predicate<String> hoursOpen;
    private AcdInput input = new AcdInput.Tick();
    private long now;
    private long numbers;
    private int aheads;
    private long looks;
    private long lastOffer;
    private int beside;

    /** Nobody has been rung since the input. */
    private boolean isNobodyRung;

    private Optional<AgentId> decided = Optional.empty();

    /** {@code hoursOpen}: whether the hours of that name are open now. */
    WorldModel(Predicate<String> hoursOpen) {
        this.hoursOpen = hoursOpen;
    }

    // ---- what is seen

    Collection<Caller> waiting() {
        return world.callers.values();
    }

    boolean waits(InteractionId caller) {
        return world.callers.containsKey(caller);
    }

    List<Talk> talks() {
        return world.talks;
    }

    /** The number of the last offer. */
    long lastOffer() {
        return lastOffer;
    }

    /** How many phones rang beside another one. */
    int rungBeside() {
        return beside;
    }

    /** Holds what the board counts against what was seen. */
    void agreesWith(Board board) {
        for (Board.QueueLine line : board.queues()) {
            Hall hall = world.halls.get(line.queue());
            that(hall != null, "a queue that is not there", line);
            if (hall != null) {
                that(
                        line.offered() == hall.joined
                                && line.answered() == hall.answered
                                && line.abandoned() == hall.abandoned
                                && line.sentOn() == hall.sentOn
                                && line.callback() == hall.callback
                                && line.waiting() == waitingIn(hall),
                        "counted otherwise",
                        line);
            }
        }
        for (Board.AgentLine line : board.agents()) {
            Person person = world.person(line.agent());
            that(
                    line.state().equals(person.state)
                            && line.reason().equals(person.reason)
                            && line.reachable() == person.reachable,
                    "shown otherwise than " + person,
                    line);
        }
    }

    // ---- what it is told

    @Override
    public void began(AcdSettings settings, long seed, Instant at, long nanos, Answers answers) {
        world.adopt(settings);
    }

    @Override
    public void took(Taken taken, List<AcdEvent> told) {
        now = taken.nanos();
        input = taken.input();
        looks++;
        isNobodyRung = true;
        take();
        for (AcdEvent event : told) {
            hear(event);
        }
        world.sweepHalls();
        look();
        world.sweepPeople();
    }

    /** What changes without a word of the ACD. */
    private void take() {
        switch (input) {
            case AcdInput.Join _, AcdInput.Accepted _, AcdInput.Agent _, AcdInput.Give _ -> {} // events tell
            case AcdInput.Leave(var caller, var _) -> endsUnlessWaiting(caller);
            case AcdInput.Released(var caller, var agent) -> {
                that(agent.isEmpty(), "released by name", input);
                ends(caller); // and may wait for somebody else already
            }
            case AcdInput.Hold(var caller) -> {
                endsUnlessWaiting(caller);
                Optional.ofNullable(world.callers.get(caller)).ifPresent(c -> {
                    c.isHeld = true;
                    c.isGivenUp = false; // they decide anew when they wait again
                });
            }
            case AcdInput.Failed(long offer, var _) -> isLost(offer);
            case AcdInput.RingOver(long offer) -> {
                world.callerOf(offer)
                        .map(c -> c.phones.get(offer))
                        .ifPresent(p -> that(p.ends.filter(e -> e == now).isPresent(), "it should ring on", p));
                isLost(offer);
            }
            case AcdInput.AgentTimer(var agent) -> {
                Person person = world.person(agent);
                that(person.ends.filter(e -> e == now).isPresent(), "a timer that does not run", person.ends);
                person.ends = Optional.empty();
            }
            case AcdInput.First(var caller) ->
                Optional.ofNullable(world.callers.get(caller)).ifPresent(c -> {
                    c.ahead = ++aheads;
                    isMoved(c);
                });
            case AcdInput.Reachable(var agent, boolean reachable) ->
                Optional.ofNullable(world.people.get(agent)).ifPresent(p -> {
                    p.reachable = reachable;
                    isWorthNoWait(p);
                });
            case AcdInput.Reconfigure(var settings) -> {
                world.adopt(settings);
                world.people.values().forEach(this::isWorthNoWait);
            }
            case AcdInput.Urgent(var queue, boolean on) -> {
                boolean changes = on ? world.urgent.add(queue) : world.urgent.remove(queue);
                if (changes) {
                    world.callers.values().stream()
                            .filter(c -> c.hall.name.equals(queue))
                            .forEach(WorldModel::isMoved);
                }
            }
            case AcdInput.Tick _ -> timePasses();
            case AcdInput.CallOff _, AcdInput.Dial _, AcdInput.NotDialled _, AcdInput.HandedOver _ -> unknown(input);
            case AcdInput.TakeUp _, AcdInput.CallBack _, AcdInput.Restore _, AcdInput.Reached _, AcdInput.Missed _ ->
                unknown(input);
            case AcdInput.CancelCallback _, AcdInput.CallbackNow _, AcdInput.Sleep _, AcdInput.Wake _ -> unknown(input);
        }
    }

    private void endsUnlessWaiting(InteractionId caller) {
        if (!world.callers.containsKey(caller)) {
            ends(caller);
        }
    }

    /** Of several talks of one caller the oldest ends. */
    private void ends(InteractionId caller) {
        world.talks.stream().filter(t -> t.caller().equals(caller)).findFirst().ifPresent(world.talks::remove);
    }

    /** The agent does not take the caller. */
    private void isLost(long offer) {
        world.callerOf(offer).ifPresent(caller -> {
            Person person = caller.phones.remove(offer);
            if (person != null) {
                caller.refusedBy.add(person.id());
                isRungInVain(caller);
            }
        });
    }

    private void isRungInVain(Caller caller) {
        caller.preferred = null;
        if (caller.phones.isEmpty()
                && caller.hall.ringsAll()
                && caller.ticket.only().isEmpty()) {
            caller.refusedBy.clear(); // everybody was rung
        }
    }

    /** Nobody waits for somebody who will not come to the phone. */
    private void isWorthNoWait(Person person) {
        if (!person.isAtWork()) {
            for (Caller caller : world.callers.values()) {
                if (caller.preferred == person && caller.isOpen()) {
                    caller.preferred = null;
                }
            }
        }
    }

    /** Takes another place in line, whether a phone rings or not: from there nobody waits for somebody who will not come. */
    private static void isMoved(Caller caller) {
        Person preferred = caller.preferred;
        if (preferred != null && !preferred.isAtWork()) {
            caller.preferred = null;
        }
    }

    /** Who in this line, and of those who stay in it, has waited for nobody for too long. */
    private void looksWhoIsReady(Hall hall) {
        long most = hall.settings.joining().maxUnstaffed().toNanos();
        Set<List<Plan.Stage>> wanted = new HashSet<>();
        for (Caller caller : world.callers.values()) {
            caller.isUnstaffed &= caller.hall != hall;
            if (caller.hall == hall && caller.ticket.only().isEmpty() && !(caller.isOpen() && mustGo(caller))) {
                List<Plan.Stage> stages = caller.ticket.plan().stages();
                wanted.add(stages);
                if (most == 0 || rules.isStaffed(caller)) {
                    hall.unstaffedSince.remove(stages);
                } else {
                    long since = hall.unstaffedSince.computeIfAbsent(stages, _ -> now);
                    caller.isUnstaffed = now - since >= most && now - caller.joinedNanos >= most;
                }
            }
        }
        hall.unstaffedSince.keySet().retainAll(wanted);
    }

    private void timePasses() {
        world.halls.values().forEach(this::looksWhoIsReady);
        for (Caller caller : world.callers.values()) {
            if (!caller.phones.isEmpty() && mustGo(caller)) {
                caller.isGivenUp = true;
            }
            long stayed = now - caller.joinedNanos;
            List<Plan.Stage> stages = caller.ticket.plan().stages();
            while (caller.ticket.only().isEmpty()
                    && caller.stage + 1 < stages.size()
                    && stages.get(caller.stage + 1).from().toNanos() <= stayed) {
                caller.stage++;
            }
            caller.ticket
                    .plan()
                    .prefer()
                    .filter(p -> p.within().toNanos() <= stayed)
                    .ifPresent(_ -> caller.preferred = null);
            long help = caller.hall.settings.sharing().helpAfter().toNanos();
            caller.isHelped |= help > 0 && help <= stayed;
        }
    }

    /** Whether the queue does not keep the caller any longer. */
    private boolean mustGo(Caller caller) {
        return WorldRules.isOverdue(caller, now)
                || caller.isUnstaffed
                || (caller.ticket.only().isEmpty() && (!isOpen(caller.hall) || rules.isDeserted(caller.hall)));
    }

    private boolean isOpen(Hall hall) {
        return hall.settings.hours().filter(h -> !hoursOpen.test(h)).isEmpty();
    }

    // ---- what it hears

    private void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.Queued queued -> joins(queued);
            case AcdEvent.NotQueued refused -> isRefused(refused);
            case AcdEvent.PositionChanged p ->
                that(rules.position(caller(p.interaction(), p)) == p.position(), "another position", p);
            case AcdEvent.Relaxed relaxed ->
                that(caller(relaxed.interaction(), relaxed).stage == relaxed.stage(), "another stage", relaxed);
            case AcdEvent.Decided d -> decided = d.rung();
            case AcdEvent.Offer offer -> isOffered(offer);
            case AcdEvent.Withdraw withdraw -> isWithdrawn(withdraw);
            case AcdEvent.Connect connect -> connects(connect);
            case AcdEvent.SendOn sent -> isSentOn(sent);
            case AcdEvent.Gone gone -> {
                Caller caller = leaves(gone.interaction(), gone);
                switch (gone.why()) {
                    case ABANDONED -> caller.hall.abandoned++;
                    case KEY, SENT_ON -> caller.hall.sentOn++;
                    case CALLBACK -> caller.hall.callback++;
                }
            }
            case AcdEvent.AgentChanged changed -> changes(changed);
            case AcdEvent.WrapUpExtended w -> {
                Person person = world.person(w.agent());
                that(w.by().isPositive(), "shortened", w);
                person.ends = person.ends.map(e -> e + w.by().toNanos());
            }
            case AcdEvent.Dialling _, AcdEvent.NotDialling _ -> unknown(event);
            case AcdEvent.CallbackTaken _, AcdEvent.CallbackThere _, AcdEvent.CallbackNotTaken _ -> unknown(event);
            case AcdEvent.CallbackDue _, AcdEvent.CallbackReached _, AcdEvent.CallbackMissed _ -> unknown(event);
            case AcdEvent.CallbackIs _, AcdEvent.CallbackOver _ -> unknown(event);
        }
    }

    private void joins(AcdEvent.Queued queued) {
        Acd.Ticket ticket = joining(queued);
        Caller caller = world.callers.get(queued.interaction());
        if (caller == null) {
            Optional<String> refusal = refusal(ticket);
            that(refusal.isEmpty(), "taken in spite of " + refusal, queued);
            Hall hall = Objects.requireNonNull(world.halls.get(ticket.queue()));
            caller = new Caller(ticket, hall, ++numbers, now);
            caller.preferred = rules.worthWaitingFor(ticket, hall);
            hall.joined++;
            world.callers.put(queued.interaction(), caller);
        } else {
            that(caller.isHeld && caller.hall.name.equals(queued.queue()), "two places", queued);
            caller.isHeld = false;
            Optional.ofNullable(caller.preferred).ifPresent(this::isWorthNoWait);
        }
        that(rules.position(caller) == queued.position(), "another position", queued);
    }

    private void isRefused(AcdEvent.NotQueued refused) {
        that(!world.callers.containsKey(refused.interaction()), "refused, and in line", refused);
        Acd.Ticket ticket = joining(refused);
        Optional<String> refusal = refusal(ticket);
        that(
                refusal.isPresent()
                        ? refusal.get().equals(refused.why())
                        : refused.why().equals("expected wait") && rules.mayBeTooLong(ticket),
                "refused, though " + refusal,
                refused);
    }

    private Acd.Ticket joining(Object event) {
        if (input instanceof AcdInput.Join(var ticket)) {
            return ticket;
        }
        throw wrong("nobody comes", event);
    }

    private Optional<String> refusal(Acd.Ticket ticket) {
        Hall hall = world.halls.get(ticket.queue());
        return rules.refusal(ticket, hall == null || isOpen(hall));
    }

    private void isOffered(AcdEvent.Offer offer) {
        world.sweepHalls();
        Caller caller = caller(offer.interaction(), offer);
        Person person = world.person(offer.agent());
        that(offer.offer() > lastOffer, "an old number", offer);
        that(person.isFree(), "rung, but not free: " + person, offer);
        that(!caller.isHeld, "rung for somebody who is asked for a number", offer);
        that(decided.equals(Optional.of(offer.agent())), "decided for " + decided, offer);
        that(offer.waited().toNanos() == now - caller.sinceNanos, "another wait", offer);
        if (isNobodyRung && input instanceof AcdInput.Give(var given, var agent)) {
            that(given.equals(caller.id()) && agent.equals(person.id()), "not as given", offer);
            that(caller.phones.isEmpty(), "given while others are rung", offer);
        } else if (caller.phones.isEmpty()) {
            isDueTo(caller, person, offer);
        } else {
            isRungBeside(caller, person, offer);
        }
        isNobodyRung = false;
        lastOffer = offer.offer();
        caller.phones.put(offer.offer(), person);
        person.lastOffer.put(caller.hall, offer.offer());
        person.state = "offered";
        person.ends = Optional.of(now + offer.ringFor().toNanos());
    }

    private void isDueTo(Caller caller, Person person, AcdEvent.Offer offer) {
        Optional<Caller> next = rules.next();
        that(next.filter(n -> n == caller).isPresent(), "it is the turn of " + next, offer);
        List<Person> first = rules.toRing(caller);
        that(first.contains(person), "first is " + first, offer);
        for (Caller other : world.callers.values()) {
            if (other.isOpen()
                    && rules.lane(other) <= rules.lane(caller)
                    && rules.toRing(other).contains(person)) {
                that(
                        other.sinceNanos >= caller.sinceNanos - caller.advantageNanos,
                        "passes somebody who has waited for too much longer: " + other,
                        offer);
            }
        }
    }

    private void isRungBeside(Caller caller, Person person, AcdEvent.Offer offer) {
        beside++;
        that(rules.next().isEmpty(), "a second phone before the first of " + rules.next(), offer);
        Optional<Caller> next = rules.nextToRingMore();
        that(next.filter(n -> n == caller).isPresent(), "one more is for " + next, offer);
        that(rules.toRingBeside(caller).contains(person), "first is " + rules.toRingBeside(caller), offer);
    }

    private void isWithdrawn(AcdEvent.Withdraw w) {
        if (w.why().equals("too late")) {
            that(world.callerOf(w.offer()).isEmpty(), "not too late at all", w);
            return;
        }
        world.callerOf(w.offer()).ifPresent(caller -> {
            caller.phones.remove(w.offer());
            boolean isGivenBack = input instanceof AcdInput.Agent || input instanceof AcdInput.Reconfigure;
            if (isGivenBack) {
                isRungInVain(caller);
            }
        });
        w.takenBy().ifPresent(by -> that(isTalk(w.interaction(), by), "nobody took it", w));
    }

    private boolean isTalk(InteractionId caller, AgentId agent) {
        return world.talks.stream()
                .anyMatch(t -> t.caller().equals(caller) && t.person().id().equals(agent));
    }

    private void connects(AcdEvent.Connect connect) {
        Caller caller = caller(connect.interaction(), connect);
        Person person = caller.phones.remove(connect.offer());
        if (person == null || !person.id().equals(connect.agent())) {
            throw wrong("no phone of theirs rang", connect);
        }
        that(input.equals(new AcdInput.Accepted(connect.offer())), "nobody answered", connect);
        that(connect.waited().toNanos() == now - caller.sinceNanos, "another wait", connect);
        world.callers.remove(caller.id());
        world.talks.add(new Talk(caller.id(), person));
        person.wrapUpNanos = caller.hall.settings.wrapUp().toNanos();
        caller.hall.answered++;
    }

    private void isSentOn(AcdEvent.SendOn sent) {
        Caller caller = leaves(sent.interaction(), sent);
        world.sweepHalls();
        that(caller.phones.isEmpty(), "sent on while a phone rings", sent);
        boolean isRight = caller.isGivenUp
                || switch (sent.why()) {
                    case "max wait" -> input instanceof AcdInput.Tick && WorldRules.isOverdue(caller, now);
                    case "closed" -> !isOpen(caller.hall) || rules.isDeserted(caller.hall);
                    default -> rules.isUnserved(caller) || caller.isUnstaffed;
                };
        that(isRight, "sent on for no reason", sent);
        caller.hall.sentOn++;
    }

    private Caller leaves(InteractionId interaction, Object event) {
        Caller caller = caller(interaction, event);
        world.callers.remove(interaction);
        return caller;
    }

    private void changes(AcdEvent.AgentChanged a) {
        Person person = world.person(a.agent());
        String before = person.state;
        boolean wasFree = before.equals("ready") && person.reason.isEmpty();
        if (a.state().equals("offered")) {
            return; // the offer follows, and is looked at while they are free
        }
        person.state = a.state();
        person.reason = a.reason();
        if (a.state().equals("ready") && a.reason().isEmpty() && !wasFree && !before.equals("offered")) {
            world.idles(person); // who was rung in vain keeps the turn
        }
        boolean talks = a.state().equals("talking");
        if (talks && !before.equals("talking")) {
            person.calls++;
            person.talksSince = now;
        } else if (!talks && before.equals("talking")) {
            person.talkNanos += now - person.talksSince;
        }
        if (before.equals("offline")) {
            world.startLevel(person);
        }
        person.ends = ends(person);
        isWorthNoWait(person);
    }

    private Optional<Long> ends(Person person) {
        return switch (person.state) {
            case "wrap-up" -> Optional.of(now + person.wrapUpNanos);
            case "ready" -> person.reason.isEmpty() ? Optional.empty() : Optional.of(now + PAUSE);
            case "not-ready" ->
                person.settings.alwaysReady()
                                && (input instanceof AcdInput.Failed || input instanceof AcdInput.RingOver)
                        ? Optional.of(now + RETURN)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    // ---- what must be so after each input

    private void look() {
        for (Person person : world.people.values()) {
            look(person);
        }
        rules.next().ifPresent(c -> {
            throw wrong("waits while somebody is idle: " + rules.toRing(c), c);
        });
        rules.nextToRingMore().ifPresent(c -> {
            throw wrong("one more could be rung: " + rules.toRingBeside(c), c);
        });
        for (Caller caller : world.callers.values()) {
            look(caller);
        }
        for (Hall hall : world.halls.values()) {
            that(
                    hall.joined == hall.answered + hall.abandoned + hall.sentOn + hall.callback + waitingIn(hall),
                    "not conserved",
                    hall.name);
        }
        obeyed();
    }

    private void look(Person person) {
        int rung = 0;
        for (Caller caller : world.callers.values()) {
            for (Person other : caller.phones.values()) {
                rung += other == person ? 1 : 0;
            }
        }
        int talks = 0;
        for (Talk talk : world.talks) {
            talks += talk.person() == person ? 1 : 0;
        }
        that(rung == (person.state.equals("offered") ? 1 : 0), "rung for nobody, or for several", person);
        that(talks == (person.state.equals("talking") ? 1 : 0), "talks to nobody, or to several", person);
        that(person.ends.isEmpty() || person.ends.get() >= now, "should be over", person);
        that(!person.dismissed || talks == 1 || !person.isLoggedIn(), "works on without being in the settings", person);
    }

    private void look(Caller caller) {
        boolean isOver = rules.isUnserved(caller)
                || (input instanceof AcdInput.Reconfigure
                        && caller.ticket.only().isEmpty()
                        && rules.isDeserted(caller.hall));
        caller.isGivenUp |= isOver && !caller.phones.isEmpty();
        that(!caller.isOpen() || !(isOver || caller.isGivenUp), "nobody will ever come", caller);
        if (input instanceof AcdInput.Tick && caller.isOpen()) {
            that(!mustGo(caller), "should have been sent on", caller);
        }
    }

    /** What was commanded is so. */
    private void obeyed() {
        if (input instanceof AcdInput.Accepted(long offer)) {
            that(world.callerOf(offer).isEmpty(), "answered, and rings on", offer);
        }
        if (!(input instanceof AcdInput.Agent(var agent, var command)) || !world.people.containsKey(agent)) {
            return;
        }
        Person person = world.person(agent);
        boolean isBusy = person.state.equals("talking");
        switch (command) {
            case AgentCommand.LogIn _ -> that(person.isLoggedIn() || person.dismissed, "not logged in", person);
            case AgentCommand.LogOut _ -> that(isBusy || !person.isLoggedIn(), "still here", person);
            case AgentCommand.NotReady _ ->
                that(isBusy || !person.isLoggedIn() || person.state.equals("not-ready"), "still ready", person);
            case AgentCommand.Ready _ ->
                that(isBusy || !person.isLoggedIn() || person.isAtWork() || !person.reachable, "not ready", person);
            case AgentCommand.EndWrapUp _ -> that(!person.state.equals("wrap-up"), "still in wrap-up", person);
            case AgentCommand.ExtendWrapUp _ -> {}
        }
    }

    // ---- words

    private long waitingIn(Hall hall) {
        long waiting = 0;
        for (Caller caller : world.callers.values()) {
            waiting += caller.hall == hall ? 1 : 0;
        }
        return waiting;
    }

    private Caller caller(InteractionId interaction, Object event) {
        Caller caller = world.callers.get(interaction);
        if (caller == null) {
            throw wrong("somebody who does not wait", event);
        }
        return caller;
    }

    private void unknown(Object what) {
        throw wrong("nobody here does that", what);
    }

    private void that(boolean holds, String what, Object where) {
        if (!holds) {
            throw wrong(what, where);
        }
    }

    private AssertionError wrong(String what, Object where) {
        return new AssertionError("input " + looks + ", " + input + ": " + what + ": " + where);
    }
}
