package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
import org.helpline.interaction.Callbacks.Booking;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;

/**
 * Who wants to be called back, and the calls that do so. It knows numbers, names and what was chosen, where the ACD knows turns.
 * What it promises is on the shelf before the caller hears of it. Confined to the ACD's loop, but for {@link #ask}.
 */
final class CallbackBook {

    /** A server that was killed in the midst of an attempt does not try again at once. */
    private static final Duration AFTER_A_CUT = Duration.ofMinutes(1);

    private static final String REACHED = "reached";

    static final String CALLED_IN = "The customer called in and was served.";

    private final House house;
    private final Loop acdLoop;
    private final CallbackShelf shelf;
    private final Supplier<InteractionId> ids;
    private final Directory<InteractionId, LiveCall> calls;
    private final Map<InteractionId, CallbackWish> asked = new HashMap<>();
    private final Map<InteractionId, CallbackWish> open = new LinkedHashMap<>();
    private final Directory<String, CallbackWish> byName = new Directory<>();
    private final Map<InteractionId, AcdEvent.CallbackIs> states = new HashMap<>();
    private final Map<InteractionId, CompletableFuture<Booking>> booked = new HashMap<>();
    private final Map<InteractionId, Callbacks.Try> trying = new HashMap<>();
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
            kept.forEach(this::enter);
            house.acd()
                    .restore(kept.stream()
                            .map(w -> new Acd.KeptCallback(
                                    w.ticket(house.clock().now()), w.asked(), w.attempts(), w.notBefore()))
                            .toList());
        });
    }

    /** A script asks for a call-back; on the call's loop, where the answer comes too. */
    void ask(CallbackWish wish, BiConsumer<CallbackAnswer, QueueFact> refused) {
        Optional<String> why = refusal(wish.number());
        if (why.isPresent()) {
            CallbackAnswer answer =
                    house.settings().callbacks().areSetUp() ? CallbackAnswer.NUMBER_REFUSED : CallbackAnswer.FAILED;
            refused.accept(answer, new QueueFact.CallbackRefused(wish.queue(), why.get()));
        } else {
            acdLoop.tell(() -> asked.put(wish.callback(), wish));
            house.acd().callBack(wish.ticket(house.clock().now()));
        }
    }

    /** Somebody asks for one without a call; any thread. */
    void ask(CallbackWish wish, CompletableFuture<Booking> answer) {
        boolean told = acdLoop.tell(() -> {
            asked.put(wish.callback(), wish);
            booked.put(wish.from(), answer);
        });
        if (told) {
            house.acd().callBack(wish.ticket(house.clock().now()));
        } else {
            answer.complete(new Booking.Refused("the server is too busy"));
        }
    }

    /** Why the settings do not let this number be called; empty if they do. Any thread. */
    Optional<String> refusal(Personal number) {
        if (!house.settings().callbacks().areSetUp()) {
            return Optional.of("the settings let nobody be called (callbacks.allow)");
        }
        return house.settings().callbacks().mayCall(number.value())
                ? Optional.empty()
                : Optional.of("the settings do not let this number be called");
    }

    /** An id for a call-back. Any thread. */
    InteractionId newId() {
        return ids.get();
    }

    private void enter(CallbackWish wish) {
        open.put(wish.callback(), wish);
        wish.terms().who().forEach(name -> byName.put(name, wish));
    }

    private void over(InteractionId callback, String outcome) {
        CallbackWish wish = open.remove(callback);
        states.remove(callback);
        if (wish == null) {
            return;
        }
        wish.terms()
                .who()
                .forEach(name -> byName.removeIf(name, w -> w.callback().equals(callback)));
        Callbacks.Try last = trying.get(callback);
        CallbackWish then = outcome.equals(REACHED) ? triedWith(wish, outcome) : wish;
        trying.remove(callback);
        String agent = outcome.equals(REACHED) && last != null ? last.agent() : "";
        shelf.over(then.ended(house.clock().now(), agent, outcome), then);
    }

    private CallbackWish triedWith(CallbackWish wish, String outcome) {
        Callbacks.Try begun = trying.remove(wish.callback());
        return begun == null ? wish : wish.tried(new Callbacks.Try(begun.at(), begun.agent(), outcome));
    }

    private Story story(CallbackWish wish) {
        return new Story("callback:" + wish.callback(), house.clock(), house.facts());
    }

    /** Those that are over. Any thread. */
    CompletionStage<List<Callbacks.Ended>> past(int most) {
        return shelf.past(most);
    }

    /** The call-back that was promised to somebody of this name. Any thread. */
    Optional<CallbackWish> promisedTo(String name) {
        return byName.find(name);
    }

    // ---- what the ACD says

    void taken(AcdEvent.CallbackTaken e) {
        CallbackWish wish = asked.remove(e.callback());
        if (wish == null) {
            return;
        }
        CallbackWish promised = wish.since(e.asked());
        enter(promised);
        CompletableFuture<Booking> booking = booked.remove(e.from());
        if (booking != null) {
            story(promised)
                    .tell(new QueueFact.CallbackBooked(
                            e.queue(),
                            e.callback().value(),
                            wish.number(),
                            e.position(),
                            wish.terms().source()));
        }
        QueueFact fact = new QueueFact.CallbackPromised(e.queue(), e.callback().value(), wish.number(), e.position());
        shelf.keep(promised).thenAccept(kept -> {
            if (!kept) {
                house.log("callback=" + e.callback() + " could not be kept: a restart would lose it.");
            }
            if (booking == null) {
                answer(e.from(), CallbackAnswer.TAKEN, fact);
            } else {
                booking.complete(new Booking.Taken(e.callback(), e.position()));
            }
        });
    }

    void there(AcdEvent.CallbackThere e) {
        asked.values().removeIf(w -> w.from().equals(e.from()));
        CompletableFuture<Booking> answer = booked.remove(e.from());
        if (answer != null) {
            answer.complete(new Booking.There(e.callback()));
            return;
        }
        answer(
                e.from(),
                CallbackAnswer.THERE,
                new QueueFact.CallbackStands(e.queue(), e.callback().value()));
    }

    void notTaken(AcdEvent.CallbackNotTaken e) {
        asked.values().removeIf(w -> w.from().equals(e.from()));
        String why = e.why().equals("full") ? "too many are promised already" : "there is no such queue";
        CompletableFuture<Booking> answer = booked.remove(e.from());
        if (answer != null) {
            answer.complete(new Booking.Refused(why));
            return;
        }
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
        trying.put(
                e.callback(), new Callbacks.Try(house.clock().now(), e.agent().value(), "cut off by the server's end"));
        shelf.keep(
                wish.tried(e.attempts(), house.clock().now().plus(AFTER_A_CUT)).tried(trying.get(e.callback())));
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

    Optional<String> contact(Personal number) {
        return house.settings().callbacks().contact().map(c -> c.replace("{number}", number.value()));
    }

    /** Where an attempt lives that has just begun: what is told there comes after its beginning. */
    Optional<Loop> loopOf(InteractionId attempt) {
        return Optional.ofNullable(attempts.get(attempt));
    }

    void reached(AcdEvent.CallbackReached e) {
        attempts.remove(e.interaction());
        over(e.callback(), REACHED);
        house.log("callback=" + e.callback() + " interaction=" + e.interaction() + " has reached its customer");
    }

    void missed(AcdEvent.CallbackMissed e) {
        attempts.remove(e.interaction());
        CallbackWish wish = open.get(e.callback());
        if (wish != null) {
            CallbackWish tried = triedWith(wish.tried(e.attempts(), e.again()), e.why());
            enter(tried);
            shelf.keep(tried);
        }
        house.log("callback=" + e.callback() + " interaction=" + e.interaction() + " came to nothing: " + e.why());
    }

    /** What is being done about it now. */
    void is(AcdEvent.CallbackIs e) {
        states.put(e.callback(), e);
    }

    void over(AcdEvent.CallbackOver e) {
        over(e.callback(), e.why());
        house.log("callback=" + e.callback() + " is over: " + e.why());
    }

    // ---- people

    /** Somebody of these names talks with an agent: nobody need call them any more. Any thread. */
    void served(Set<String> names) {
        if (!names.isEmpty()) {
            acdLoop.tell(() -> new ArrayList<>(open.values())
                    .stream()
                            .filter(w -> w.isOf(names))
                            .forEach(w -> house.acd().cancelCallback(w.callback(), CALLED_IN)));
        }
    }

    /** All that are open, as they are now. */
    List<Callbacks.Line> lines(Instant now) {
        return open.values().stream()
                .map(w -> w.line(now, Optional.ofNullable(states.get(w.callback()))))
                .toList();
    }

    boolean isOpen(InteractionId callback) {
        return open.containsKey(callback);
    }
}
