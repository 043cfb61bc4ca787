package org.helpline.interaction;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.call.Arrival;
import org.helpline.call.CustomerLeg;
import org.helpline.core.AgentId;
import org.helpline.core.Directory;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.ivr.model.PhoneBook.Reach;

/** The calls that agents make from their desks, until they live on a loop of their own. Confined to the ACD's loop, but for {@link #dial}. */
final class DialledCalls {

    private final House house;
    private final Loop acdLoop;
    private final Directory<InteractionId, LiveCall> calls;
    private final Draining draining;
    private final Map<InteractionId, Wanted> wanted = new HashMap<>();
    private int next;

    DialledCalls(House house, Loop acdLoop, Directory<InteractionId, LiveCall> calls, Draining draining) {
        this.house = house;
        this.acdLoop = acdLoop;
        this.calls = calls;
        this.draining = draining;
    }

    private record Wanted(OutgoingCall.Wish wish, CompletableFuture<Result> answer) {}

    /** An agent calls a number, maybe for a queue; any thread. */
    CompletionStage<Result> dial(AgentId by, String written, Optional<QueueName> queue) {
        Optional<Reach> reach = house.book().number(written);
        if (!(reach.orElse(null) instanceof Reach.Outside outside)) {
            return refused("\"" + Switchboard.printable(written) + "\" is no number that may be called from here.");
        }
        if (draining.isOn()) {
            return refused("The server is stopping.");
        }
        OutgoingCall.Wish wish = new OutgoingCall.Wish(
                by,
                new Personal(outside.number()),
                house.settings().callbacks().shown().orElse(""),
                queue.orElse(Acd.Ticket.DIRECT));
        CompletableFuture<Result> answer = new CompletableFuture<>();
        InteractionId id = house.callbacks().newId();
        boolean told = acdLoop.tell(() -> wanted.put(id, new Wanted(wish, answer)));
        if (!told) {
            return refused("The server is stopping.");
        }
        house.acd().dial(id, by, wish.queue());
        return answer;
    }

    private static CompletionStage<Result> refused(String why) {
        return CompletableFuture.completedFuture(new Result.Refused(why));
    }

    /** The ACD keeps the agent free for it. */
    void dialling(AcdEvent.Dialling e) {
        Wanted call = wanted.remove(e.interaction());
        List<Loop> loops = house.calls().loops();
        Loop loop = loops.isEmpty() ? acdLoop : loops.get(Math.floorMod(next++, loops.size()));
        if (call == null || loops.isEmpty() || !loop.tell(() -> begin(loop, e.interaction(), call))) {
            house.acd().notDialled(e.interaction(), e.agent(), "the server is stopping");
        }
    }

    void notDialling(AcdEvent.NotDialling e) {
        Wanted call = wanted.remove(e.interaction());
        if (call != null) {
            call.answer()
                    .complete(new Result.Refused(
                            switch (e.why()) {
                                case "busy" -> "You have a call in hand; end it first.";
                                case "no phone" -> "Your phone is not connected, so it cannot ring.";
                                default -> "You are off duty. Go on duty first.";
                            }));
        }
    }

    private void begin(Loop loop, InteractionId id, Wanted wanted) {
        OutgoingCall.Wish wish = wanted.wish();
        Arrival callee = new Arrival(wish.number(), Personal.NONE, wish.shown(), id.value(), "", "");
        Optional<CustomerLeg> leg = house.calls().customer(loop, Optional.empty(), callee);
        if (leg.isEmpty()) {
            house.acd().notDialled(id, wish.by(), "the number could not be called");
            wanted.answer()
                    .complete(new Result.Refused(
                            "The number cannot be called now: no trunk takes it, or no line is free."));
            return;
        }
        LiveCall call = new LiveCall(house, id, leg.get());
        calls.put(id, call);
        call.dial(leg.get(), wish);
        wanted.answer().complete(new Result.Done());
    }
}
