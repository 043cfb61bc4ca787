package org.helpline.acd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/** Who is there, as an onlooker keeps it on a sheet of paper: three plain lists, and no index over any of them. */
final class WorldPicture {

    /** A queue, and what went through it. */
    static final class Hall {
        final QueueName name;
        QueueSettings settings;
        boolean dismissed;
        long joined;
        long answered;
        long abandoned;
        long sentOn;
        long callback;

        Hall(QueueSettings settings) {
            this.name = settings.name();
            this.settings = settings;
        }

        boolean ringsAll() {
            return settings.sharing().strategy() == Strategy.RING_ALL;
        }
    }

    /** An agent. */
    static final class Person {
        AgentSettings settings;
        boolean dismissed;
        boolean reachable;
        String state = "offline";
        String reason = "";

        /** Since when idle, counted; the larger, the later. */
        long idle;

        int order;
        long calls;
        long talkNanos;
        long talksSince;

        /** When the pause, the return or the wrap-up is over; empty: none runs. */
        Optional<Long> ends = Optional.empty();

        /** What follows the talk that runs. */
        long wrapUpNanos;

        List<Hall> serves = List.of();
        List<Hall> helps = List.of();
        final Set<Hall> servesOut = new HashSet<>();
        final Map<Hall, Long> lastOffer = new HashMap<>();

        Person(AgentSettings settings) {
            this.settings = settings;
        }

        AgentId id() {
            return settings.id();
        }

        boolean isFree() {
            return reachable && reason.isEmpty() && state.equals("ready");
        }

        boolean isLoggedIn() {
            return !state.equals("offline");
        }

        /** Comes back to the phone without pressing anything. */
        boolean isAtWork() {
            return reachable
                    && !dismissed
                    && switch (state) {
                        case "ready", "offered" -> true;
                        case "talking", "wrap-up" -> reason.isEmpty();
                        default -> false;
                    };
        }

        int level(String skill) {
            return settings.skills().getOrDefault(skill, 0);
        }

        boolean has(Map<String, Integer> levels) {
            for (Map.Entry<String, Integer> wanted : levels.entrySet()) {
                if (level(wanted.getKey()) < wanted.getValue()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return id() + " (" + state + (reason.isEmpty() ? "" : ", " + reason) + (reachable ? ")" : ", no phone)");
        }
    }

    /** Somebody who waits, or whose agents' phones ring. */
    static final class Caller {
        final Ticket ticket;
        final Hall hall;
        final long number;
        final long joinedNanos;
        final long sinceNanos;

        /** What counts as waiting beside the wait. */
        final long advantageNanos;

        /** Put before all others by a supervisor; the larger, the later; 0: not. */
        int ahead;

        int stage;
        boolean isHelped;
        boolean isGivenUp;
        boolean isHeld;

        /** The agent for whom alone they wait is no more. */
        boolean isStray;

        @Nullable
        Person preferred;

        final Set<AgentId> refusedBy = new HashSet<>();
        final Map<Long, Person> phones = new TreeMap<>();

        Caller(Ticket ticket, Hall hall, long number, long nanos) {
            this.ticket = ticket;
            this.hall = hall;
            this.number = number;
            this.joinedNanos = nanos;
            this.sinceNanos = nanos - ticket.waited().toNanos();
            this.advantageNanos = hall.settings.sharing().headStart().toNanos()
                    + hall.settings.sharing().priorityWorth().toNanos() * ticket.priority();
        }

        InteractionId id() {
            return ticket.interaction();
        }

        boolean isOpen() {
            return !isHeld && phones.isEmpty();
        }

        Plan.Stage now() {
            return ticket.plan().stages().get(stage);
        }

        @Override
        public String toString() {
            return id() + " of " + hall.name + " (number " + number + ", since " + sinceNanos + ", advantage "
                    + advantageNanos + ", refused by " + refusedBy + ", rung " + phones.values() + ")";
        }
    }

    /** Two who talk. */
    record Talk(InteractionId caller, Person person) {}

    final Map<QueueName, Hall> halls = new LinkedHashMap<>();
    final Map<AgentId, Person> people = new LinkedHashMap<>();
    final Map<InteractionId, Caller> callers = new LinkedHashMap<>();
    final List<Talk> talks = new ArrayList<>();
    final Set<QueueName> urgent = new HashSet<>();
    private long idled;

    /** From now on last among the idle. */
    void idles(Person person) {
        person.idle = ++idled;
    }

    /** New settings: who is no longer in them stays until the call in hand has ended, or nobody waits. */
    void adopt(AcdSettings settings) {
        for (Hall hall : halls.values()) {
            if (!hall.dismissed
                    && settings.queues().stream().noneMatch(q -> q.name().equals(hall.name))) {
                hall.dismissed = true;
                people.values().stream().filter(p -> p.serves.contains(hall)).forEach(p -> p.servesOut.add(hall));
            }
        }
        for (QueueSettings queue : settings.queues()) {
            Hall hall = halls.computeIfAbsent(queue.name(), _ -> new Hall(queue));
            hall.settings = queue;
            hall.dismissed = false;
            people.values().forEach(p -> p.servesOut.remove(hall));
        }
        people.values().forEach(p -> p.dismissed = true);
        int order = 0;
        for (AgentSettings agent : settings.agents()) {
            if (agent.role() == Role.AGENT || !agent.queues().isEmpty()) {
                adopt(agent, order++);
            }
        }
        people.values().forEach(this::assign);
    }

    private void adopt(AgentSettings agent, int order) {
        Person person = people.computeIfAbsent(agent.id(), _ -> new Person(agent));
        person.settings = agent;
        person.dismissed = false;
        person.order = order;
        if (agent.alwaysReady() && !person.isLoggedIn()) {
            person.state = "ready";
            idles(person);
        }
    }

    private void assign(Person person) {
        List<Hall> serves = new ArrayList<>();
        for (QueueName name : person.settings.queues()) {
            Hall hall = halls.get(name);
            if (hall != null) {
                serves.add(hall);
            }
        }
        person.servesOut.stream().filter(h -> !serves.contains(h)).forEach(serves::add);
        person.serves = serves;
        person.helps = person.settings.helps().stream()
                .filter(halls::containsKey)
                .map(halls::get)
                .filter(h -> !serves.contains(h))
                .toList();
    }

    /** Who is no longer in the settings, and has nothing left to do, is gone. */
    void sweepPeople() {
        people.values().removeIf(p -> p.dismissed && !p.isLoggedIn());
        callers.values()
                .forEach(c -> c.isStray |=
                        c.ticket.only().filter(a -> !people.containsKey(a)).isPresent());
    }

    /** A queue that is no longer in the settings, and in which nobody waits, is gone before anybody is rung. */
    void sweepHalls() {
        if (halls.values()
                .removeIf(h -> h.dismissed && callers.values().stream().noneMatch(c -> c.hall == h))) {
            people.values().forEach(p -> p.servesOut.retainAll(halls.values()));
            people.values().forEach(this::assign);
        }
    }

    /** Whoever logs in begins with the least of those with whom they share a queue. */
    void startLevel(Person person) {
        person.calls = 0;
        person.talkNanos = 0;
        boolean first = true;
        for (Person other : people.values()) {
            if (other != person && other.isLoggedIn() && other.serves.stream().anyMatch(person.serves::contains)) {
                person.calls = first ? other.calls : Math.min(person.calls, other.calls);
                person.talkNanos = first ? other.talkNanos : Math.min(person.talkNanos, other.talkNanos);
                first = false;
            }
        }
    }

    /** @throws AssertionError if the ACD names somebody who is not there */
    Person person(AgentId agent) {
        Person person = people.get(agent);
        if (person == null) {
            throw new AssertionError("there is no agent " + agent);
        }
        return person;
    }

    /** The caller of this offer, if it is open. */
    Optional<Caller> callerOf(long offer) {
        for (Caller caller : callers.values()) {
            if (caller.phones.containsKey(offer)) {
                return Optional.of(caller);
            }
        }
        return Optional.empty();
    }
}
