package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/** The handle of the ACD: commands from any thread, carried out in order on the ACD's loop; answers are {@link AcdEvent}s. */
public interface Acd {

    /** A caller wants to wait; answered by {@link AcdEvent.Queued} or {@link AcdEvent.NotQueued}. */
    void join(Ticket ticket);

    /** The caller no longer waits (hung up, pressed a key, was sent elsewhere); a running offer is withdrawn. */
    void leave(InteractionId interaction, LeaveReason why);

    /** The agent's phone was answered: the offer becomes a conversation, unless the caller has gone ({@link AcdEvent.Withdraw} says so). */
    void accepted(long offer);

    /** The agent's phone did not take it. */
    void failed(long offer, OfferFailure why);

    /** An agent is no longer to be rung at once for a caller whom another agent has; if those two talk already, that ends. */
    void callOff(InteractionId interaction, AgentId rung);

    /**
     * An agent wants to call somebody; answered by {@link AcdEvent.Dialling} or {@link AcdEvent.NotDialling}. Then either {@link
     * #notDialled} or {@link #released} must follow.
     *
     * @param queue whose wrap-up follows; {@link Ticket#DIRECT}: that of the agent's first queue
     */
    void dial(InteractionId interaction, AgentId agent, QueueName queue);

    /** Nothing came of the agent's call: no wrap-up. {@code why} is part of a sentence. */
    void notDialled(InteractionId interaction, AgentId agent, String why);

    /** The conversation ended: the agent goes to wrap-up. */
    void released(InteractionId interaction);

    /** That agent's conversation with the caller ended, whoever else talks with them. */
    void released(InteractionId interaction, AgentId agent);

    /** The agent's conversation goes on as one with another caller. */
    void handedOver(InteractionId from, InteractionId to, AgentId agent);

    /**
     * The caller is asked for the number of a call-back: the place is kept, and nobody is offered them. It is taken up again by
     * {@link #join} of the same queue or by {@link #callBack}.
     */
    void hold(InteractionId interaction);

    /**
     * Calls a number back when its turn comes: the caller's place if one is held, else the end of the line. Answered by {@link
     * AcdEvent.CallbackTaken}, {@link AcdEvent.CallbackThere} or {@link AcdEvent.CallbackNotTaken}.
     */
    void callBack(CallbackTicket ticket);

    /** Call-backs from before a restart, with the time at which each was asked for; no answer, but for those that are over. */
    void restore(List<KeptCallback> kept);

    /**
     * Agents are again what they were before a restart; whoever is not offline any more stays what they are. Phones are not told of here: who has
     * none is offered no calls.
     */
    void takeUp(List<KeptAgent> kept);

    /** The customer of this attempt has answered. */
    void reached(InteractionId attempt);

    /** The attempt came to nothing: the agent is free again, and the customer is called later, or no more. */
    void missed(InteractionId attempt, Miss why);

    /** The call-back is no longer wanted. {@code why} is one plain sentence. */
    void cancelCallback(InteractionId callback, String why);

    /** The call-back is the next one of its queue, even if it rests between two attempts. */
    void callbackNow(InteractionId callback);

    /**
     * The customer of a call-back is on the phone with us in another call: nobody calls them, and an attempt that has not reached them
     * is over. Nothing if there is no such call-back.
     */
    void sleep(InteractionId callback, InteractionId call);

    /** That call is over: the call-back has its turn again, if none of their calls is left. */
    void wake(InteractionId callback, InteractionId call);

    /** An agent's (or supervisor's) command. */
    void agent(AgentId agent, AgentCommand command);

    /** Who waits in a queue, in turn, at most so many; nobody in one that there is not. */
    CompletionStage<List<LineEntry>> line(QueueName queue, int most);

    /** A caller in line is the next one, before all others; tells whether they wait. */
    CompletionStage<Boolean> first(InteractionId interaction);

    /**
     * An agent who is ready is rung for a caller in line, whatever the queue and the skills; an agent who is rung for them now is not any
     * more. Who is not answered is in line as before.
     */
    CompletionStage<Given> give(InteractionId interaction, AgentId agent);

    /** Whether the agent has a phone that can ring; agents without one are not offered calls. */
    void reachable(AgentId agent, boolean reachable);

    /** Takes changed settings without logging anybody out: states, places, offers and wrap-up times stay. */
    void reconfigure(AcdSettings settings);

    /** From now on the waits that are told rest on this knowledge of the past too. */
    void learn(WaitModel model);

    /**
     * An urgent queue's callers go before those of all others, and agents who help out in it are offered them at once. Nothing if it is so
     * already; a queue that is not in the settings is as declared when it comes.
     */
    void urgent(QueueName queue, boolean on);

    /** Queues and agents as they are now: an immutable snapshot. */
    Board board();

    /** One queue of it; how long callers have waited is as it was when the snapshot was made. */
    default Optional<Board.QueueLine> line(QueueName queue) {
        return board().line(queue);
    }

    /** A queue as it is now for a caller who has not joined it; of the same snapshot, so that nobody waits for it. */
    default AtTheDoor atTheDoor(QueueName queue) {
        return AtTheDoor.of(board(), queue);
    }

    /**
     * A caller's place in line.
     *
     * @param priority higher is served first; equal ones in order of {@code since}
     * @param only offer to this agent alone (a transfer to a colleague)
     * @param plan who may be rung, and from when on; it does not bind {@code only}
     * @param orNobody whether the caller is sent on while nobody who serves the queue and has the skills is logged in, whatever
     *     the queue's settings say
     * @param atOnce with {@code only}: ring now, once, for this long; a caller who is not answered then is sent on, in no queue's
     *     counts
     * @param maxWait how long the caller waits at most in this queue; empty: as the queue's settings say
     * @param waited how long the caller has waited before, in other queues
     */
    record Ticket(
            InteractionId interaction,
            QueueName queue,
            int priority,
            Optional<AgentId> only,
            Plan plan,
            boolean orNobody,
            Optional<Duration> atOnce,
            Optional<Duration> maxWait,
            Duration waited) {

        /** The queue's name in what is told of callers who are put through to one agent past all queues. */
        public static final QueueName DIRECT = new QueueName("direct");

        /** Any agent of the queue will do; waits as long as the settings say. */
        public Ticket(InteractionId interaction, QueueName queue, int priority, Optional<AgentId> only) {
            this(
                    interaction,
                    queue,
                    priority,
                    only,
                    Plan.ANYBODY,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ZERO);
        }

        /** Waits as long as the settings say. */
        public Ticket(
                InteractionId interaction,
                QueueName queue,
                int priority,
                Optional<AgentId> only,
                Set<String> needs,
                boolean orNobody,
                Optional<Duration> atOnce) {
            this(
                    interaction,
                    queue,
                    priority,
                    only,
                    Plan.needing(Demand.of(needs)),
                    orNobody,
                    atOnce,
                    Optional.empty(),
                    Duration.ZERO);
        }

        /** Rings one agent, once. */
        public static Ticket direct(InteractionId interaction, AgentId agent, Duration ring) {
            return new Ticket(
                    interaction,
                    DIRECT,
                    0,
                    Optional.of(agent),
                    Plan.ANYBODY,
                    false,
                    Optional.of(ring),
                    Optional.empty(),
                    Duration.ZERO);
        }

        /** The same for other agents, or at other times. */
        public Ticket by(Plan other) {
            return new Ticket(interaction, queue, priority, only, other, orNobody, atOnce, maxWait, waited);
        }

        /** The same after so long a wait in other queues. */
        public Ticket after(Duration wait) {
            return new Ticket(interaction, queue, priority, only, plan, orNobody, atOnce, maxWait, wait);
        }

        /** The same, ahead of those who came later, or for other agents. */
        public Ticket again(int otherPriority, Optional<AgentId> otherOnly) {
            return new Ticket(interaction, queue, otherPriority, otherOnly, plan, orNobody, atOnce, maxWait, waited);
        }
    }

    /**
     * A wish to be called back.
     *
     * @param callback names the call-back
     * @param from the call in which it was asked for
     * @param waited how long the customer has waited until now
     * @param number as it will be dialled; one call-back for each
     * @param window when the customer wants to be called; empty: as soon as it is their turn
     */
    record CallbackTicket(
            InteractionId callback,
            InteractionId from,
            QueueName queue,
            int priority,
            Personal number,
            Duration waited,
            Optional<CallbackWindow> window) {

        /** Has not waited yet, and may be called as soon as it is their turn. */
        public CallbackTicket(
                InteractionId callback, InteractionId from, QueueName queue, int priority, Personal number) {
            this(callback, from, queue, priority, number, Duration.ZERO, Optional.empty());
        }
    }

    /**
     * When a customer wants to be called: not before {@code from}, and no more from {@code until} on. One that ends before it begins is
     * an {@link IllegalArgumentException}.
     */
    record CallbackWindow(Instant from, Instant until) {
        public CallbackWindow {
            if (!until.isAfter(from)) {
                throw new IllegalArgumentException("a time from " + from + " until " + until + " never comes");
            }
        }
    }

    /**
     * A call-back from before a restart.
     *
     * @param asked since when the customer waits
     * @param attempts how often the customer was called in vain
     * @param notBefore when the next attempt may come
     */
    record KeptCallback(CallbackTicket ticket, Instant asked, int attempts, Instant notBefore) {}

    /**
     * An agent from before a restart, in the words of {@link Board.AgentLine}. Who was being rung is ready; for who talked the call is over.
     *
     * @param reason as there; of {@code offline} why the server does not take them up
     * @param until the end of the wrap-up; empty unless it ran
     * @param call the call in hand
     * @param queue of that call; its wrap-up follows the talk
     */
    record KeptAgent(
            AgentId agent,
            String state,
            String reason,
            Optional<Instant> until,
            Optional<InteractionId> call,
            Optional<QueueName> queue) {}

    /** What comes of giving a caller to an agent. */
    enum Given {
        /** The agent's phone rings. */
        RUNG,
        /** The caller is in no line. */
        NOT_WAITING,
        /** The agent is not ready. */
        NOT_READY,
        /** The agent has no phone that can ring. */
        NO_PHONE,
        /** The caller is about to leave the queue. */
        LEAVING
    }

    /** Why an attempt came to nothing. */
    enum Miss {
        BUSY("the customer was busy", true),
        NO_ANSWER("the customer did not answer", true),
        DECLINED("the customer declined", true),
        UNREACHABLE("the customer's phone could not be reached", true),
        /** The agent hung up while the customer's phone rang. */
        AGENT_LEFT("the agent hung up before the customer answered", false),
        /** They need not be called. */
        CALLED_IN("the customer called in meanwhile", false),
        /** No fault of either. */
        SERVER("the server could not place the call", false);

        private final String words;
        private final boolean counts;

        Miss(String words, boolean counts) {
            this.words = words;
            this.counts = counts;
        }

        /** What happened, as part of a sentence. */
        public String words() {
            return words;
        }

        /** Whether it is one of the attempts that may be made. */
        public boolean counts() {
            return counts;
        }
    }

    /** Why a ticket that is rung at once came to nothing. */
    final class Missed {
        /** The agent talks, works after a call, is being rung, or declined. */
        public static final String BUSY = "busy";

        /** The phone rang for all of the time. */
        public static final String NO_ANSWER = "no answer";

        /** Not logged in, not ready, or no phone can be reached. */
        public static final String NOT_THERE = "not there";

        private Missed() {}
    }

    /** Why a caller left. */
    enum LeaveReason {
        ABANDONED,
        KEY,
        SENT_ON,
        /** Will be called back. */
        CALLBACK
    }

    /** Why an offer failed. */
    enum OfferFailure {
        /** The phone rang for the ring time: the agent becomes not ready. */
        NO_ANSWER,
        /** The agent pressed decline (603, 480 …): not rung again at once. */
        DECLINED,
        /** 486. */
        BUSY,
        /** No phone, 404, 408, transport failure: the agent becomes not ready. */
        UNREACHABLE
    }

    /** What an agent may do. */
    sealed interface AgentCommand {
        /** Logs in: not ready at first. */
        record LogIn() implements AgentCommand {}

        /** Logs out; after the call in hand if there is one. */
        record LogOut() implements AgentCommand {}

        /** Ready for calls; ends wrap-up. */
        record Ready() implements AgentCommand {}

        /** Not ready; after the call in hand if there is one. */
        record NotReady(String reason) implements AgentCommand {}

        /** Ends the wrap-up that runs, as if its time were over. */
        record EndWrapUp() implements AgentCommand {}

        /** Lengthens the wrap-up that runs. */
        record ExtendWrapUp(Duration by) implements AgentCommand {}
    }
}
