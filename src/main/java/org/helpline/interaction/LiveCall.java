package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.acd.Acd;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.acd.AcdEvent;
import org.helpline.call.CallerLeg;
import org.helpline.call.CustomerLeg;
import org.helpline.call.Explained;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.Timers;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/**
 * One call from its INVITE to its last fact: carries values between its parts. The caller's leg speaks through {@link
 * CallerEvents}, the scripts run in {@link CallScripts}, the queue's words are put in order by {@link QueueStays}, agents are
 * {@link AgentPart}'s. Decides nothing that belongs to a script, a queue or {@link Conversation}.
 *
 * <p>Confined to the call's SIP loop. Ends in two turns: {@link #finish} hangs everything up, then {@link #settle} tells the
 * last fact once every leg's media and the queue have reported ({@link LastWords}).
 */
final class LiveCall {

    /** What the record shows of a key in a script that asks for something secret: the key may be part of it, typed ahead. */
    private static final Personal HIDDEN = new Personal("•");

    private final House house;
    private final InteractionId id;
    private final Loop loop;
    private final CallerLeg caller;
    private final Story story;
    private final Instant arrived;
    private final Timers.Timer maxLength;
    private final Lookup lookup;
    private final LastWords lastWords;
    private final QueueStays queue;
    private final PhoneTransfers phoneTransfers;
    private final ConsultPart consult;
    private final CallControl control;
    private final TalkSound sound;
    private final SupervisorPart supervisor;
    private final SentOn sentOn;
    private final JoinedOutside joinedOutside;
    private final Replacing replacing;
    private final Whereabouts whereabouts;
    private final AgentParts parts;
    private @Nullable InsideCall inside;
    private final CallerMusic music;
    private final CallRecordings recordings;
    private final Taping taping;
    private final Handovers handovers;
    private Timers.@Nullable Timer ringing;
    private final CallScripts scripts;
    private final CallbackPart callback;
    private final SecondCall secondCall;
    private String firstScript = "";
    private boolean served;

    LiveCall(House house, InteractionId id, CallerLeg caller) {
        this.house = house;
        this.id = id;
        this.loop = caller.loop();
        this.story = new Story(id.value(), house.clock(), house.facts());
        this.arrived = house.clock().now();
        this.caller = caller;
        this.maxLength = loop.timers().after(house.settings().calls().maxLength(), this::tooLong);
        this.lookup = new Lookup(
                house, loop, caller.arrival().from(), caller.arrival().proven(), this::found);
        this.lastWords = new LastWords(loop.timers(), this::close);
        this.queue = new QueueStays(this, house);
        this.phoneTransfers = new PhoneTransfers(this, house, caller);
        this.whereabouts = new Whereabouts(this, house);
        this.sound = new TalkSound(house);
        this.supervisor = new SupervisorPart(this, house, caller);
        this.consult = new ConsultPart(this, house, caller);
        this.control = new CallControl(this, house, caller);
        this.sentOn = new SentOn(this, caller);
        this.joinedOutside = new JoinedOutside(this, caller);
        this.replacing = new Replacing(this, house, caller);
        this.parts = new AgentParts(this, house, caller);
        this.music = new CallerMusic(house.prompts(), caller);
        this.recordings = new CallRecordings(this, house, caller);
        this.taping = new Taping(this, house, caller);
        this.handovers = new Handovers(house::agentName);
        this.scripts = new CallScripts(house, this, caller, lookup);
        this.callback = new CallbackPart(house, this, caller);
        this.secondCall = new SecondCall(this, house);
    }

    InteractionId id() {
        return id;
    }

    Loop loop() {
        return loop;
    }

    /** When the INVITE came. */
    Instant arrived() {
        return arrived;
    }

    /** Who has the caller, or is rung first. */
    AgentPart agent() {
        return parts.holder();
    }

    AgentParts parts() {
        return parts;
    }

    PhoneTransfers phoneTransfers() {
        return phoneTransfers;
    }

    /** Whom an agent's desk has beside the caller. */
    ConsultPart consult() {
        return consult;
    }

    /** Who hears whom. */
    TalkSound sound() {
        return sound;
    }

    /** Who listens to an agent of this call. */
    SupervisorPart supervisor() {
        return supervisor;
    }

    /** What the desk of whoever has the caller asks for. */
    CallControl control() {
        return control;
    }

    /** The caller's trunk, which may connect them itself. */
    SentOn sentOn() {
        return sentOn;
    }

    /** Who the caller may be. */
    Lookup lookup() {
        return lookup;
    }

    /** The trunk of caller and called, which may join them itself. */
    JoinedOutside joinedOutside() {
        return joinedOutside;
    }

    CallScripts scripts() {
        return scripts;
    }

    CallbackPart callback() {
        return callback;
    }

    SecondCall secondCall() {
        return secondCall;
    }

    Handovers handovers() {
        return handovers;
    }

    /** A call wants to take the place of one of the legs; why it may not, or cannot. {@code known}: whose password it has; empty: a trunk's. */
    Optional<CallerLeg.Refusal> takenBy(Optional<AgentId> known, CallerLeg by) {
        return lastWords.haveBegun()
                ? Optional.of(new CallerLeg.Refusal(603, "The call that is to be taken over is at its end."))
                : replacing.takenBy(known, by);
    }

    /** By what it is found. */
    Whereabouts whereabouts() {
        return whereabouts;
    }

    QueueStays queue() {
        return queue;
    }

    CallerMusic music() {
        return music;
    }

    // ---- the beginning

    /** Rings if the number does, and answers. The script starts when the answer and the look-up are there. */
    void begin(ServedNumber number) {
        caller.listen(new CallerEvents(this));
        tell(caller.arrival().fact());
        firstScript = number.script();
        lookup.whenKnown(this::known);
        if (number.isOtherThan(caller.arrival().dialled())) {
            tell(new CallFact.NumberMatched(number.entry()));
        }
        if (number.ring().isZero()) {
            answer();
        } else {
            caller.ring();
            ringing = loop.timers().after(number.ring(), this::answer);
        }
    }

    /** Calls a customer back; {@code customer} is this call's own leg. */
    void callBack(CustomerLeg customer, CallbackWish wish, AcdEvent.CallbackDue due) {
        caller.listen(new CallerEvents(this));
        callback.attempt(customer, wish, due);
        lookup.whenKnown(this::found); // no script waits for the customers here: the agent's phone rings already
    }

    /** An agent calls somebody from the desk; {@code customer} is this call's own leg. */
    void dial(CustomerLeg customer, OutgoingCall.Wish wish) {
        caller.listen(new CallerEvents(this));
        callback.dial(customer, wish);
        lookup.whenKnown(this::found);
    }

    /** The agent is no longer in this call. */
    void released(AgentPart part) {
        if (part != agent()) {
            part.agent().ifPresent(a -> house.acd().released(id, a)); // the caller is, or was, another one's
        } else if (callback.awaitsCustomer()) {
            callback.inVain(Acd.Miss.AGENT_LEFT);
        } else {
            house.acd().released(id);
        }
    }

    /** The agent hung up before the ACD's word. */
    void joinAgain(AgentPart part) {
        if (consult.others().anyMatch(part::equals)) {
            consult.notReached(Missed.Why.BUSY);
        } else if (phoneTransfers.next().filter(part::equals).isPresent()) {
            phoneTransfers.notReached(Missed.Why.BUSY);
        } else {
            queue.joinAgain();
        }
    }

    /** Somebody of the house calls somebody else of it. */
    void beginInside(AgentId by, PhoneBook.Reach reach, Optional<LiveCall> current) {
        caller.listen(new CallerEvents(this));
        tell(caller.arrival().fact());
        current.ifPresent(c -> caller.beside(c.caller)); // so that those two can be joined
        inside = new InsideCall(this, house, caller, by);
        inside.begin(reach);
    }

    /** An agent tries the own phone. */
    void beginTrial(AgentId by) {
        caller.listen(new TrialCall(this, house, caller, by));
        tell(caller.arrival().fact());
        tell(new CallFact.Tested(by));
        answer();
    }

    Optional<InsideCall> inside() {
        return Optional.ofNullable(inside);
    }

    void answer() {
        caller.answer().ifPresent(r -> {
            tell(new CallFact.Refused(r.status(), r.sentence()));
            finish(
                    new CallFact.Ended("refused", "server", r.sentence()),
                    "refused with " + r.status() + ": " + r.sentence());
        });
    }

    void answered() {
        if (inside != null) {
            return; // no script has them
        }
        scripts.startWhenKnown(firstScript);
    }

    // ---- the caller

    void digit(LegEvent.DigitHeard heard) {
        Personal key = scripts.isSecret() && !agent().isTalking()
                ? HIDDEN
                : new Personal(String.valueOf(heard.digit().symbol()));
        tell(new CallFact.DigitPressed(CallerEvents.LEG, key, heard.via()));
        if (!agent().takesKey(heard)) {
            scripts.on(new ScriptEvent.KeyPressed(heard.digit()));
        }
    }

    void playEnded(LegEvent.PlayEnded e) {
        if (!recordings.playEnded(e) && !taping.playEnded(e)) {
            scripts.playEnded(e);
        }
    }

    void recorded(LegEvent.Recorded e) {
        if (!taping.ended(e)) {
            recordings.ended(e);
        }
    }

    /** The recording of what caller and agents say. */
    Taping taping() {
        return taping;
    }

    CallRecordings recordings() {
        return recordings;
    }

    void callerGone(String by, String reason) {
        if (inside().filter(i -> i.defers(() -> callerGone(by, reason))).isPresent()) {
            return;
        }
        if (sentOn.hasLeft() || joinedOutside.callerHasLeft()) {
            return;
        }
        if (!served && (queue.isWaiting() || agent().isRingingPhone() || sentOn.isUnderWay())) {
            finish("abandoned", by, reason);
        } else {
            finishAlone(by.equals("network") ? "failed" : "self-served", by, reason + " " + queue.turnedAway());
        }
    }

    /** Ends the call after the script had the caller. {@code outcome}: if neither an agent nor a queue had a part in it. */
    private void finishAlone(String outcome, String by, String reason) {
        boolean turnedAway = !queue.turnedAway().isEmpty();
        String without = callback.isPromised() ? "callback" : turnedAway ? "turned-away" : outcome;
        finish(served ? "served" : without, by, reason.strip());
    }

    // ---- the script

    void tell(Fact fact) {
        if (!lastWords.areOver()) {
            story.tell(fact);
        }
    }

    /** Something that went wrong but does not end the call. */
    void note(String sentence) {
        house.log("interaction=" + id + " " + sentence);
    }

    void hangUp(String why) {
        if (agent().hasHungUp()) {
            finish("served", "agent", "The agent hung up.");
        } else {
            finishAlone("self-served", "script", queue.turnedAway().isEmpty() ? why : queue.turnedAway());
        }
    }

    /** The script leaves the queue on a key: no word of this stay reaches it any more, and no phone rings for it. */
    void leaveQueue() {
        queue.leave(LeaveReason.KEY);
        parts.leftQueue();
    }

    /** The script asks for the number of a call-back: the place in the queue is kept, and no phone rings for it. */
    void holdPlace() {
        queue.hold();
        parts.leftQueue();
    }

    /** Somebody who was rung, past all queues, does not take the caller. */
    void notReached(long token, Missed.Why why) {
        if (token == PhoneTransfers.TOKEN) {
            if (!consult.notReached(why)) {
                phoneTransfers.notReached(why);
            }
        } else if (inside != null && token == InsideCall.TOKEN) {
            inside.notReached(why);
        } else {
            scripts.on(new ScriptEvent.NotReached(token, why));
        }
    }

    /**
     * A phone outside is rung for the caller, by a trunk; the script hears of it with this token.
     *
     * @param forGood the script has nothing for the caller after that conversation: their own trunk may take them away
     */
    void ringNumber(String number, Duration ring, boolean forGood, long token) {
        Consumer<Missed.Why> missed = why -> notReached(token, why);
        Runnable bridge = () -> agent().ringNumber(number, ring, forGood, missed);
        if (!forGood || !sentOn.begin(number, ring, new SentOn.Then(bridge, () -> {}, missed))) {
            bridge.run();
        }
    }

    // ---- the queue

    /** What the ACD decided about this call; on the call's loop. */
    void on(AcdEvent event) {
        if (lastWords.areOver()) {
            return;
        }
        switch (event) {
            case AcdEvent.Queued e -> queue.queued(e);
            case AcdEvent.NotQueued e -> queue.notQueued(e);
            case AcdEvent.PositionChanged e -> queue.positionChanged(e);
            case AcdEvent.Relaxed e -> queue.relaxed(e);
            case AcdEvent.Decided e -> queue.decided(e);
            case AcdEvent.SendOn e -> queue.sentOn(e);
            case AcdEvent.Gone e -> queue.gone(e);
            case AcdEvent.Offer e -> {
                if (queue.isHeard()) { // else the ACD withdraws it as soon as it hears that the caller left
                    parts.offered(e);
                }
            }
            case AcdEvent.Withdraw e -> parts.withdrawn(e);
            case AcdEvent.Connect e when callback.awaitsCustomer() -> agent().connected(e);
            case AcdEvent.Connect e -> {
                if (queue.connected(e)) {
                    parts.connected(e);
                } else {
                    parts.connectedTooLate(e);
                }
            }
            case AcdEvent.CallbackMissed e -> callback.missed(e);
            case AcdEvent.CallbackTaken _, AcdEvent.CallbackThere _, AcdEvent.CallbackNotTaken _ -> {}
            case AcdEvent.CallbackDue _, AcdEvent.CallbackReached _, AcdEvent.CallbackOver _ -> {}
            case AcdEvent.CallbackIs _ -> {}
            case AcdEvent.Dialling _, AcdEvent.NotDialling _ -> {} // the call does not live yet
            case AcdEvent.AgentChanged _, AcdEvent.WrapUpExtended _ -> {} // about agents
        }
        settle();
    }

    private void known() {
        secondCall.knows(caller.arrival().from(), lookup.matches());
    }

    private void found() {
        known();
        if (!lookup.matches().isEmpty()) {
            parts.popGrew((_, pop) -> pop.with(lookup.matches()));
        }
    }

    /** What this agent's desk shows of the caller. */
    ScreenPop pop(QueueName of, AgentId reader) {
        String language = scripts.language().orElse(callback.language());
        return new ScreenPop(
                caller.arrival().from(), lookup.matches(), queue.choices(), of, language, handovers.before(reader));
    }

    /** An agent noted something, maybe after the transfer: whoever has the caller now is shown it. */
    void noted(AgentId by, Personal note) {
        handovers.noted(by, note);
        parts.popGrew((reader, pop) -> pop.handedOver(handovers.before(reader)));
    }

    // ---- agents

    /** A command of the agent who has this call; on the call's loop. */
    void fromDesk(Event event) {
        if (!lastWords.haveBegun() && !isTooEarly(event)) {
            agent().fromDesk(event);
        }
    }

    /** Nobody is there to be sent on. */
    private boolean isTooEarly(Event event) {
        return event instanceof Event.DeskTransfer && callback.awaitsCustomer();
    }

    /** A command of an agent who has this call or is rung for it. */
    void fromDesk(AgentId by, Event event) {
        if (!lastWords.haveBegun()
                && !consult.takes(by, event)
                && !phoneTransfers.takes(by, event)
                && !isTooEarly(event)) {
            parts.fromDesk(by, event);
        }
    }

    /** Whether this agent's desk may say something about the call now. */
    boolean heeds(AgentId by, Event event) {
        boolean declines =
                event instanceof Event.DeskHangUp && parts.ringing(by).isPresent();
        return declines || agent().talksWith(by) || consult.heeds(by, event);
    }

    /** Nobody took the caller, whose agent has left: they wait where they came from. */
    void waitAgain() {
        Optional<QueueName> last = queue.lastQueue().filter(q -> !q.equals(Acd.Ticket.DIRECT));
        if (last.isPresent() && scripts.haveBegun()) {
            waitIn(last.get(), Optional.empty());
        } else {
            agentLeft();
        }
    }

    /** Caller and agent hear each other from now on. */
    void served() {
        served = true;
        secondCall.served();
        scripts.on(new ScriptEvent.Connected());
        queue.served();
        caller.stopPlay();
        music.stop();
    }

    /** The agent hung up, the caller did not. */
    void agentLeft() {
        if (callback.awaitsCustomer()) {
            finish("not-reached", "agent", "The agent hung up before the customer answered.");
            return;
        }
        if (!scripts.haveBegun()) {
            finish("served", "agent", "The agent hung up.");
            return;
        }
        taping.over();
        scripts.on(new ScriptEvent.AgentLeft());
        if (scripts.hasMoreToSay()) {
            agent().scriptWentOn();
        }
    }

    /** An agent sends the caller on. */
    void goTo(AgentId by, Transfer target) {
        tell(new CallFact.Transferred(by, target.words()));
        handovers.transferred(by);
        switch (target) {
            case Transfer.ToScript t -> scripts.start(t.script());
            case Transfer.ToQueue t -> waitIn(t.queue(), Optional.empty());
            case Transfer.ToAgent t -> queue.lastQueue().ifPresent(q -> waitIn(q, Optional.of(t.colleague())));
        }
    }

    /** Waits in this queue, for that agent alone if there is one. */
    void waitIn(QueueName target, Optional<AgentId> only) {
        scripts.waitIn(target, only);
        if (!queue.isWaiting()) {
            finish(
                    "failed",
                    "server",
                    "The script could not wait in the queue " + target + "; let it have a queue step for it.");
        }
    }

    // ---- the end

    /** Ends the call from the server's side. */
    void end(String why) {
        finish(served ? "served" : "failed", "server", why);
    }

    /** Somebody at a desk ends the call. */
    void endBy(String why) {
        finish(served ? "served" : "turned-away", "desk", why);
    }

    private void tooLong() {
        end("The call reached the longest length allowed (calls.max-length = "
                + house.settings().calls().maxLength() + ").");
    }

    /** Hangs everything up; the first reason counts. */
    void finish(String outcome, String by, String reason) {
        finish(new CallFact.Ended(outcome, by, reason), "ended: " + outcome + ", " + reason);
    }

    private void finish(CallFact.Ended ended, String words) {
        boolean nobody = callback.awaitsCustomer() && ended.outcome().equals("served"); // the agent's desk hung up
        if (!lastWords.begin(nobody ? new CallFact.Ended("not-reached", ended.by(), ended.reason()) : ended)) {
            return;
        }
        secondCall.ends(ended.by(), queue.isWaiting() || agent().isTalking());
        callback.inVain(Acd.Miss.SERVER);
        maxLength.cancel();
        if (ringing != null) {
            ringing.cancel();
        }
        lookup.stop();
        scripts.end();
        sentOn.close();
        joinedOutside.close();
        control.close();
        supervisor.callEnds();
        consult.giveUp("the call ended");
        phoneTransfers.callerGone();
        caller.hangUp(480, Explained.cause(ended.reason()));
        parts.callerGone();
        house.log("interaction=" + id + " " + words);
        settle();
    }

    /** Whether everything is being hung up, or is. */
    boolean isEnding() {
        return lastWords.haveBegun();
    }

    /** Closes the story if the call has ended and nobody has anything to add. */
    void settle() {
        if (lastWords.haveBegun()
                && !caller.hasMedia()
                && parts.isSettled()
                && supervisor.isSettled()
                && queue.isSettled()
                && recordings.isSettled()
                && taping.isSettled()) {
            lastWords.close();
        }
    }

    private void close(CallFact.Ended last) {
        inside().ifPresent(InsideCall::close);
        whereabouts.close();
        story.tell(last);
        recordings.close();
        house.ended(this);
    }
}
