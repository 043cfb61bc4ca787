package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.helpline.acd.Acd.KeptCallback;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.jspecify.annotations.Nullable;

/** The customers of a {@link Play} who were promised a call. Not thread-safe. */
final class PlayedCallbacks {

    private final class Wish {
        final Instant asked;
        final QueueName queue;
        final People.Customer customer;
        final Rings rings;
        final SplittableRandom lots;
        int called;

        Wish(InteractionId callback, Instant asked, QueueName queue) {
            this.asked = asked;
            this.queue = queue;
            this.customer = people.customers().getOrDefault(callback, People.Customer.UNKNOWN);
            this.rings = new Rings(customer.ways(), people);
            this.lots = new SplittableRandom(~customer.ways().lot());
        }

        /** What the customer does this time. */
        People.Attempt next() {
            double lot = lots.nextDouble();
            List<People.Attempt> seen = customer.attempts();
            List<People.Attempt> others = people.attempts().getOrDefault(queue, List.of());
            return called < seen.size()
                    ? seen.get(called++)
                    : others.isEmpty() ? ANSWERS : others.get((int) (lot * others.size()));
        }
    }

    private static final People.Attempt ANSWERS =
            new People.Attempt(Optional.empty(), People.SOME_RING, People.SOME_TALK, Duration.ZERO);

    /** An attempt; {@code does} when the customer's phone has begun to ring. */
    private static final class Try {
        final Wish wish;
        final boolean customerFirst;
        People.@Nullable Attempt does;

        Try(Wish wish, boolean customerFirst) {
            this.wish = wish;
            this.customerFirst = customerFirst;
        }
    }

    private final Playing play;
    private final PlayedAgents agents;
    private final People people;
    private final Map<InteractionId, Wish> open = new LinkedHashMap<>();
    private final Map<InteractionId, Try> tries = new HashMap<>();
    private final List<Play.Called> over = new ArrayList<>();

    PlayedCallbacks(Playing play, PlayedAgents agents, People people) {
        this.play = play;
        this.agents = agents;
        this.people = people;
    }

    /** What was promised before. */
    void restored(List<KeptCallback> kept) {
        kept.forEach(k -> promised(k.ticket().callback(), k.asked(), k.ticket().queue()));
    }

    private void promised(InteractionId callback, Instant asked, QueueName queue) {
        open.put(callback, new Wish(callback, asked, queue));
    }

    void hear(AcdEvent event) {
        switch (event) {
            case AcdEvent.CallbackTaken e -> promised(e.callback(), e.asked(), e.queue());
            case AcdEvent.CallbackDue e -> begins(e);
            case AcdEvent.Connect e -> connected(e);
            case AcdEvent.CallbackReached e -> ended(e.callback(), Play.Ended.REACHED);
            case AcdEvent.Queued e -> {
                Try t = tries.get(e.interaction());
                if (t != null) { // the customer waits for the agent
                    play.at(play.now().plus(t.wish.customer.patience()), () -> leaves(e.interaction()));
                }
            }
            case AcdEvent.Offer e -> {
                Try t = tries.get(e.interaction());
                if (t != null) {
                    agents.rung(e.offer(), e.agent(), t.wish.rings.next(e.agent(), People.SOME_RING));
                }
            }
            case AcdEvent.CallbackMissed e -> tries.remove(e.interaction());
            case AcdEvent.SendOn e -> tries.remove(e.interaction());
            case AcdEvent.Gone e -> tries.remove(e.interaction());
            case AcdEvent.CallbackOver e -> ended(e.callback(), Play.Ended.GIVEN_UP);
            default -> {}
        }
    }

    private void begins(AcdEvent.CallbackDue e) {
        Wish wish = open.get(e.callback());
        if (wish == null) {
            throw new IllegalStateException("an attempt of a call-back that nobody was promised: " + e);
        }
        Try t = new Try(wish, e.customerFirst());
        tries.put(e.interaction(), t);
        if (e.customerFirst()) {
            called(e.interaction(), t, e.agent());
        } else {
            agents.rung(e.offer(), e.agent(), wish.rings.next(e.agent(), People.SOME_RING));
        }
    }

    private void connected(AcdEvent.Connect e) {
        Try t = tries.get(e.interaction());
        if (t != null && !t.customerFirst) {
            called(e.interaction(), t, e.agent());
        } else if (t != null && t.does != null) {
            tries.remove(e.interaction());
            play.talk(e.interaction(), e.agent(), t.does.talk(), t.does.wrapUp());
        }
    }

    /** The customer's phone rings. */
    private void called(InteractionId attempt, Try t, AgentId agent) {
        People.Attempt does = t.wish.next();
        t.does = does;
        play.at(play.now().plus(does.after()), () -> {
            if (!tries.containsKey(attempt)) {
                return; // over before
            }
            if (does.miss().isPresent()) {
                play.take(new AcdInput.Missed(attempt, does.miss().get()));
            } else {
                play.take(new AcdInput.Reached(attempt));
                if (!t.customerFirst) {
                    tries.remove(attempt);
                    play.talk(attempt, agent, does.talk(), does.wrapUp());
                }
            }
        });
    }

    private void leaves(InteractionId attempt) {
        if (tries.containsKey(attempt)) {
            play.take(new AcdInput.Leave(attempt, LeaveReason.ABANDONED));
        }
    }

    private void ended(InteractionId callback, Play.Ended how) {
        Wish wish = open.remove(callback);
        if (wish != null) {
            over.add(called(wish, how));
        }
    }

    private Play.Called called(Wish wish, Play.Ended how) {
        return new Play.Called(wish.asked, wish.queue, Duration.between(wish.asked, play.now()), how);
    }

    /** All; those that are open last. */
    List<Play.Called> all() {
        List<Play.Called> all = new ArrayList<>(over);
        open.values().forEach(w -> all.add(called(w, Play.Ended.OPEN)));
        return List.copyOf(all);
    }
}
