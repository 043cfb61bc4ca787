package org.helpline.interaction;

import java.time.Duration;
import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.call.Beside;
import org.helpline.call.CallerLeg;
import org.helpline.call.TransferWish;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook.Reach;
import org.jspecify.annotations.Nullable;

/**
 * Transfers that an agent asks for at the phone (REFER), one at a time. To a queue or a script the caller goes at once, as from the desk. A
 * person is rung first, while the agent keeps the caller: who answers has the caller, and if nobody does the agent still has. Somebody whom
 * the agent has called already takes the caller over. Confined to the call's loop.
 */
final class PhoneTransfers {

    /** What the queue's answer about the person who is rung is told by. */
    static final long TOKEN = -1;

    /** As long as scripts ring by default. */
    static final Duration RING = Duration.ofSeconds(20);

    private static final String NO_SECOND =
            "there is no second call of this agent with somebody who has answered, that the caller could be joined to";

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private @Nullable Pending pending;

    PhoneTransfers(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
    }

    /** A person is being rung. */
    private static final class Pending {
        private final TransferWish wish;
        private final AgentPart from;
        private final AgentPart next;
        private final AgentId by;
        private final String to;

        /** Whether the agent who asked has hung up. */
        private boolean left;

        Pending(TransferWish wish, AgentPart from, AgentPart next, AgentId by, String to) {
            this.wish = wish;
            this.from = from;
            this.next = next;
            this.by = by;
            this.to = to;
        }
    }

    /** Who is rung for a transfer; empty if nobody is. */
    Optional<AgentPart> next() {
        return Optional.ofNullable(pending).map(p -> p.next);
    }

    /** The phone of whoever has the caller asks. */
    void asked(AgentPart from, TransferWish wish) {
        Optional<AgentId> by = from.talker();
        if (by.isEmpty() || call.agent() != from) {
            wish.refuse(481, "Call Does Not Exist");
        } else if (pending != null || call.consult().isOn()) {
            wish.refuse(491, "Request Pending");
        } else if (call.callback().awaitsCustomer()) {
            refuse(wish, by.get(), 403, "Nobody To Transfer Yet", "the customer has not answered yet");
        } else if (wish.isAttended()) {
            attended(from, wish, by.get());
        } else {
            blind(from, wish, by.get());
        }
    }

    private void refuse(TransferWish wish, AgentId by, int status, String phrase, String why) {
        wish.refuse(status, phrase);
        call.tell(new CallFact.NotTransferred(by, new Personal(wish.target()), why));
    }

    private void blind(AgentPart from, TransferWish wish, AgentId by) {
        String target = wish.target();
        Optional<Reach> reach = house.reach(target);
        if (reach.isEmpty()) {
            refuse(wish, by, 404, "Not Found", "it is no extension, agent, queue or number of the house");
            return;
        }
        switch (reach.get()) {
            case Reach.Agent a
            when a.agent().equals(by) ->
                refuse(wish, by, 403, "That Is You", "nobody can transfer a caller to themselves");
            case Reach.Agent a -> ring(from, wish, by, a.agent().value(), Optional.of(a.agent()));
            case Reach.Phone p -> ring(from, wish, by, p.extension(), Optional.empty());
            case Reach.Outside o -> ring(from, wish, by, o.number(), Optional.empty());
            case Reach.Queue q
            when !call.scripts().haveBegun() ->
                refuse(wish, by, 403, "No Script Waits There", "the caller has no script that could wait in a queue");
            case Reach.Queue q -> atOnce(wish, new Transfer.ToQueue(q.queue()));
            case Reach.Script s -> atOnce(wish, new Transfer.ToScript(s.script()));
        }
    }

    private void atOnce(TransferWish wish, Transfer target) {
        wish.accept();
        wish.succeeded();
        call.fromDesk(new Event.DeskTransfer(target));
    }

    private void ring(AgentPart from, TransferWish wish, AgentId by, String to, Optional<AgentId> agent) {
        wish.accept();
        AgentPart next = call.parts().another();
        pending = new Pending(wish, from, next, by, to);
        call.handovers().transferred(by); // the pop of whoever is rung says from whom
        if (agent.isPresent()) {
            call.queue().pass(agent.get(), RING);
        } else if (house.reach(to).orElse(null) instanceof Reach.Outside) {
            ringOutside(next, wish, by, to);
        } else {
            next.ringPhone(to, RING, true, this::notReached);
        }
    }

    /** By the caller's own trunk if it does that: who answers then has the caller, and neither the agent nor we are needed any more. */
    private void ringOutside(AgentPart next, TransferWish wish, AgentId by, String number) {
        SentOn.Then then = new SentOn.Then(
                () -> ifStillAsked(next, () -> next.ringNumber(number, RING, true, this::notReached)),
                () -> {
                    ifStillAsked(next, () -> pending = null);
                    call.tell(new CallFact.Transferred(by, number));
                    wish.succeeded();
                },
                why -> ifStillAsked(next, () -> notReached(why)));
        if (!call.sentOn().begin(number, RING, then)) {
            next.ringNumber(number, RING, true, this::notReached);
        }
    }

    private void ifStillAsked(AgentPart next, Runnable then) {
        if (pending != null && pending.next == next) {
            then.run();
        }
    }

    /** A phone rings; if it is the one that is asked for, the agent's phone is told. */
    void rings(AgentPart part) {
        if (pending != null && pending.next == part) {
            pending.wish.rings();
        }
    }

    /** Somebody has answered and is to hear the caller: whether it is who was asked for, who has the caller from now on. */
    boolean taken(AgentPart part) {
        Pending p = pending;
        if (p == null || p.next != part) {
            return false;
        }
        pending = null;
        call.tell(new CallFact.Transferred(p.by, p.to));
        p.wish.succeeded();
        give(p.left ? Optional.empty() : Optional.of(p.from), part);
        return true;
    }

    /** From now on {@code to} has the caller, and {@code from} has not. */
    void give(Optional<AgentPart> from, AgentPart to) {
        call.sound().apart(caller);
        caller.stopPlay();
        call.music().stop();
        call.parts().has(to);
        from.ifPresent(AgentPart::handOver);
    }

    /** The person who was rung does not take the caller: the agent keeps them. */
    void notReached(Missed.Why why) {
        Pending p = pending;
        if (p == null) {
            return;
        }
        pending = null;
        switch (why) {
            case BUSY -> p.wish.failed(486, "Busy Here");
            case NO_ANSWER -> p.wish.failed(480, "No Answer");
            case NOT_THERE -> p.wish.failed(480, "Not There");
        }
        keeps(p, why.words());
    }

    /** The agent keeps the caller, or has left them. */
    private void keeps(Pending p, String why) {
        call.tell(new CallFact.NotTransferred(p.by, new Personal(p.to), why));
        if (p.left) {
            call.sound().apart(caller);
            call.music().stop();
            call.agentLeft();
        }
    }

    /** The agent who has the caller hung up; whether that is no matter, since somebody else is being rung. */
    boolean hasLeft(AgentPart from) {
        Pending p = pending;
        if (p == null || p.from != from || p.left) {
            return false;
        }
        p.left = true;
        from.handOver();
        call.sound().apart(caller);
        call.music().again(house.holdMusic(call.queue().lastQueue()));
        return true;
    }

    /** A command from a desk; whether it has been carried out here. */
    boolean takes(AgentId agent, Event event) {
        Pending p = pending;
        if (p == null) {
            return false;
        }
        if (p.next.rings(agent)) {
            p.next.fromDesk(event);
            return true;
        }
        if (event instanceof Event.DeskTransfer) {
            pending = null;
            p.wish.failed(487, "Transferred From The Desk");
            p.next.giveUp();
            call.queue().leave(Acd.LeaveReason.KEY);
            return false;
        }
        return event instanceof Event.DeskHangUp && hasLeft(p.from);
    }

    /** The caller is gone. */
    void callerGone() {
        Pending p = pending;
        pending = null;
        if (p != null) {
            p.wish.failed(487, "The Caller Hung Up");
            p.next.callerGone();
        }
    }

    // ---- the agent has called the other one before

    private void attended(AgentPart from, TransferWish wish, AgentId by) {
        Optional<LiveCall> second = house.inside().find(wish.otherCallId()).filter(o -> o != call);
        if (second.filter(o -> !isBeside(o)).isPresent()) {
            attendedElsewhere(from, wish, by, second.get());
            return;
        }
        Optional<LiveCall> other =
                second.filter(o -> o.inside().filter(i -> i.isMeant(by, wish)).isPresent());
        Optional<AgentPart.Given> given = other.flatMap(o -> o.agent().give());
        if (other.isEmpty() || given.isEmpty()) {
            refuse(wish, by, 603, "No Such Second Call", NO_SECOND);
            return;
        }
        wish.accept();
        given.get().agent().ifPresent(a -> house.acd().handedOver(other.get().id(), call.id(), a));
        join(
                new Pending(wish, from, call.parts().another(), by, given.get().name()),
                given.get(),
                () -> other.get().finish("served", "agent", "The call went on with the caller of " + call.id() + "."));
    }

    /** Whether both calls are on one loop, and their sound on one thread: those that begin while the phone has the caller are. */
    private boolean isBeside(LiveCall other) {
        return other.loop() == call.loop()
                && other.agent()
                        .talkingLeg()
                        .map(leg -> house.calls().areBeside(caller, leg))
                        .orElse(true); // nobody is there to be joined
    }

    /** The agent's phone hears of it before its second call ends, which {@code endSecond} does. */
    private void join(Pending p, AgentPart.Given given, Runnable endSecond) {
        call.tell(new CallFact.Transferred(p.by, given.name()));
        call.handovers().transferred(p.by);
        p.wish.succeeded();
        give(p.left ? Optional.empty() : Optional.of(p.from), p.next);
        endSecond.run();
        p.next.takeOver(given, lastQueue());
    }

    /** The second call is older than this one, and is on another loop, or its sound on another thread: whoever is in it is brought here, which takes the phone's agreement. */
    private void attendedElsewhere(AgentPart from, TransferWish wish, AgentId by, LiveCall other) {
        Optional<Beside> place = caller.place();
        Optional<InsideCall> inside = other.inside();
        if (place.isEmpty() || inside.isEmpty()) {
            refuse(wish, by, 603, "No Such Second Call", NO_SECOND);
            return;
        }
        wish.accept();
        Pending p = new Pending(wish, from, call.parts().another(), by, wish.target());
        pending = p;
        InteractionId ours = call.id();
        Loop home = call.loop();
        other.loop()
                .tell(() -> inside.get()
                        .lend(
                                by,
                                wish,
                                place.get(),
                                ours,
                                given -> home.tell(() -> {
                                    brought(p, given);
                                    given.ifPresent(_ ->
                                            other.loop().tell(() -> inside.get().lent(ours)));
                                })));
    }

    private void brought(Pending p, Optional<AgentPart.Given> given) {
        boolean wanted = pending == p;
        if (wanted) {
            pending = null;
        }
        if (given.isEmpty()) {
            if (wanted) {
                p.wish.failed(603, "No Such Second Call");
                keeps(p, NO_SECOND);
            }
        } else if (wanted) {
            join(p, given.get(), () -> {}); // its own loop ends it
        } else {
            nobodyFor(given.get());
        }
    }

    /** The caller has gone, or to somebody else, before whom they were to be joined with came. */
    private void nobodyFor(AgentPart.Given given) {
        given.phone().hangUp("The caller is no longer there");
        given.agent().ifPresent(a -> {
            house.desk().offered(a, call, call.pop(lastQueue(), a), Duration.ZERO);
            house.desk().wrapUp(a, call);
            house.acd().released(call.id(), a);
        });
    }

    /** The queue that the caller waited in last. */
    QueueName lastQueue() {
        return call.queue().lastQueue().orElse(Acd.Ticket.DIRECT);
    }

    /** Somebody else has the caller: nobody is to be rung any more. */
    void giveUpPending() {
        call.consult().giveUp(Consultation.CANCELLED);
        Pending p = pending;
        if (p != null) {
            pending = null;
            p.wish.failed(487, "Somebody Else Has The Caller");
            p.next.giveUp();
            call.queue().leave(Acd.LeaveReason.KEY);
        }
    }
}
