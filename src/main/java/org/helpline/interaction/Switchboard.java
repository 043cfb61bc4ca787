package org.helpline.interaction;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdListener;
import org.helpline.call.Arrival;
import org.helpline.call.CallerLeg;
import org.helpline.call.NewCalls;
import org.helpline.call.Replacement;
import org.helpline.config.AfterCall;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Directory;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.ivr.model.PhoneBook.Reach;

/**
 * The hallway's door to the outside: takes new calls to the script of their number, tells each call what the ACD decided,
 * and publishes what happened to agents.
 *
 * <p>Thread: {@link #onCall} on the call's SIP loop, {@link #on} on the ACD's loop; calls in progress are found in a
 * directory of handles.
 */
public final class Switchboard implements NewCalls, AcdListener {

    private final House house;
    private final Directory<InteractionId, LiveCall> calls;
    private final Supplier<InteractionId> ids;
    private final Map<AgentId, Story> agentStories = new HashMap<>();
    private final Draining draining;
    private final CallbackBook book;
    private final DialledCalls dialled;

    Switchboard(
            House house,
            Directory<InteractionId, LiveCall> calls,
            Supplier<InteractionId> ids,
            Draining draining,
            CallbackBook book,
            DialledCalls dialled) {
        this.book = book;
        this.dialled = dialled;
        this.house = house;
        this.calls = calls;
        this.ids = ids;
        this.draining = draining;
    }

    @Override
    public void onCall(CallerLeg call) {
        String dialled = call.arrival().dialled();
        Optional<ServedNumber> number = ServedNumber.of(house.settings().calls(), call.arrival());
        if (draining.isOn()) {
            refuse(
                    call,
                    503,
                    "Service Unavailable",
                    30,
                    "The server is shutting down and takes no new calls; call another server, or later.");
            return;
        }
        Optional<Replacement> replaced = call.replaces();
        if (replaced.isPresent()) {
            replaces(call, replaced.get());
            return;
        }
        Optional<Reach> inside = number.filter(n -> !n.entry().equals("*")).isPresent()
                ? Optional.empty()
                : house.reach(dialled).filter(_ -> isInsider(call));
        if (house.settings().calls().isTestCall(dialled) && isInsider(call)) {
            call.authenticate(Optional.empty(), known -> live(call).beginTrial(known));
        } else if (inside.isPresent()) {
            AgentId claimed = new AgentId(call.arrival().from().value());
            call.authenticate(inHand(claimed).map(LiveCall::loop), known -> inside(call, known, inside.get()));
        } else if (number.isEmpty()) {
            refuse(
                    call,
                    404,
                    "Not Found",
                    0,
                    "No script answers the dialled number \"" + printable(dialled) + "\"" + written(call.arrival())
                            + "; add it to conf/numbers.properties.");
        } else {
            Optional<String> blocked =
                    house.customers().blocked(call.arrival().from().value());
            if (blocked.isPresent()) {
                refuse(call, 603, "Decline", 0, blocked.get()); // RFC 3261 §21.6.2: no other of us will take it either
            } else {
                live(call).begin(number.get());
            }
        }
    }

    /** Only a phone of the house, with its password, or a trunk may; which of its calls, {@link Replacing} says. */
    private void replaces(CallerLeg call, Replacement wanted) {
        Optional<LiveCall> there = house.talking().find(wanted.callId());
        boolean isTrunk = call.arrival().trunk().isPresent();
        if (!isTrunk && !isInsider(call)) {
            refuse(
                    call,
                    403,
                    "Forbidden",
                    0,
                    "The INVITE wants to take over a call (Replaces), which only registered phones of the house may, and a trunk its own calls; register"
                            + " the phone here.");
        } else if (there.isEmpty()) {
            refuse(
                    call,
                    481,
                    "Call Does Not Exist",
                    0,
                    "The INVITE wants to take over a call (Replaces) that is not here, or not any more; transfer"
                            + " it while it is up.");
        } else if (isTrunk) {
            replaces(call, there.get(), Optional.empty());
        } else {
            call.authenticate(
                    Optional.of(there.get().loop()), known -> replaces(call, there.get(), Optional.of(known)));
        }
    }

    private void replaces(CallerLeg call, LiveCall live, Optional<AgentId> known) {
        Optional<CallerLeg.Refusal> refusal = live.loop() == call.loop()
                ? live.takenBy(known, call)
                : Optional.of(new CallerLeg.Refusal(
                        481, "The call that is to be taken over lives on another thread; call again."));
        refusal.ifPresent(r -> refuse(call, r.status(), Replacing.phrase(r.status()), 0, r.sentence()));
    }

    private LiveCall live(CallerLeg call) {
        LiveCall live = new LiveCall(house, ids.get(), call);
        calls.put(live.id(), live);
        live.whereabouts().talksBy(call.callId());
        return live;
    }

    /** Whether the call seems to come from a phone of the house, which may call people of the house once it has shown its password. */
    private boolean isInsider(CallerLeg call) {
        return house.calls().isFromPhoneOf(new AgentId(call.arrival().from().value()), call);
    }

    private Optional<LiveCall> inHand(AgentId agent) {
        return house.desk()
                .of(agent)
                .map(DeskCalls.InHand::call)
                .or(() -> house.atPhones().find(agent));
    }

    private void inside(CallerLeg call, AgentId by, Reach reach) {
        switch (reach) {
            case Reach.Script s ->
                live(call).begin(new ServedNumber(call.arrival().dialled(), s.script(), Duration.ZERO));
            case Reach.Agent a
            when a.agent().equals(by) ->
                refuse(call, 486, "Busy Here", 0, "The phone of " + by + " calls itself; dial somebody else.");
            case Reach.Agent _, Reach.Phone _, Reach.Outside _ ->
                live(call).beginInside(by, reach, inHand(by).filter(c -> c.loop() == call.loop()));
            case Reach.Queue q ->
                refuse(
                        call,
                        403,
                        "Forbidden",
                        0,
                        "The phone of " + by + " calls queue " + q.queue()
                                + ", which only callers wait in; transfer the caller there instead.");
        }
    }

    private static String written(Arrival arrival) {
        return arrival.sentDialled().isEmpty() ? "" : " (written " + printable(arrival.sentDialled()) + ")";
    }

    private void refuse(CallerLeg call, int status, String phrase, int retryAfter, String sentence) {
        call.refuse(status, phrase, retryAfter);
        onRefused(call.arrival(), status, sentence);
    }

    @Override
    public void onRefused(Arrival arrival, int status, String explanation) {
        InteractionId id = ids.get();
        Story story = new Story(id.value(), house.clock(), house.facts());
        story.tell(arrival.fact());
        story.tell(new CallFact.Refused(status, explanation));
        story.tell(new CallFact.Ended("refused", "server", explanation));
        house.log("interaction=" + id + " refused with " + status + ": " + explanation);
    }

    @Override
    public void on(AcdEvent event) {
        switch (event) {
            case AcdEvent.Queued e -> toCall(e.interaction(), event);
            case AcdEvent.NotQueued e -> toCall(e.interaction(), event);
            case AcdEvent.PositionChanged e -> toCall(e.interaction(), event);
            case AcdEvent.Relaxed e -> toCall(e.interaction(), event);
            case AcdEvent.Decided e -> toCall(e.interaction(), event);
            case AcdEvent.SendOn e -> toCall(e.interaction(), event);
            case AcdEvent.Gone e -> toCall(e.interaction(), event);
            case AcdEvent.Offer e -> {
                if (!toCall(e.interaction(), event)) {
                    house.acd().failed(e.offer(), Acd.OfferFailure.BUSY);
                }
            }
            case AcdEvent.Withdraw e -> toCall(e.interaction(), event);
            case AcdEvent.Connect e -> {
                if (!toCall(e.interaction(), event)) {
                    house.acd().released(e.interaction());
                }
            }
            case AcdEvent.CallbackTaken e -> book.taken(e);
            case AcdEvent.CallbackThere e -> book.there(e);
            case AcdEvent.CallbackNotTaken e -> book.notTaken(e);
            case AcdEvent.CallbackDue e -> callBack(e);
            case AcdEvent.CallbackReached e -> book.reached(e);
            case AcdEvent.CallbackMissed e -> {
                toCall(e.interaction(), event);
                book.missed(e);
            }
            case AcdEvent.CallbackIs e -> book.is(e);
            case AcdEvent.CallbackOver e -> book.over(e);
            case AcdEvent.Dialling e -> dialled.dialling(e);
            case AcdEvent.NotDialling e -> dialled.notDialling(e);
            case AcdEvent.AgentChanged e -> agentChanged(e);
            case AcdEvent.WrapUpExtended e -> tell(e.agent(), new AgentFact.WrapUpExtended(e.agent(), e.by()));
        }
    }

    private void callBack(AcdEvent.CallbackDue e) {
        if (draining.isOn()) {
            house.acd().missed(e.interaction(), Acd.Miss.SERVER);
        } else {
            book.due(e);
        }
    }

    private boolean toCall(InteractionId id, AcdEvent event) {
        Optional<LiveCall> call = calls.find(id);
        return call.isPresent()
                ? call.get().loop().tell(() -> call.get().on(event))
                : book.loopOf(id)
                        .map(l -> l.tell(() -> calls.find(id).ifPresent(c -> c.on(event)))) // it is about to begin
                        .orElse(false);
    }

    private void agentChanged(AcdEvent.AgentChanged e) {
        if (!e.state().equals("offered")
                && !e.state().equals("talking")
                && !e.state().equals("wrap-up")) {
            codeWhatNobodyCoded(e.agent());
            house.desk().clear(e.agent());
        }
        tell(
                e.agent(),
                new AgentFact.StateChanged(
                        e.agent(),
                        e.state(),
                        e.reason(),
                        e.interaction().map(InteractionId::value).orElse("")));
    }

    /** Wrap-up ran out, or was ended by somebody else: the record gets its code all the same. */
    private void codeWhatNobodyCoded(AgentId agent) {
        house.desk()
                .of(agent)
                .map(DeskCalls.InHand::shown)
                .filter(c ->
                        !c.phase().equals("offered") && !house.desk().marks().isCoded(agent, c.interaction()))
                .ifPresent(c -> {
                    AfterCall after = house.settings().acd().after(c.pop().queue());
                    if (after.required()) {
                        tell(
                                agent,
                                new AgentFact.WrapUpCoded(agent, c.interaction().value(), after.usual()));
                    }
                });
    }

    /** Publishes a fact about an agent; on the ACD's loop only, which owns the agents' streams. */
    void tell(AgentId agent, Fact fact) {
        agentStories
                .computeIfAbsent(agent, a -> new Story("agent:" + a, house.clock(), house.facts()))
                .tell(fact);
    }

    /** A phone of an agent came or went; on the ACD's loop only. */
    void phoneChanged(AgentId agent, String contact, boolean registered, String why) {
        tell(agent, new AgentFact.PhoneChanged(agent, printable(contact), registered, why));
    }

    /** Notes are personal: they are about the caller. */
    static Personal personal(String text) {
        return new Personal(text);
    }

    /** Callers' text without control characters, at most 100 characters. */
    static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        return clean.length() > 100 ? clean.substring(0, 100) + "…" : clean;
    }
}
