package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.call.Arrival;
import org.helpline.call.CustomerLeg;
import org.helpline.core.Directory;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;

/**
 * Who wants to be called back, and the calls that do so. It knows numbers, names and what was chosen, where the ACD knows turns.
 * What it promises is on the shelf before the caller hears of it. Confined to the ACD's loop, but for {@link #ask}.
 */
final class CallbackBook {

    /** A server that was killed in the midst of an attempt does not try again at once. */
    private static final Duration AFTER_A_CUT = Duration.ofMinutes(1);

    private final House house;
    private final Loop acdLoop;
    private final CallbackShelf shelf;
    private final Supplier<InteractionId> ids;
    private final Directory<InteractionId, LiveCall> calls;
    private final Map<InteractionId, CallbackWish> asked = new HashMap<>();
    private final Map<InteractionId, CallbackWish> open = new LinkedHashMap<>();
    private final Map<InteractionId, Loop> attempts = new HashMap<>();
    private int next;

    CallbackBook(
            House house,
            Loop acdLoop,
            CallbackShelf shelf,
            Supplier<InteractionId> ids,
            Directory<InteractionId, LiveCall> calls) {
        this.house = house;
        this.acdLoop = acdLoop;
        this.shelf = shelf;
        this.ids = ids;
        this.calls = calls;
    }

    /** Takes up what was promised before a restart. Once, before callers come; on any thread. */
    void restore(List<CallbackWish> kept) {
        acdLoop.tell(() -> {
            kept.forEach(w -> open.put(w.callback(), w));
            house.acd()
                    .restore(kept.stream()
                            .map(w -> new Acd.KeptCallback(ticket(w), w.asked(), w.attempts(), w.notBefore()))
                            .toList());
        });
    }

    /** A script asks for a call-back; on the call's loop, where the answer comes too. */
    void ask(CallbackWish wish, BiConsumer<CallbackAnswer, QueueFact> refused) {
        if (!house.settings().callbacks().areSetUp()) {
            refused.accept(CallbackAnswer.FAILED, new QueueFact.CallbackRefused(wish.queue(), "nobody may be called"));
        } else if (!house.settings().callbacks().mayCall(wish.number().value())) {
            refused.accept(
                    CallbackAnswer.NUMBER_REFUSED,
                    new QueueFact.CallbackRefused(wish.queue(), "the settings do not let this number be called"));
        } else {
            acdLoop.tell(() -> asked.put(wish.callback(), wish));
            house.acd().callBack(ticket(wish));
        }
    }

    /** An id for a call-back. Any thread. */
    InteractionId newId() {
        return ids.get();
    }

    private static Acd.CallbackTicket ticket(CallbackWish w) {
        return new Acd.CallbackTicket(w.callback(), w.from(), w.queue(), w.priority(), w.number());
    }

    // ---- what the ACD says

    void taken(AcdEvent.CallbackTaken e) {
        CallbackWish wish = asked.remove(e.callback());
        if (wish == null) {
            return;
        }
        CallbackWish promised = wish.since(e.asked());
        open.put(e.callback(), promised);
        QueueFact fact = new QueueFact.CallbackPromised(e.queue(), e.callback().value(), wish.number(), e.position());
        shelf.keep(promised).thenAccept(kept -> {
            if (!kept) {
                house.log("callback=" + e.callback() + " could not be kept: a restart would lose it.");
            }
            answer(e.from(), CallbackAnswer.TAKEN, fact);
        });
    }

    void there(AcdEvent.CallbackThere e) {
        asked.values().removeIf(w -> w.from().equals(e.from()));
        answer(
                e.from(),
                CallbackAnswer.THERE,
                new QueueFact.CallbackStands(e.queue(), e.callback().value()));
    }

    void notTaken(AcdEvent.CallbackNotTaken e) {
        asked.values().removeIf(w -> w.from().equals(e.from()));
        String why = e.why().equals("full") ? "too many are promised already" : "there is no such queue";
        answer(e.from(), CallbackAnswer.FAILED, new QueueFact.CallbackRefused(e.queue(), why));
    }

    private void answer(InteractionId from, CallbackAnswer answer, QueueFact fact) {
        calls.find(from).ifPresent(c -> c.loop().tell(() -> c.callback().answered(answer, fact)));
    }

    /** An agent is reserved: makes the call. */
    void due(AcdEvent.CallbackDue e) {
        CallbackWish wish = open.get(e.callback());
        List<Loop> loops = house.calls().loops();
        if (wish == null || loops.isEmpty()) {
            house.acd().missed(e.interaction(), Acd.Miss.SERVER);
            return;
        }
        shelf.keep(wish.tried(e.attempts(), house.clock().now().plus(AFTER_A_CUT)));
        Loop loop = loops.get(Math.floorMod(next++, loops.size()));
        attempts.put(e.interaction(), loop);
        if (!loop.tell(() -> begin(loop, wish, e))) {
            attempts.remove(e.interaction());
            house.acd().missed(e.interaction(), Acd.Miss.SERVER);
        }
    }

    private void begin(Loop loop, CallbackWish wish, AcdEvent.CallbackDue e) {
        Arrival customer = new Arrival(
                        wish.number(),
                        wish.name(),
                        wish.shown(),
                        wish.callback().value(),
                        "",
                        "")
                .proved(); // it is we who call
        Optional<CustomerLeg> leg = house.calls().customer(loop, contact(wish.number()), customer);
        if (leg.isEmpty()) {
            house.log("callback=" + wish.callback() + " cannot be called: no phone is registered under the number,"
                    + " callbacks.contact leads nowhere, or no RTP port is free.");
            house.acd().missed(e.interaction(), Acd.Miss.SERVER);
            return;
        }
        LiveCall call = new LiveCall(house, e.interaction(), leg.get());
        calls.put(call.id(), call);
        call.callBack(leg.get(), wish, e);
    }

    private Optional<String> contact(Personal number) {
        return house.settings().callbacks().contact().map(c -> c.replace("{number}", number.value()));
    }

    /** Where an attempt lives that has just begun: what is told there comes after its beginning. */
    Optional<Loop> loopOf(InteractionId attempt) {
        return Optional.ofNullable(attempts.get(attempt));
    }

    void reached(AcdEvent.CallbackReached e) {
        attempts.remove(e.interaction());
        open.remove(e.callback());
        shelf.drop(e.callback().value());
        house.log("callback=" + e.callback() + " interaction=" + e.interaction() + " has reached its customer");
    }

    void missed(AcdEvent.CallbackMissed e) {
        attempts.remove(e.interaction());
        CallbackWish wish = open.get(e.callback());
        if (wish != null) {
            CallbackWish tried = wish.tried(e.attempts(), e.again());
            open.put(e.callback(), tried);
            shelf.keep(tried);
        }
        house.log("callback=" + e.callback() + " interaction=" + e.interaction() + " came to nothing: " + e.why());
    }

    void over(AcdEvent.CallbackOver e) {
        open.remove(e.callback());
        shelf.drop(e.callback().value());
        house.log("callback=" + e.callback() + " is over: " + e.why());
    }

    // ---- people

    /** Somebody with this number talks with an agent: nobody need call them any more. Any thread. */
    void served(Personal number) {
        if (!number.isEmpty()) {
            acdLoop.tell(() -> cancelOf(number));
        }
    }

    private void cancelOf(Personal number) {
        for (CallbackWish w : new ArrayList<>(open.values())) {
            if (w.number().equals(CallbackWish.dialled(number))) {
                house.acd().cancelCallback(w.callback(), "The customer called in and was served.");
            }
        }
    }

    /** All that are open, as they are now. */
    List<Callbacks.Line> lines(Instant now) {
        return open.values().stream()
                .map(w -> new Callbacks.Line(
                        w.callback(),
                        w.queue(),
                        w.number(),
                        w.asked(),
                        w.attempts(),
                        w.notBefore().isAfter(now) ? Optional.of(w.notBefore()) : Optional.empty(),
                        attempts.keySet().stream().anyMatch(a -> isOf(a, w))))
                .toList();
    }

    private boolean isOf(InteractionId attempt, CallbackWish wish) {
        return calls.find(attempt)
                .filter(c -> c.callback().isOf(wish.callback()))
                .isPresent();
    }

    boolean isOpen(InteractionId callback) {
        return open.containsKey(callback);
    }
}
