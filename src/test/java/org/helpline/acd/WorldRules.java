package org.helpline.acd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.WorldPicture.Caller;
import org.helpline.acd.WorldPicture.Hall;
import org.helpline.acd.WorldPicture.Person;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/**
 * The rules of docs/admin.md once more, each as a look at everybody who is there. Nothing is kept from one look to the next, and nothing is
 * shared with what decides in the ACD: where the two differ, one of them is wrong.
 */
record WorldRules(WorldPicture world) {

    // ---- whose turn

    /** Whether the first of them comes before the second. */
    boolean isBefore(Caller one, Caller other) {
        int lane = lane(one) - lane(other);
        if (lane != 0) {
            return lane < 0;
        }
        long later = (one.sinceNanos - one.advantageNanos) - (other.sinceNanos - other.advantageNanos);
        return later != 0 ? later < 0 : one.number < other.number;
    }

    /** Put first by hand, or of an urgent queue, or neither. */
    int lane(Caller caller) {
        return caller.ahead > 0 ? -caller.ahead : world.urgent.contains(caller.hall.name) ? 0 : 1;
    }

    /** From 1, among those who wait for the same. */
    int position(Caller caller) {
        int before = 0;
        for (Caller other : world.callers.values()) {
            if (other != caller && isSameLine(other, caller) && isBefore(other, caller)) {
                before++;
            }
        }
        return before + 1;
    }

    private static boolean isSameLine(Caller one, Caller other) {
        return one.ticket.only().equals(other.ticket.only())
                && one.isStray == other.isStray
                && (one.ticket.only().isPresent() || one.hall == other.hall);
    }

    // ---- who for whom

    /** Of all who wait and for whom somebody is free the one whose turn it is. */
    Optional<Caller> next() {
        Caller first = null;
        if (isSomebodyFree()) {
            for (Caller caller : world.callers.values()) {
                if (caller.isOpen()
                        && (first == null || isBefore(caller, first))
                        && !toRing(caller).isEmpty()) {
                    first = caller;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    /** Of all for whom phones ring already, and for whom one more is to ring, the one whose turn it is. */
    Optional<Caller> nextToRingMore() {
        Caller first = null;
        if (isSomebodyFree()) {
            for (Caller caller : world.callers.values()) {
                if (mayRingMore(caller)
                        && (first == null || isBefore(caller, first))
                        && !toRingBeside(caller).isEmpty()) {
                    first = caller;
                }
            }
        }
        return Optional.ofNullable(first);
    }

    private static boolean mayRingMore(Caller caller) {
        return !caller.phones.isEmpty()
                && caller.hall.ringsAll()
                && alone(caller).isEmpty()
                && !caller.isGivenUp
                && caller.phones.size() < caller.hall.settings.sharing().ringAtOnce();
    }

    private boolean isSomebodyFree() {
        for (Person person : world.people.values()) {
            if (person.isFree()) {
                return true;
            }
        }
        return false;
    }

    /** One of these is to be rung: several where lots decide, none where nobody is free for the caller. */
    List<Person> toRing(Caller caller) {
        Optional<AgentId> alone = alone(caller);
        if (alone.isPresent()) {
            Person person = world.people.get(alone.get());
            return person != null && person.isFree() ? List.of(person) : List.of();
        }
        List<Person> fresh = first(caller, false);
        return fresh.isEmpty() ? first(caller, true) : fresh;
    }

    /** The same for somebody whose phones ring already: nobody is rung twice. */
    List<Person> toRingBeside(Caller caller) {
        return first(caller, false);
    }

    /** For whom alone the caller waits. */
    static Optional<AgentId> alone(Caller caller) {
        Person preferred = caller.preferred;
        return caller.ticket.only().or(() -> Optional.ofNullable(preferred).map(Person::id));
    }

    /** Those of the caller's queue come before those of the queues that may help, and those before who helps out. */
    private List<Person> first(Caller caller, boolean refused) {
        List<Person> best = best(free(caller, caller.hall, false, refused), caller.hall, caller);
        if (!best.isEmpty()) {
            return best;
        }
        for (Hall other : also(caller)) {
            best = best(free(caller, other, false, refused), other, caller);
            if (!best.isEmpty()) {
                return best;
            }
        }
        return caller.isHelped || world.urgent.contains(caller.hall.name)
                ? best(free(caller, caller.hall, true, refused), caller.hall, caller)
                : List.of();
    }

    private List<Hall> also(Caller caller) {
        return caller.now().also().isEmpty()
                ? List.of()
                : caller.now().also().stream()
                        .map(QueueName::value)
                        .sorted()
                        .map(QueueName::new)
                        .filter(world.halls::containsKey)
                        .map(world.halls::get)
                        .filter(h -> h != caller.hall)
                        .toList();
    }

    private List<Person> free(Caller caller, Hall hall, boolean helping, boolean refused) {
        List<Person> free = new ArrayList<>();
        for (Person person : world.people.values()) {
            if (person.isFree()
                    && (helping ? person.helps : person.serves).contains(hall)
                    && caller.refusedBy.contains(person.id()) == refused
                    && person.has(caller.now().demand().levels())) {
                free.add(person);
            }
        }
        return free;
    }

    /** Those of whom nobody else comes before. */
    private static List<Person> best(List<Person> free, Hall hall, Caller caller) {
        List<Person> best = new ArrayList<>();
        for (Person person : free) {
            boolean isFirst = true;
            for (Person other : free) {
                isFirst &= !comesFirst(other, person, hall, caller);
            }
            if (isFirst) {
                best.add(person);
            }
        }
        return best;
    }

    private static boolean comesFirst(Person one, Person other, Hall hall, Caller caller) {
        Map<String, Integer> wanted = caller.now().demand().levels();
        if (hall.settings.sharing().skillsFirst() && !wanted.isEmpty()) {
            int more = levels(one, wanted) - levels(other, wanted);
            if (more != 0) {
                return more > 0;
            }
        }
        Strategy strategy = hall.settings.sharing().strategy();
        long less = switch (strategy) {
            case LONGEST_IDLE, RING_ALL, RANDOM, WEIGHTED -> 0;
            case ROUND_ROBIN -> one.lastOffer.getOrDefault(hall, 0L) - other.lastOffer.getOrDefault(hall, 0L);
            case FEWEST_CALLS -> one.calls - other.calls;
            case LEAST_TALK_TIME -> one.talkNanos - other.talkNanos;
            case TOP_DOWN -> one.order - other.order;
        };
        boolean isLot = strategy == Strategy.RANDOM || strategy == Strategy.WEIGHTED;
        return less != 0 ? less < 0 : !isLot && one.idle < other.idle;
    }

    private static int levels(Person person, Map<String, Integer> wanted) {
        int sum = 0;
        for (String skill : wanted.keySet()) {
            sum += person.level(skill);
        }
        return sum;
    }

    // ---- who may come, and stay

    /** Why a caller is not taken, if that does not hang on a guess of the wait; empty: they are. */
    Optional<String> refusal(Acd.Ticket ticket, boolean hoursOpen) {
        Hall hall = world.halls.get(ticket.queue());
        if (hall == null) {
            return Optional.of("unknown queue");
        }
        if (ticket.only().isPresent()) {
            Person person = world.people.get(ticket.only().get());
            boolean isThere = person != null && person.isLoggedIn() && !person.dismissed;
            return isThere ? Optional.empty() : Optional.of("nobody serving");
        }
        if (hall.dismissed || !hoursOpen) {
            return Optional.of("closed");
        }
        String with = ticket.plan().stages().getLast().demand().words();
        if (isUnserved(ticket, hall)) {
            return Optional.of(with.isEmpty() ? "nobody serving" : "nobody with " + with);
        }
        if (hall.settings.joining().presence() == Presence.READY && !isThere(ticket, hall, true)) {
            return Optional.of("nobody ready" + (with.isEmpty() ? "" : " with " + with));
        }
        long size = 0;
        for (Caller other : world.callers.values()) {
            size += other.hall == hall && other.ticket.only().isEmpty() ? 1 : 0;
        }
        return hall.settings.maxSize() > 0 && size >= hall.settings.maxSize() ? Optional.of("full") : Optional.empty();
    }

    /** Whether a queue may turn somebody away since the wait would be long: not while one of its agents is free for them. */
    boolean mayBeTooLong(Acd.Ticket ticket) {
        Hall hall = world.halls.get(ticket.queue());
        if (hall == null || hall.settings.joining().maxExpected().isZero()) {
            return false;
        }
        for (Person person : world.people.values()) {
            if (person.isFree()
                    && person.serves.contains(hall)
                    && person.has(ticket.plan().stages().getFirst().demand().levels())) {
                return false;
            }
        }
        return true;
    }

    /** Whether nobody who could ever be rung for the caller is logged in, and the caller is not to wait for them. */
    boolean isUnserved(Acd.Ticket ticket, Hall hall) {
        return ticket.only().isEmpty()
                && hall.settings.joining().presence() != Presence.ALWAYS
                && (ticket.orNobody() || hall.settings.nobody().isPresent())
                && !isThere(ticket, hall, false);
    }

    /** The same of somebody who waits; of one who waits for one agent alone whether that agent is not there. */
    boolean isUnserved(Caller caller) {
        Optional<AgentId> only = caller.ticket.only();
        if (only.isEmpty()) {
            return isUnserved(caller.ticket, caller.hall);
        }
        Person person = world.people.get(only.get());
        return person == null || !person.isLoggedIn();
    }

    private boolean isThere(Acd.Ticket ticket, Hall hall, boolean atWork) {
        for (Person person : world.people.values()) {
            if (atWork ? person.isAtWork() : person.isLoggedIn()) {
                for (Plan.Stage stage : ticket.plan().stages()) {
                    if (person.has(stage.demand().levels()) && serves(person, hall, stage)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean serves(Person person, Hall hall, Plan.Stage stage) {
        if (person.serves.contains(hall) || (world.urgent.contains(hall.name) && person.helps.contains(hall))) {
            return true;
        }
        for (Hall served : person.serves) {
            if (stage.also().contains(served.name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody has waited for as long as they may. */
    static boolean isOverdue(Caller caller, long nanos) {
        long most =
                caller.ticket.maxWait().orElse(caller.hall.settings.maxWait()).toNanos();
        return most > 0 && nanos - caller.joinedNanos >= most;
    }

    /** Whether nobody is left to serve out a queue that is no more. */
    boolean isDeserted(Hall hall) {
        return hall.dismissed
                && world.people.values().stream().noneMatch(p -> p.isLoggedIn() && p.serves.contains(hall));
    }

    /** Who would be worth waiting for; nobody if that agent is not at work, or does not serve the queue. */
    @Nullable
    Person worthWaitingFor(Acd.Ticket ticket, Hall hall) {
        Person person =
                ticket.plan().prefer().map(p -> world.people.get(p.agent())).orElse(null);
        return person != null && person.isAtWork() && person.serves.contains(hall) ? person : null;
    }
}
