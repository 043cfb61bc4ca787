package org.helpline.interaction;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.call.AgentRing;
import org.helpline.call.CallerLeg;
import org.helpline.call.LegEvent;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.core.Timers;
import org.helpline.interaction.Conversation.Event;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.ScriptEvent;
import org.jspecify.annotations.Nullable;

/**
 * One call from its INVITE to its last fact: carries events between the caller's leg, the running script, the queue and the
 * agent's phones. Decides nothing that belongs to a script ({@link ScriptRun}), a queue (acd) or {@link Conversation}.
 *
 * <p>Confined to the call's SIP loop. Ends in two turns: {@link #finish} hangs everything up, then {@link #close} tells the
 * last fact once every leg's media and the queue have reported.
 */
final class LiveCall {

    /** How long the last counters and the queue's word are waited for before the record is closed without them. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final House house;
    private final InteractionId id;
    private final Loop loop;
    private final CallerLeg caller;
    private final Story story;
    private final Instant arrived;
    private final Timers.Timer maxLength;
    private final Lookup lookup;
    private Conversation.State conversation = new Conversation.State.Alone();
    private @Nullable ScriptRun script;
    private @Nullable AgentRing agentRing;
    private @Nullable QueueName waitingIn;
    private @Nullable QueueName lastQueue;
    private List<ScreenPop.Choice> choices = List.of();
    private boolean callerMediaOpen;
    private boolean served;
    private boolean agentJustLeft;
    private CallFact.@Nullable Ended ending;
    private boolean closed;
    private int scripts;
    private String scriptToStart = "";

    LiveCall(House house, InteractionId id, CallerLeg caller) {
        this.house = house;
        this.id = id;
        this.loop = caller.loop();
        this.story = new Story(id.value(), house.clock(), house.facts());
        this.arrived = house.clock().now();
        this.caller = caller;
        this.maxLength = loop.timers().after(house.settings().calls().maxLength(), this::tooLong);
        this.lookup = new Lookup(house, loop, caller.arrival().from());
    }

    InteractionId id() {
        return id;
    }

    Loop loop() {
        return loop;
    }

    /** Answers, or refuses when the session cannot be agreed. The script starts when the answer and the look-up are there. */
    void begin(String scriptName) {
        caller.listen(this::onCaller);
        story.tell(caller.arrival().fact());
        scriptToStart = scriptName;
        Duration ring = house.settings().calls().ring().getOrDefault(caller.arrival().dialled(), Duration.ZERO);
        if (ring.isZero()) {
            answer();
        } else {
            caller.ring();
            loop.timers().after(ring, this::answer);
        }
    }

    private void answer() {
        if (ending != null) {
            return; // cancelled while it rang
        }
        callerMediaOpen = true;
        caller.answer().ifPresent(r -> {
            story.tell(new CallFact.Refused(r.status(), r.sentence()));
            house.log("interaction=" + id + " refused with " + r.status() + ": " + r.sentence());
            finish("refused", "server", r.sentence());
        });
    }

    private void onCaller(LegEvent event) {
        switch (event) {
            case LegEvent.Answered e -> {
                story.tell(new CallFact.Answered(caller.name(), e.codec(), e.rtp()));
                lookup.whenKnown(() -> startScript(scriptToStart));
            }
            case LegEvent.DigitHeard e -> digit(e);
            case LegEvent.PlayEnded e -> {
                if (script != null) {
                    script.playEnded(e);
                }
            }
            case LegEvent.Held ignored -> story.tell(new CallFact.Held(caller.name(), "phone"));
            case LegEvent.Resumed ignored -> story.tell(new CallFact.Resumed(caller.name(), "phone"));
            case LegEvent.Silent e -> {
                story.tell(new CallFact.MediaSilent(caller.name(), e.silence()));
                callerGone("network", "No RTP came from the caller for " + e.silence().toSeconds() + " s.");
            }
            case LegEvent.HungUp e when !e.answered() ->
                finish("abandoned", "caller", "The caller cancelled before the answer.");
            case LegEvent.HungUp ignored -> callerGone("caller", "The caller hung up.");
            case LegEvent.Failed e -> callerGone("network", e.why());
            case LegEvent.Refused e -> callerGone("network", e.reason());
            case LegEvent.MediaClosed e -> {
                callerMediaOpen = false;
                story.tell(mediaClosed(caller.name(), e));
                close(false);
            }
            case LegEvent.Ringing ignored -> {}
        }
    }

    private void digit(LegEvent.DigitHeard heard) {
        story.tell(new CallFact.DigitPressed(
                caller.name(), new Personal(String.valueOf(heard.digit().symbol())), heard.via()));
        if (conversation instanceof Conversation.State.Talking) {
            if (agentRing != null && heard.via().equals("info")) {
                agentRing.leg().ifPresent(l -> l.sendDigit(heard.digit())); // RTP digits are relayed by the media room
            }
        } else if (script != null) {
            script.on(new ScriptEvent.KeyPressed(heard.digit()));
        }
    }

    private void callerGone(String by, String reason) {
        String outcome = served ? "served" : waitingIn != null ? "abandoned" : by.equals("network") ? "failed" : "self-served";
        finish(outcome, by, reason);
    }

    /** Ends the call from the server's side. */
    void end(String why) {
        finish(served ? "served" : "failed", "server", why);
    }

    private void tooLong() {
        finish(
                served ? "served" : "failed",
                "server",
                "The call reached the longest length allowed (calls.max-length = "
                        + house.settings().calls().maxLength() + ").");
    }

    // ---- script

    private void startScript(String name) {
        if (ending != null) {
            return;
        }
        Optional<Script> found = house.scripts().find(name);
        if (found.isEmpty()) {
            finish("failed", "server", "The script " + name + " is not loaded; see bin/helpline script check.");
        } else if (++scripts > house.limits().scriptsPerCall()) {
            finish("failed", "script", "The scripts sent the call around more than " + (scripts - 1) + " times.");
        } else {
            CallContext context = script == null
                    ? CallContext.of(caller.arrival().from(), caller.arrival().dialled(), lookup.language())
                    : script.handedOn();
            if (script != null) {
                script.stop();
            }
            ScriptRun.start(house, found.get(), this, caller, context, run -> script = run);
        }
    }

    void tell(Fact fact) {
        story.tell(fact);
    }

    void goToScript(String name) {
        story.tell(new ScriptFact.Left("script " + name));
        startScript(name);
    }

    /** Something that went wrong but does not end the call. */
    void note(String sentence) {
        house.log("interaction=" + id + " " + sentence);
    }

    void rememberLanguage(String language) {
        String number = caller.arrival().from().value();
        if (!number.isEmpty()) {
            house.customers().rememberLanguage(number, language);
        }
    }

    void hangUp(String why) {
        if (agentJustLeft) {
            finish("served", "agent", "The agent hung up.");
        } else {
            finish(served ? "served" : "self-served", "script", why);
        }
    }

    void enqueue(QueueName queue, int priority, List<ScreenPop.Choice> shown, Optional<AgentId> only) {
        choices = shown;
        waitingIn = queue;
        lastQueue = queue;
        house.acd().join(new Acd.Ticket(id, queue, priority, only));
    }

    void leaveQueue() {
        if (waitingIn != null) {
            house.acd().leave(id, Acd.LeaveReason.KEY);
        }
    }

    // ---- queue

    /** What the ACD decided about this call; on the call's loop. */
    void on(AcdEvent event) {
        switch (event) {
            case AcdEvent.Queued e -> {
                story.tell(new QueueFact.Joined(e.queue(), e.position(), 0));
                toScript(new ScriptEvent.Queued(e.position()));
            }
            case AcdEvent.NotQueued e -> {
                waitingIn = null;
                story.tell(new QueueFact.NotQueued(e.queue(), e.why()));
                toScript(new ScriptEvent.NotQueued(e.why()));
            }
            case AcdEvent.PositionChanged e -> toScript(new ScriptEvent.PositionChanged(e.position()));
            case AcdEvent.SendOn e -> {
                waitingIn = null;
                story.tell(new QueueFact.SentOn(e.queue(), e.why(), e.waited()));
                toScript(new ScriptEvent.SentOn(e.why()));
            }
            case AcdEvent.Gone e -> gone(e);
            case AcdEvent.Offer e -> offered(e);
            case AcdEvent.Withdraw e -> withdrawn(e);
            case AcdEvent.Connect e -> connected(e);
            case AcdEvent.AgentChanged ignored -> {}
            case AcdEvent.WrapUpExtended ignored -> {}
        }
    }

    private void toScript(ScriptEvent event) {
        if (ending == null && script != null) {
            script.on(event);
        }
    }

    private void gone(AcdEvent.Gone gone) {
        waitingIn = null;
        story.tell(
                gone.why() == Acd.LeaveReason.ABANDONED
                        ? new QueueFact.Abandoned(gone.queue(), gone.waited())
                        : new QueueFact.SentOn(gone.queue(), "key", gone.waited()));
        close(false);
    }

    private void offered(AcdEvent.Offer offer) {
        lookup.whenKnown(() -> {
            if (ending == null) {
                ScreenPop pop = pop(offer.queue());
                story.tell(new QueueFact.Offered(offer.queue(), offer.agent(), offer.offer(), offer.waited(), pop));
                house.desk().offered(offer.agent(), this, pop, arrived, offer.waited());
            }
        });
        step(new Event.Offered(offer.offer(), offer.agent()));
    }

    private ScreenPop pop(QueueName queue) {
        String language = script == null ? "" : script.language();
        return new ScreenPop(caller.arrival().from(), lookup.matches(), choices, queue, language);
    }

    private void withdrawn(AcdEvent.Withdraw e) {
        story.tell(new QueueFact.OfferEnded(queue(), e.agent(), e.offer(), "withdrawn: " + e.why()));
        house.desk().offerEnded(e.agent(), this);
        step(new Event.Withdrawn(e.offer()));
    }

    private void connected(AcdEvent.Connect e) {
        waitingIn = null;
        story.tell(new QueueFact.Connected(e.queue(), e.agent(), e.waited()));
        step(new Event.Connected(e.offer()));
    }

    private QueueName queue() {
        return lastQueue == null ? new QueueName("") : lastQueue;
    }

    // ---- agent

    /** A command of the agent who has this call; on the call's loop. */
    void fromDesk(Event event) {
        if (ending == null) {
            step(event);
        }
    }

    /** Whether the agent is in conversation with this call, on hold included. */
    boolean talksWith(AgentId agent) {
        return (conversation instanceof Conversation.State.Talking t && t.agent().equals(agent))
                || (conversation instanceof Conversation.State.OnHold h && h.agent().equals(agent));
    }

    /** Whether the agent's phone rings for this call. */
    boolean rings(AgentId agent) {
        return conversation instanceof Conversation.State.Ringing r && r.agent().equals(agent);
    }

    private void step(Event event) {
        Conversation.Step step = Conversation.on(conversation, event);
        conversation = step.next();
        step.effects().forEach(this::carryOut);
    }

    private void carryOut(ConversationEffect effect) {
        switch (effect) {
            case ConversationEffect.CallPhone e -> callPhone(e.agent());
            case ConversationEffect.HangUpAgent e -> {
                if (agentRing != null) {
                    agentRing.hangUp(e.why());
                }
            }
            case ConversationEffect.HangUpCaller e -> finish("served", "agent", e.why());
            case ConversationEffect.Bridge ignored -> bridge();
            case ConversationEffect.HoldMusic e -> holdMusic(e.on(), "desk");
            case ConversationEffect.TellAccepted e -> {
                story.tell(new QueueFact.OfferAccepted(queue(), agent(), e.offer()));
                house.acd().accepted(e.offer());
            }
            case ConversationEffect.TellFailed e -> {
                story.tell(new QueueFact.OfferEnded(queue(), agent(), e.offer(), words(e.why())));
                house.desk().offerEnded(agent(), this);
                house.acd().failed(e.offer(), e.why());
            }
            case ConversationEffect.TellReleased ignored -> {
                house.desk().wrapUp(agent(), this);
                house.acd().released(id);
            }
            case ConversationEffect.LeaveQueue ignored -> {
                if (waitingIn != null) {
                    house.acd().leave(id, Acd.LeaveReason.ABANDONED);
                }
            }
            case ConversationEffect.ScriptGoesOn ignored -> {
                caller.unbridge();
                agentJustLeft = true; // a script with nothing more to say ends the call at once, and then the agent ended it
                toScript(new ScriptEvent.AgentLeft());
                agentJustLeft = false;
            }
            case ConversationEffect.GoTo e -> goTo(e.target());
        }
    }

    private static String words(Acd.OfferFailure why) {
        return switch (why) {
            case NO_ANSWER -> "no answer";
            case DECLINED -> "declined";
            case BUSY -> "busy";
            case UNREACHABLE -> "unreachable";
        };
    }

    private AgentId agent() {
        return agentRing == null ? new AgentId("") : agentRing.agent();
    }

    private void callPhone(AgentId agent) {
        agentRing = house.calls().ring(agent, caller, new Ring("agent:" + agent));
    }

    /** The agent's phones, in this call's words. */
    private final class Ring implements AgentRing.Listener {
        private final String leg;

        Ring(String leg) {
            this.leg = leg;
        }

        @Override
        public void answered() {
            step(new Event.PhoneAnswered());
        }

        @Override
        public void failed(AgentRing.Failure why) {
            step(new Event.PhoneFailed(
                    switch (why) {
                        case DECLINED -> Acd.OfferFailure.DECLINED;
                        case BUSY -> Acd.OfferFailure.BUSY;
                        case UNREACHABLE -> Acd.OfferFailure.UNREACHABLE;
                    }));
        }

        @Override
        public void gone() {
            step(new Event.AgentGone());
        }

        @Override
        public void event(LegEvent event) {
            onAgentLeg(leg, event);
        }
    }

    private void onAgentLeg(String leg, LegEvent event) {
        switch (event) {
            case LegEvent.Ringing ignored -> story.tell(new CallFact.Ringing(leg));
            case LegEvent.Answered e -> story.tell(new CallFact.Answered(leg, e.codec(), e.rtp()));
            case LegEvent.HungUp e -> story.tell(new CallFact.LegEnded(leg, "agent", "The agent hung up."));
            case LegEvent.Refused e ->
                story.tell(new CallFact.LegEnded(leg, "agent", "The phone refused with " + e.status() + "."));
            case LegEvent.Failed e -> story.tell(new CallFact.LegEnded(leg, "network", e.why()));
            case LegEvent.Held ignored -> holdMusic(true, "phone");
            case LegEvent.Resumed ignored -> holdMusic(false, "phone");
            case LegEvent.MediaClosed e -> {
                story.tell(mediaClosed(leg, e));
                close(false);
            }
            case LegEvent.DigitHeard e ->
                story.tell(new CallFact.DigitPressed(
                        leg, new Personal(String.valueOf(e.digit().symbol())), e.via()));
            case LegEvent.Silent e -> {
                story.tell(new CallFact.MediaSilent(leg, e.silence()));
                agentSilent();
            }
            case LegEvent.PlayEnded ignored -> {}
        }
    }

    private void agentSilent() {
        if (agentRing != null) {
            agentRing.hangUp("No RTP came from the agent's phone");
        }
        step(new Event.AgentGone());
    }

    private void bridge() {
        served = true;
        toScript(new ScriptEvent.Connected());
        caller.stopPlay();
        caller.stopMusic();
        if (agentRing != null) {
            agentRing.leg().ifPresent(l -> {
                caller.bridge(l);
                story.tell(new CallFact.Bridged(l.name()));
            });
        }
        house.desk().talking(agent(), this);
    }

    private void holdMusic(boolean on, String by) {
        String leg = "agent:" + agent();
        if (on) {
            house.music(queue()).ifPresent(caller::startMusic);
            story.tell(new CallFact.Held(leg, by));
        } else {
            caller.stopMusic();
            story.tell(new CallFact.Resumed(leg, by));
        }
        if (by.equals("desk")) {
            house.desk().held(agent(), this, on);
        }
    }

    private void goTo(Transfer target) {
        caller.unbridge();
        caller.stopMusic();
        switch (target) {
            case Transfer.ToScript t -> goToScript(t.script());
            case Transfer.ToQueue t -> waitIn(t.queue(), Optional.empty());
            case Transfer.ToAgent t -> waitIn(queue(), Optional.of(t.colleague()));
        }
    }

    private void waitIn(QueueName queue, Optional<AgentId> only) {
        if (script == null) {
            finish("failed", "server", "No script runs that could wait.");
            return;
        }
        script.waitIn(queue, only);
    }

    // ---- the end

    private void finish(String outcome, String by, String reason) {
        if (ending != null) {
            return;
        }
        ending = new CallFact.Ended(outcome, by, reason);
        maxLength.cancel();
        if (script != null) {
            script.stop();
        }
        caller.hangUp(480, reason);
        step(new Event.CallerGone());
        loop.timers().after(LAST_WORDS, () -> close(true));
        house.log("interaction=" + id + " ended: " + outcome + ", " + reason);
        close(false);
    }

    private void close(boolean anyway) {
        boolean waiting = callerMediaOpen || waitingIn != null
                || (agentRing != null && agentRing.openMedia() > 0);
        if (ending != null && !closed && (anyway || !waiting)) {
            closed = true;
            story.tell(ending);
            house.ended(this);
        }
    }

    private static CallFact.MediaClosed mediaClosed(String leg, LegEvent.MediaClosed e) {
        return new CallFact.MediaClosed(
                leg, e.received(), e.sent(), e.lost(), e.strangers(), e.jitterMillis());
    }
}
