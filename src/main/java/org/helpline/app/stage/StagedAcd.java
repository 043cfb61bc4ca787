package org.helpline.app.stage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdEvent;
import org.helpline.acd.AcdListener;
import org.helpline.acd.AcdLog;
import org.helpline.acd.AtTheDoor;
import org.helpline.acd.Board;
import org.helpline.acd.LineEntry;
import org.helpline.acd.LiveAcd;
import org.helpline.acd.WaitModel;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.QueueName;
import org.helpline.ivr.run.ScriptEvent.CallbackAnswer;

/**
 * The real ACD with a queue that does what a test says: others wait before the caller, it refuses, it gives the caller up. Agents are
 * offered calls as ever. Commands from any thread; its own state on the ACD's loop.
 */
public final class StagedAcd implements Acd, AcdListener {

    /** What the queue says to somebody who joins. */
    sealed interface Answer {

        /** Takes them, so that they stand there; 1 or more. */
        record Takes(int position) implements Answer {}

        /** Does not take them. */
        record Refuses(String why) implements Answer {}
    }

    private final Loop loop;
    private final AcdListener listener;
    private final Acd live;
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Deque<Replies.Booking> bookings = new ArrayDeque<>();
    private final Deque<InteractionId> others = new ArrayDeque<>();
    private final Set<InteractionId> strangers = new HashSet<>();
    private final Function<QueueName, AtTheDoor> doors;
    private Optional<Ticket> last = Optional.empty();
    private Optional<String> givesUp = Optional.empty();
    private int count;

    /**
     * Starts it on settings under which nothing ends a stay but the test.
     *
     * @param replies what is said of call-backs
     * @param doors what the test says of queues to those who have not joined them; from any thread
     */
    public StagedAcd(
            AcdSettings settings,
            Replies replies,
            Loop loop,
            AcdListener listener,
            Function<QueueName, AtTheDoor> doors) {
        this.bookings.addAll(replies.bookings().stream()
                .filter(b -> b.answer() != CallbackAnswer.NUMBER_REFUSED) // not even asked
                .toList());
        this.doors = doors;
        this.loop = loop;
        this.listener = listener;
        this.live = LiveAcd.start(
                endless(settings, _ -> Sharing.USUAL),
                loop,
                _ -> true,
                () -> new InteractionId("attempt-" + ++count),
                AcdLog.NONE,
                this);
    }

    /** The same where nothing ends a stay; {@code sharing}: who is rung for whom. */
    static AcdSettings endless(AcdSettings s, Function<QueueSettings, Sharing> sharing) {
        return new AcdSettings(
                s.queues().stream()
                        .map(q -> new QueueSettings(
                                        q.name(),
                                        q.music(),
                                        java.time.Duration.ZERO,
                                        0,
                                        q.overflow(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        q.ring(),
                                        java.time.Duration.ZERO)
                                .sharedBy(sharing.apply(q)))
                        .toList(),
                s.agents(),
                s.serviceLevel());
    }

    // ---- what the test says

    /** What those who join are told, one after the other; whoever joins after these is taken. */
    void answers(List<Answer> inOrder) {
        loop.tell(() -> answers.addAll(inOrder));
    }

    /** The caller moves there. */
    void move(int position) {
        loop.tell(() -> last.ifPresent(ticket -> stand(ticket, position)));
    }

    /** Gives the caller up. */
    void giveUp(String why) {
        loop.tell(() -> last.ifPresent(ticket -> {
            givesUp = Optional.of(why);
            live.leave(ticket.interaction(), LeaveReason.SENT_ON);
        }));
    }

    private void stand(Ticket ticket, int position) {
        while (others.size() >= position) {
            live.leave(others.removeLast(), LeaveReason.ABANDONED);
        }
        while (others.size() < position - 1) {
            InteractionId other = new InteractionId("other-caller-" + ++count);
            others.add(other);
            strangers.add(other);
            live.join(new Ticket(other, ticket.queue(), ticket.priority() + 1, Optional.empty()));
        }
    }

    // ---- what the house says

    @Override
    public void join(Ticket ticket) {
        if (ticket.atOnce().isPresent()) {
            live.join(ticket); // one agent is rung, past all queues
            return;
        }
        loop.tell(() -> {
            while (!others.isEmpty()) {
                live.leave(others.removeLast(), LeaveReason.ABANDONED);
            }
            Answer answer = answers.isEmpty() ? new Answer.Takes(1) : answers.removeFirst();
            switch (answer) {
                case Answer.Refuses(String why) ->
                    listener.on(new AcdEvent.NotQueued(ticket.interaction(), ticket.queue(), why));
                case Answer.Takes(int position) -> {
                    last = Optional.of(ticket);
                    stand(ticket, position);
                    live.join(ticket.only().isPresent() ? ticket : waiting(ticket));
                }
            }
        });
    }

    /** Waits for whomever the test sends, as long as the test says: the test says who serves, not skills and log-ins. */
    private static Ticket waiting(Ticket t) {
        return new Ticket(t.interaction(), t.queue(), t.priority(), t.only());
    }

    @Override
    public void leave(InteractionId interaction, LeaveReason why) {
        live.leave(interaction, why);
    }

    @Override
    public void accepted(long offer) {
        live.accepted(offer);
    }

    @Override
    public void failed(long offer, OfferFailure why) {
        live.failed(offer, why);
    }

    @Override
    public void callOff(InteractionId interaction, AgentId rung) {
        live.callOff(interaction, rung);
    }

    @Override
    public void dial(InteractionId interaction, AgentId agent, QueueName queue) {
        live.dial(interaction, agent, queue);
    }

    @Override
    public void notDialled(InteractionId interaction, AgentId agent, String why) {
        live.notDialled(interaction, agent, why);
    }

    @Override
    public void released(InteractionId interaction) {
        live.released(interaction);
    }

    @Override
    public void released(InteractionId interaction, AgentId agent) {
        live.released(interaction, agent);
    }

    @Override
    public void handedOver(InteractionId from, InteractionId to, AgentId agent) {
        live.handedOver(from, to, agent);
    }

    @Override
    public void reconfigure(AcdSettings settings) {
        live.reconfigure(settings);
    }

    @Override
    public void hold(InteractionId interaction) {
        live.hold(interaction);
    }

    /** As the test says; nobody is ever called. */
    @Override
    public void callBack(CallbackTicket ticket) {
        loop.tell(() -> {
            CallbackAnswer answer = bookings.isEmpty()
                    ? CallbackAnswer.TAKEN
                    : bookings.removeFirst().answer();
            live.leave(ticket.from(), LeaveReason.CALLBACK);
            listener.on(
                    switch (answer) {
                        case TAKEN ->
                            new AcdEvent.CallbackTaken(
                                    ticket.from(),
                                    ticket.callback(),
                                    ticket.queue(),
                                    1,
                                    loop.clock().now());
                        case THERE -> new AcdEvent.CallbackThere(ticket.from(), ticket.callback(), ticket.queue());
                        case FAILED, NUMBER_REFUSED ->
                            new AcdEvent.CallbackNotTaken(ticket.from(), ticket.queue(), "full");
                    });
        });
    }

    @Override
    public void restore(List<KeptCallback> kept) {
        live.restore(kept);
    }

    @Override
    public void takeUp(List<KeptAgent> kept) {
        live.takeUp(kept);
    }

    @Override
    public void reached(InteractionId attempt) {
        live.reached(attempt);
    }

    @Override
    public void missed(InteractionId attempt, Miss why) {
        live.missed(attempt, why);
    }

    @Override
    public void cancelCallback(InteractionId callback, String why) {
        live.cancelCallback(callback, why);
    }

    @Override
    public void callbackNow(InteractionId callback) {
        live.callbackNow(callback);
    }

    @Override
    public CompletionStage<List<LineEntry>> line(QueueName queue, int most) {
        return live.line(queue, most);
    }

    @Override
    public CompletionStage<Boolean> first(InteractionId interaction) {
        return live.first(interaction);
    }

    @Override
    public CompletionStage<Given> give(InteractionId interaction, AgentId agent) {
        return live.give(interaction, agent);
    }

    @Override
    public void sleep(InteractionId callback, InteractionId call) {
        live.sleep(callback, call);
    }

    @Override
    public void wake(InteractionId callback, InteractionId call) {
        live.wake(callback, call);
    }

    @Override
    public void agent(AgentId agent, AgentCommand command) {
        live.agent(agent, command);
    }

    @Override
    public void reachable(AgentId agent, boolean reachable) {
        live.reachable(agent, reachable);
    }

    @Override
    public void urgent(QueueName queue, boolean on) {
        live.urgent(queue, on);
    }

    @Override
    public void learn(WaitModel model) {
        live.learn(model);
    }

    @Override
    public AtTheDoor atTheDoor(QueueName queue) {
        return doors.apply(queue);
    }

    @Override
    public Board board() {
        return live.board();
    }

    @Override
    public void on(AcdEvent event) {
        Optional<InteractionId> of = interaction(event);
        if (of.filter(strangers::contains).isPresent()) {
            return; // no call stands behind those who only wait before the caller
        }
        if (event instanceof AcdEvent.Gone gone && givesUp.isPresent()) {
            String why = givesUp.get();
            givesUp = Optional.empty();
            listener.on(new AcdEvent.SendOn(gone.interaction(), gone.queue(), why, gone.waited()));
            return;
        }
        listener.on(event);
    }

    private static Optional<InteractionId> interaction(AcdEvent event) {
        return switch (event) {
            case AcdEvent.Queued e -> Optional.of(e.interaction());
            case AcdEvent.NotQueued e -> Optional.of(e.interaction());
            case AcdEvent.PositionChanged e -> Optional.of(e.interaction());
            case AcdEvent.Relaxed e -> Optional.of(e.interaction());
            case AcdEvent.Decided e -> Optional.of(e.interaction());
            case AcdEvent.Offer e -> Optional.of(e.interaction());
            case AcdEvent.Withdraw e -> Optional.of(e.interaction());
            case AcdEvent.Connect e -> Optional.of(e.interaction());
            case AcdEvent.SendOn e -> Optional.of(e.interaction());
            case AcdEvent.Gone e -> Optional.of(e.interaction());
            case AcdEvent.AgentChanged e -> e.interaction();
            case AcdEvent.CallbackTaken e -> Optional.of(e.from());
            case AcdEvent.CallbackThere e -> Optional.of(e.from());
            case AcdEvent.CallbackNotTaken e -> Optional.of(e.from());
            case AcdEvent.CallbackDue e -> Optional.of(e.interaction());
            case AcdEvent.CallbackReached e -> Optional.of(e.interaction());
            case AcdEvent.CallbackMissed e -> Optional.of(e.interaction());
            case AcdEvent.CallbackOver _, AcdEvent.CallbackIs _ -> Optional.empty();
            case AcdEvent.WrapUpExtended _, AcdEvent.Dialling _, AcdEvent.NotDialling _ -> Optional.empty();
        };
    }
}
