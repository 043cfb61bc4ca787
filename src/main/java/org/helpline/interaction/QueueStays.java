package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.Acd.Ticket;
import org.helpline.acd.AcdEvent;
import org.helpline.core.AgentId;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/**
 * The call's stays in queues, in the order in which they were asked for. The ACD ends each with exactly one word (not queued,
 * sent on, gone, connected), so what it says always belongs to the oldest stay that has not ended: a caller may have left one
 * queue and joined the next before the first one's last word arrives. Confined to the call's loop.
 */
final class QueueStays {

    private final LiveCall call;
    private final House house;
    private final ArrayDeque<Stay> open = new ArrayDeque<>(1);
    private @Nullable Ticket last;
    private long lastToken;
    private List<ScreenPop.Choice> choices = List.of();
    private boolean scriptWaits;

    /** How often the caller was told to join or leave: who is asked after meanwhile may be told too late. */
    private long wishes;

    private String turnedAway = "";
    private @Nullable OldPlace place;

    /** How long the caller has waited in queues whose wait counts on in the next one, since an agent had them. */
    private Duration waited = Duration.ZERO;

    QueueStays(LiveCall call, House house) {
        this.call = call;
        this.house = house;
    }

    private static final class Stay {
        private final Ticket ticket;
        private final long token;
        private @Nullable LeaveReason left;
        private @Nullable Instant since;
        private final long sinceNanos;
        private boolean held;

        /** Waits again after it was held; the ACD has not said so yet. */
        private boolean resumed;

        Stay(Ticket ticket, long token, long sinceNanos) {
            this.ticket = ticket;
            this.token = token;
            this.sinceNanos = sinceNanos;
        }

        /** Whether somebody is rung beside an agent who has the caller. */
        private boolean isPass() {
            return token == PhoneTransfers.TOKEN;
        }

        /** Whether one agent is rung past all queues: the record has no queue to tell of. */
        private boolean isDirect() {
            return ticket.atOnce().isPresent();
        }
    }

    /** Joins for the script; {@code only}: for this agent alone. */
    void join(Effect.Enqueue wanted, Optional<AgentId> only) {
        choices = wanted.choices();
        scriptWaits = false;
        long mine = ++wishes;
        if (wanted.prefer().filter(p -> p.agent().isEmpty()).isPresent()) {
            call.lookup().lastAgent(agent -> {
                if (mine == wishes) { // else the caller has gone elsewhere meanwhile
                    join(wanted, only, agent);
                }
            });
        } else {
            join(wanted, only, Optional.empty());
        }
    }

    private void join(Effect.Enqueue wanted, Optional<AgentId> only, Optional<AgentId> lastAgent) {
        join(
                new Ticket(
                        call.id(),
                        wanted.queue(),
                        wanted.priority(),
                        only,
                        RoutingPlan.of(wanted, lastAgent),
                        wanted.orNobody(),
                        Optional.empty(),
                        wanted.maxWait(),
                        waited),
                0);
    }

    /** Joins before all others: a customer whom we called. */
    void join(QueueName queue, int priority, List<ScreenPop.Choice> shown) {
        choices = shown;
        join(new Ticket(call.id(), queue, priority, Optional.empty()), 0);
    }

    /** Rings one agent, once; the script hears of it with this token. */
    void direct(AgentId agent, Duration ring, List<ScreenPop.Choice> shown, long token) {
        choices = shown;
        scriptWaits = false;
        join(Ticket.direct(call.id(), agent, ring), token);
    }

    /** Rings one agent for a caller whom another one has; nothing else of the stay changes. */
    void pass(AgentId agent, Duration ring) {
        Ticket ticket = Ticket.direct(call.id(), agent, ring);
        open.add(stay(ticket, PhoneTransfers.TOKEN));
        house.acd().join(ticket);
    }

    /** Keeps the place, but waits no longer; from now on nothing of this stay reaches the script until it joins again. */
    void hold() {
        Stay stay = open.peekLast();
        if (stay != null && stay.left == null) {
            stay.held = true;
            scriptWaits = false;
            house.acd().hold(call.id());
        }
    }

    /** What the pop shows of somebody who joins no queue, and the queue that their music is of. */
    void show(List<ScreenPop.Choice> shown, QueueName queue) {
        choices = shown;
        last = new Ticket(call.id(), queue, 0, Optional.empty());
    }

    /** The ACD has put the call in line by itself, or an agent has it, at this place. */
    void stands(OldPlace at) {
        place = at;
    }

    /** Where the caller stands, or stood before the talk. */
    Optional<OldPlace> place() {
        return Optional.ofNullable(place);
    }

    /** The ACD has put the call in line by itself. */
    void adopt(Ticket ticket) {
        last = ticket;
        open.add(stay(ticket, 0));
    }

    /** The ACD has not, after all. */
    void disown() {
        open.pollLast();
    }

    /** Joins the last queue again, before those who came later: nobody talked with the caller, whose script still waits. */
    void joinAgain() {
        if (last != null) {
            join(last.again(last.priority() + 1, last.only()), lastToken);
        }
    }

    private void join(Ticket wanted, long token) {
        Ticket ticket = call.secondCall().placed(wanted);
        Stay held = open.peekLast();
        last = ticket;
        lastToken = token;
        turnedAway = "";
        if (held != null && held.held && held.ticket.queue().equals(ticket.queue()) && !held.isDirect()) {
            held.held = false;
            held.resumed = true;
        } else {
            open.add(stay(ticket, token));
        }
        house.acd().join(ticket);
    }

    private Stay stay(Ticket ticket, long token) {
        return new Stay(ticket, token, house.clock().nanos());
    }

    /** Leaves; from now on nothing of this stay reaches the script. Nothing if the call waits nowhere. */
    void leave(LeaveReason why) {
        wishes++;
        Stay stay = open.peekLast();
        if (stay != null && stay.left == null) {
            stay.left = why;
            scriptWaits = false;
            leaves(stay);
            if (stay.isPass()) {
                stay.ticket.only().ifPresent(a -> house.acd().callOff(call.id(), a)); // another agent has the caller
            } else {
                house.acd().leave(call.id(), why);
            }
        }
    }

    /** The wait counts on where the caller goes from here. */
    private void leaves(Stay stay) {
        if (!stay.isDirect()) {
            waited = house.ways().get().keepsWait(stay.ticket.queue())
                    ? stay.ticket.waited().plusNanos(house.clock().nanos() - stay.sinceNanos)
                    : Duration.ZERO;
        }
    }

    /** How long the caller has waited already who joins the next queue now. */
    Duration waited() {
        return waited;
    }

    /** Whether the caller waits, or has asked to. */
    boolean isWaiting() {
        Stay stay = open.peekLast();
        return stay != null && stay.left == null;
    }

    /** The queue in whose line the caller is; empty while they are in none, or one agent is rung past all queues. */
    Optional<QueueName> waitsIn() {
        Stay stay = open.peekLast();
        return stay != null && stay.left == null && !stay.held && !stay.isDirect()
                ? Optional.of(stay.ticket.queue())
                : Optional.empty();
    }

    /** Whether the ACD has said its last word of every stay. */
    boolean isSettled() {
        return open.isEmpty();
    }

    /** Whether what the ACD says now is of a stay that the caller has not left. */
    boolean isHeard() {
        Stay stay = open.peek();
        return stay != null && stay.left == null;
    }

    /** Why the queue asked last did not keep the caller, in a sentence; empty if it did, or if the caller left it. */
    String turnedAway() {
        return turnedAway;
    }

    /** The queue joined last; empty before the first. */
    Optional<QueueName> lastQueue() {
        return Optional.ofNullable(last).map(Ticket::queue);
    }

    /** What the screen pop shows of the menus. */
    List<ScreenPop.Choice> choices() {
        return choices;
    }

    void queued(AcdEvent.Queued e) {
        Stay stay = open.peek();
        if (stay == null) {
            return; // the record is closed
        }
        stay.resumed = false;
        if (stay.isDirect()) {
            return; // the offer follows at once
        }
        String needs = stay.ticket.plan().stages().getFirst().demand().words();
        call.tell(new QueueFact.Joined(e.queue(), e.position(), stay.ticket.priority(), stay.ticket.waited(), needs));
        if (stay.since == null) {
            stay.since = house.clock().now().minus(stay.ticket.waited());
            place = new OldPlace(e.queue(), stay.ticket.priority(), stay.since);
            call.secondCall().told(stay.ticket).ifPresent(call::tell);
        }
        if (stay.left == null) {
            boolean again = scriptWaits;
            scriptWaits = true;
            call.scripts()
                    .on(again ? new ScriptEvent.PositionChanged(e.position()) : new ScriptEvent.Queued(e.position()));
        }
    }

    void positionChanged(AcdEvent.PositionChanged e) {
        if (isHeard()) {
            call.scripts().on(new ScriptEvent.PositionChanged(e.position()));
        }
    }

    /** Others may be rung than before. */
    void relaxed(AcdEvent.Relaxed e) {
        Stay stay = open.peek();
        if (stay != null && stay.left == null) {
            call.tell(new QueueFact.Relaxed(e.queue(), e.stage(), e.words()));
        }
    }

    /** Who is rung, or why nobody; also for the attempt of a call-back, which waits in no stay. */
    void decided(AcdEvent.Decided e) {
        Stay stay = open.peek();
        if (stay == null || (stay.left == null && !stay.isDirect())) {
            call.tell(new QueueFact.Decided(
                    e.queue(),
                    e.offer(),
                    e.rung().map(AgentId::value).orElse(""),
                    e.because(),
                    e.wanted(),
                    e.passed()));
        }
    }

    void notQueued(AcdEvent.NotQueued e) {
        if (!isDirect()) {
            call.tell(new QueueFact.NotQueued(e.queue(), e.why()));
        }
        notServed(e.why(), "Queue " + e.queue() + " did not take the caller: " + NobodyThere.inQueue(e.why()) + ".");
    }

    void sentOn(AcdEvent.SendOn e) {
        Stay stay = open.peek();
        if (!isDirect()) {
            call.tell(new QueueFact.SentOn(e.queue(), e.why(), e.waited()));
        }
        if (stay != null && stay.left == null) {
            leaves(stay);
        }
        notServed(e.why(), "Queue " + e.queue() + " gave the caller up: " + NobodyThere.inQueue(e.why()) + ".");
    }

    private boolean isDirect() {
        Stay stay = open.peek();
        return stay != null && stay.isDirect();
    }

    private void notServed(String why, String sentence) {
        Stay stay = open.poll();
        if (stay == null || stay.left != null) {
            return; // the caller went elsewhere by themselves
        }
        boolean anybody = !stay.ticket.queue().equals(Ticket.DIRECT); // past all queues there is nobody else
        if (stay.isDirect()) {
            call.notReached(stay.token, missed(why));
        } else if (stay.ticket.only().isPresent() && why.equals("nobody serving") && anybody) {
            // the colleague is not there: anybody may take the caller
            join(stay.ticket.again(stay.ticket.priority(), Optional.empty()).after(waited), 0);
        } else {
            turnedAway = sentence;
            boolean waited = scriptWaits;
            scriptWaits = false;
            call.scripts().on(waited ? new ScriptEvent.SentOn(why) : new ScriptEvent.NotQueued(why));
        }
    }

    private static Missed.Why missed(String why) {
        return switch (why) {
            case Acd.Missed.BUSY -> Missed.Why.BUSY;
            case Acd.Missed.NO_ANSWER -> Missed.Why.NO_ANSWER;
            default -> Missed.Why.NOT_THERE;
        };
    }

    void gone(AcdEvent.Gone e) {
        Stay stay = open.poll();
        if (stay != null && stay.isDirect()) {
            return;
        }
        call.tell(left(e.why(), e.queue(), e.waited()));
    }

    /** The ACD connects the caller; false if the caller has left meanwhile, which the ACD takes for released. */
    boolean connected(AcdEvent.Connect e) {
        Stay first = open.peek();
        if (first != null && first.resumed) {
            return false; // it crossed the hold, which ended it; the caller is in line again
        }
        Stay stay = open.poll();
        if (stay != null && stay.held) {
            stay.left = LeaveReason.KEY; // the hold has ended the conversation
        }
        if (stay != null && stay.left != null) {
            call.tell(left(stay.left, e.queue(), e.waited()));
            return false;
        }
        waited = Duration.ZERO;
        if (stay != null && !stay.isPass()) {
            last = stay.ticket.after(e.waited()); // should it come to nothing, they have waited as long
        }
        call.tell(new QueueFact.Connected(e.queue(), e.agent(), e.waited()));
        return true;
    }

    /** The script has heard that an agent talks with the caller. */
    void served() {
        scriptWaits = false;
    }

    private static QueueFact left(LeaveReason why, QueueName queue, Duration waited) {
        return switch (why) {
            case ABANDONED -> new QueueFact.Abandoned(queue, waited);
            case KEY -> new QueueFact.SentOn(queue, "key", waited);
            case SENT_ON -> new QueueFact.SentOn(queue, "sent on", waited);
            case CALLBACK -> new QueueFact.SentOn(queue, "callback", waited);
        };
    }
}
