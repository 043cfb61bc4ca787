package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.call.AgentRing;
import org.helpline.call.CallerLeg;
import org.helpline.call.Leg;
import org.helpline.call.Mix;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Timers;
import org.jspecify.annotations.Nullable;

/**
 * A supervisor beside an agent of one call: their own phone is rung, and once it is answered they hear what the agent hears and says, as long as the agent
 * is in this call. One at a time.
 *
 * <pre>
 *   nobody ──begin──▶ rung ──answered──▶ beside the agent ──begin, by the same──▶ beside the agent, heard by others
 *     ▲                │ no phone, no answer, leave,       │ leave, the phone hangs up,
 *     └────────────────┴── the agent left, the call ends ──┘ the agent left, the call ends
 * </pre>
 *
 * <p>Confined to the call's loop.
 */
final class SupervisorPart {

    /** As long as it takes to reach for the phone. */
    private static final Duration PICK_UP = Duration.ofSeconds(25);

    static final String AGENT_LEFT = "the agent is no longer in this call";

    private final LiveCall call;
    private final House house;
    private final CallerLeg caller;
    private final List<AgentRing> rings = new ArrayList<>();
    private @Nullable One one;

    SupervisorPart(LiveCall call, House house, CallerLeg caller) {
        this.call = call;
        this.house = house;
        this.caller = caller;
    }

    /**
     * What somebody wants.
     *
     * @param by the account; {@code agent} whom they want to be beside, empty: whoever has the caller
     * @param answer told once: why not, or empty when they are there
     * @param over told when they are there no more, or do not come
     */
    record Wish(
            AgentId by,
            Optional<AgentId> agent,
            SupervisorVoice voice,
            Consumer<Optional<String>> answer,
            Runnable over) {}

    private static final class One {
        private final Wish wish;
        private final AgentPart beside;
        private final AgentId agent;
        private SupervisorVoice voice;
        private Optional<Instant> since = Optional.empty();
        private @Nullable AgentRing ring;
        private Timers.@Nullable Timer ringOver;

        One(Wish wish, AgentPart beside, AgentId agent) {
            this.wish = wish;
            this.beside = beside;
            this.agent = agent;
            this.voice = wish.voice();
        }
    }

    // ---- what the supervisor asks

    /** Somebody wants to listen, or who listens wants to be heard otherwise. */
    void begin(Wish wish) {
        One now = one;
        if (now != null && now.wish.by().equals(wish.by())) {
            change(now, wish.voice());
            wish.answer().accept(Optional.empty());
            return;
        }
        Optional<AgentPart> part = whom(wish);
        Optional<String> refusal = now != null
                ? Optional.of(house.agentName(now.wish.by()) + " is in this call already; one supervisor at a time.")
                : refusal(wish, part);
        if (refusal.isPresent() || part.isEmpty()) {
            wish.answer().accept(refusal);
            wish.over().run();
        } else {
            ring(new One(wish, part.get(), part.get().agentTalking().orElseThrow()));
        }
    }

    private Optional<AgentPart> whom(Wish wish) {
        return Stream.concat(Stream.of(call.agent()), call.consult().others())
                .filter(p -> p.agentTalking().isPresent())
                .filter(p -> wish.agent().isEmpty() || p.agentTalking().equals(wish.agent()))
                .findFirst();
    }

    private Optional<String> refusal(Wish wish, Optional<AgentPart> part) {
        if (part.isEmpty()) {
            return Optional.of("No agent talks in this call now.");
        }
        if (call.callback().awaitsCustomer()) {
            return Optional.of("The customer has not answered yet.");
        }
        if (call.joinedOutside().isUnderWay() || call.sentOn().isUnderWay()) {
            return Optional.of("The caller's trunk is just taking this call away.");
        }
        if (call.sound().isFull()) {
            return Optional.of("This call has " + Mix.MOST + " members, and more cannot hear each other.");
        }
        return house.calls().hasPhone(wish.by())
                ? Optional.empty()
                : Optional.of("You have no phone that could ring: register one as " + wish.by()
                        + ", or have a contact for it set in agents.ini.");
    }

    private void ring(One next) {
        one = next;
        call.tell(new CallFact.SupervisorRung(next.wish.by().value(), next.agent));
        show(next);
        String text = switch (next.voice) {
                    case LISTEN -> "Listen to ";
                    case WHISPER -> "Whisper to ";
                    case BARGE -> "Join ";
                }
                + house.agentName(next.agent);
        AgentRing ring = house.calls()
                .ringSupervisor(
                        next.wish.by(), next.agent, text, caller, new SupervisorEvents(this, call, next.wish.by()));
        next.ring = ring;
        rings.add(ring);
        next.ringOver = call.loop().timers().after(PICK_UP, () -> end("You did not pick up your phone.", "no answer"));
    }

    /** Ends it; whether it was that supervisor's. */
    Optional<String> leave(AgentId by) {
        One now = one;
        if (now == null || !now.wish.by().equals(by)) {
            return Optional.of("You are not in this call.");
        }
        end("You ended it.", "ended at the board");
        return Optional.empty();
    }

    // ---- what phones and agents do

    void answered() {
        One now = one;
        if (now == null) {
            return;
        }
        stopTimer(now);
        now.since = Optional.of(house.clock().now());
        arrange(now);
        now.wish.answer().accept(Optional.empty());
    }

    void failed(AgentRing.Failure why) {
        switch (why) {
            case BUSY -> end("Your phone is busy.", "busy");
            case DECLINED -> end("Your phone declined the call.", "declined");
            case NO_ANSWER -> end("You did not pick up your phone.", "no answer");
            case UNREACHABLE -> end("Your phone could not be reached: is it connected?", "not there");
        }
    }

    void hungUp() {
        end("You hung up.", "they hung up");
    }

    void lost() {
        end("No sound came from your phone.", "no sound came from their phone");
    }

    /** An agent may have left. */
    void hasStepped(AgentPart part) {
        One now = one;
        if (now != null && now.beside == part && !part.isTalking()) {
            end("The agent has left this call.", AGENT_LEFT);
        }
    }

    void callEnds() {
        end("The call ended.", "the call ended");
    }

    /** Whether all its media have reported their end. */
    boolean isSettled() {
        rings.removeIf(r -> r.openMedia() == 0);
        return rings.isEmpty();
    }

    // ----

    private void change(One now, SupervisorVoice voice) {
        boolean isNew = now.voice != voice;
        now.voice = voice;
        if (isNew && now.since.isPresent()) {
            arrange(now);
        }
    }

    /** The phone of the supervisor who is beside an agent. */
    Optional<Leg> leg() {
        return Optional.ofNullable(one).filter(o -> o.since.isPresent()).flatMap(SupervisorPart::leg);
    }

    private static Optional<Leg> leg(One now) {
        return Optional.ofNullable(now.ring).flatMap(AgentRing::leg);
    }

    private void arrange(One now) {
        Optional<Leg> agents = now.beside.talkingLeg();
        Optional<Leg> theirs = leg(now);
        if (agents.isPresent() && theirs.isPresent()) {
            call.taping().joins(theirs.get());
            call.sound().overhears(agents.get(), theirs.get(), now.voice.beside(agents.get()));
            show(now);
            call.tell(new CallFact.Supervises(now.wish.by().value(), now.agent, now.voice.word(), isShown(now)));
        }
    }

    private boolean isShown(One now) {
        return now.since.isPresent()
                && (now.voice != SupervisorVoice.LISTEN
                        || house.settings().desk().showsListening());
    }

    private void show(One now) {
        String word = now.since.isPresent() ? now.voice.word() : "ringing";
        house.desk()
                .supervised(
                        now.agent,
                        call,
                        Optional.of(new DeskPort.Supervised(
                                now.wish.by().value(),
                                house.agentName(now.wish.by()),
                                word,
                                isShown(now),
                                now.since.orElseGet(house.clock()::now))));
    }

    /** {@code told} to the supervisor who still waits for an answer; {@code why} is part of a sentence. */
    private void end(String told, String why) {
        One now = one;
        if (now == null) {
            return;
        }
        one = null;
        stopTimer(now);
        call.sound().alone();
        hangUp(now, why);
        house.desk().supervised(now.agent, call, Optional.empty());
        Duration length = now.since
                .map(since -> Duration.between(since, house.clock().now()))
                .orElse(Duration.ZERO);
        call.tell(new CallFact.SuperviseEnded(now.wish.by().value(), now.agent, length, why));
        if (now.since.isEmpty()) {
            now.wish.answer().accept(Optional.of(told));
        }
        now.wish.over().run();
    }

    private void hangUp(One now, String why) {
        AgentRing ring = now.ring;
        if (ring != null && !ring.isOver()) {
            ring.hangUp("Listening is over: " + why);
            call.tell(new CallFact.LegEnded(ring.legName(), "server", "Listening is over: " + why + "."));
        }
    }

    private static void stopTimer(One now) {
        if (now.ringOver != null) {
            now.ringOver.cancel();
        }
    }
}
