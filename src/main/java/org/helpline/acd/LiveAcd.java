package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Loop;
import org.helpline.core.QueueName;
import org.helpline.core.Snapshot;
import org.helpline.core.Timers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ACD at work: carries every command to the {@link Floor} on one loop, starts its timers, tells its events and publishes
 * the board after each change. Any thread may hold it.
 */
public final class LiveAcd implements Acd {

    private static final Logger LOG = LoggerFactory.getLogger(LiveAcd.class);
    private static final Duration TICK = Duration.ofSeconds(1);

    /** So old the board may become while somebody waits. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Loop loop;
    private final Asked asked;
    private final AcdLog log;
    private final AcdListener listener;
    private final Floor floor;
    private final BoardWriter writer = new BoardWriter();
    private final Snapshot<Board> board;
    private final Map<FloorEffect.TimerKey, Timers.Timer> timers = new HashMap<>();
    private final ArrayDeque<AcdEvent> outbox = new ArrayDeque<>();
    private long taken;
    private long published;

    private LiveAcd(AcdSettings settings, Loop loop, Asked asked, AcdLog log, AcdListener listener) {
        this.loop = loop;
        this.asked = asked;
        this.log = log;
        this.listener = listener;
        long seed = loop.clock().now().toEpochMilli();
        LOG.debug("lots among agents are drawn with seed {}", seed);
        Now now = now();
        this.floor = new Floor(settings, asked, seed, now);
        log.began(settings, seed, now.instant(), now.nanos(), asked.take());
        writer.reseat(floor.roster(), now);
        this.published = now.nanos();
        this.board = new Snapshot<>(writer.write(floor.roster(), now));
    }

    /**
     * Starts: agents are offline, but those who are always ready.
     *
     * @param hoursOpen whether the hours of that name are open now; called on {@code loop}, once a second at most for each queue
     *     in which somebody waits and at each join; must not block
     * @param attempts names the attempts of call-backs, each with an id of its own; on {@code loop}
     * @param log what is told and decided; on {@code loop}
     * @param listener told on {@code loop}; it may call back at once
     */
    public static LiveAcd start(
            AcdSettings settings,
            Loop loop,
            Predicate<String> hoursOpen,
            Supplier<InteractionId> attempts,
            AcdLog log,
            AcdListener listener) {
        LiveAcd acd = new LiveAcd(settings, loop, new Asked(hoursOpen, attempts), log, listener);
        loop.tell(acd::tickLater);
        return acd;
    }

    @Override
    public void join(Ticket ticket) {
        tell(new AcdInput.Join(ticket));
    }

    @Override
    public void leave(InteractionId interaction, LeaveReason why) {
        tell(new AcdInput.Leave(interaction, why));
    }

    @Override
    public void accepted(long offer) {
        tell(new AcdInput.Accepted(offer));
    }

    @Override
    public void failed(long offer, OfferFailure why) {
        tell(new AcdInput.Failed(offer, why));
    }

    @Override
    public void callOff(InteractionId interaction, AgentId rung) {
        tell(new AcdInput.CallOff(interaction, rung));
    }

    @Override
    public void dial(InteractionId interaction, AgentId agent, QueueName queue) {
        tell(new AcdInput.Dial(interaction, agent, queue));
    }

    @Override
    public void notDialled(InteractionId interaction, AgentId agent, String why) {
        tell(new AcdInput.NotDialled(interaction, agent, why));
    }

    @Override
    public void released(InteractionId interaction) {
        tell(new AcdInput.Released(interaction, Optional.empty()));
    }

    @Override
    public void released(InteractionId interaction, AgentId agent) {
        tell(new AcdInput.Released(interaction, Optional.of(agent)));
    }

    @Override
    public void handedOver(InteractionId from, InteractionId to, AgentId agent) {
        tell(new AcdInput.HandedOver(from, to, agent));
    }

    @Override
    public void hold(InteractionId interaction) {
        tell(new AcdInput.Hold(interaction));
    }

    @Override
    public void callBack(CallbackTicket ticket) {
        tell(new AcdInput.CallBack(ticket));
    }

    @Override
    public void restore(List<KeptCallback> kept) {
        tell(new AcdInput.Restore(List.copyOf(kept)));
    }

    @Override
    public void takeUp(List<KeptAgent> kept) {
        tell(new AcdInput.TakeUp(List.copyOf(kept)));
    }

    @Override
    public void reached(InteractionId attempt) {
        tell(new AcdInput.Reached(attempt));
    }

    @Override
    public void missed(InteractionId attempt, Miss why) {
        tell(new AcdInput.Missed(attempt, why));
    }

    @Override
    public void cancelCallback(InteractionId callback, String why) {
        tell(new AcdInput.CancelCallback(callback, why));
    }

    @Override
    public void callbackNow(InteractionId callback) {
        tell(new AcdInput.CallbackNow(callback));
    }

    @Override
    public CompletionStage<List<LineEntry>> line(QueueName queue, int most) {
        return answered(List.of(), () -> floor.oversight().line(queue, most, now()));
    }

    @Override
    public CompletionStage<Boolean> first(InteractionId interaction) {
        return answered(false, () -> {
            boolean waits = floor.oversight().waits(interaction);
            if (waits) {
                take(new AcdInput.First(interaction));
            }
            return waits;
        });
    }

    @Override
    public CompletionStage<Given> give(InteractionId interaction, AgentId agent) {
        return answered(Given.NOT_WAITING, () -> {
            Given given = floor.oversight().mayGive(interaction, agent);
            if (given == Given.RUNG) {
                take(new AcdInput.Give(interaction, agent));
            }
            return given;
        });
    }

    /** {@code ask} on the loop; {@code otherwise}: the answer of an ACD that is stopping. */
    private <T> CompletionStage<T> answered(T otherwise, Supplier<T> ask) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        if (!loop.tell(() -> answer.complete(ask.get()))) {
            answer.complete(otherwise);
        }
        return answer;
    }

    @Override
    public void sleep(InteractionId callback, InteractionId call) {
        tell(new AcdInput.Sleep(callback, call));
    }

    @Override
    public void wake(InteractionId callback, InteractionId call) {
        tell(new AcdInput.Wake(callback, call));
    }

    @Override
    public void agent(AgentId agent, AgentCommand command) {
        tell(new AcdInput.Agent(agent, command));
    }

    @Override
    public void reachable(AgentId agent, boolean reachable) {
        tell(new AcdInput.Reachable(agent, reachable));
    }

    @Override
    public void reconfigure(AcdSettings settings) {
        tell(new AcdInput.Reconfigure(settings));
    }

    @Override
    public void urgent(QueueName queue, boolean on) {
        tell(new AcdInput.Urgent(queue, on));
    }

    @Override
    public void learn(WaitModel model) {
        loop.tell(() -> {
            writer.learn(model);
            publish(now());
        });
    }

    @Override
    public Board board() {
        return board.get().asOf(loop.clock().now());
    }

    @Override
    public Optional<Board.QueueLine> line(QueueName queue) {
        return board.get().line(queue);
    }

    private void tell(AcdInput input) {
        loop.tell(() -> take(input));
    }

    private void tickLater() {
        loop.timers().after(TICK, () -> {
            tickLater();
            if (!floor.isEmpty()) {
                take(new AcdInput.Tick());
            }
        });
    }

    private void take(AcdInput input) {
        Now now = now();
        List<FloorEffect> effects = floor.take(input, now);
        log.took(new AcdLog.Taken(++taken, now.instant(), now.nanos(), input, asked.take()), told(effects));
        if (effects.isEmpty()
                && (!(input instanceof AcdInput.Tick) || now.since(published).compareTo(LOOK) >= 0)) {
            publish(now); // counts may have changed all the same; and who waits while nothing happens will wait longer
        }
        if (log.wantsCheckpoint(now.instant())) {
            loop.tell(this::stands); // of its own: should it fail, nobody's call is lost with it
        }
        carryOut(effects);
    }

    private void stands() {
        Now now = now();
        if (log.wantsCheckpoint(now.instant())) {
            log.stood(new AcdLog.Standing(taken, now.instant(), now.nanos(), asked.known(), floor.checkpoint()));
        }
    }

    private void publish(Now now) {
        published = now.nanos();
        board.publish(writer.write(floor.roster(), now));
    }

    private static List<AcdEvent> told(List<FloorEffect> effects) {
        List<AcdEvent> told = new ArrayList<>();
        for (FloorEffect effect : effects) {
            if (effect instanceof FloorEffect.Tell(AcdEvent event)) {
                told.add(event);
            }
        }
        return told;
    }

    private void carryOut(List<FloorEffect> effects) {
        if (effects.isEmpty()) {
            return;
        }
        Now now = now();
        for (FloorEffect effect : effects) {
            switch (effect) {
                case FloorEffect.Tell(AcdEvent event) -> outbox.add(event);
                case FloorEffect.Start(var key, var after) -> start(key, after);
                case FloorEffect.Stop(var key) -> stop(key);
                case FloorEffect.SeatChanged(var seat) -> writer.changed(seat, now);
                case FloorEffect.Reseated _ -> writer.reseat(floor.roster(), now);
            }
        }
        publish(now);
        tellAll();
    }

    /** A listener that throws loses its own event only: the others follow on the loop's next turn. */
    private void tellAll() {
        boolean told = false;
        try {
            for (AcdEvent event = outbox.poll(); event != null; event = outbox.poll()) {
                LOG.debug("{}", event);
                listener.on(event);
            }
            told = true;
        } finally {
            if (!told) {
                loop.tell(this::tellAll);
            }
        }
    }

    private void start(FloorEffect.TimerKey key, Duration after) {
        stop(key);
        timers.put(key, loop.timers().after(after, () -> {
            timers.remove(key);
            take(
                    switch (key) {
                        case FloorEffect.RingOver(long offer) -> new AcdInput.RingOver(offer);
                        case FloorEffect.AgentTimer(AgentId agent) -> new AcdInput.AgentTimer(agent);
                    });
        }));
    }

    private void stop(FloorEffect.TimerKey key) {
        Timers.Timer timer = timers.remove(key);
        if (timer != null) {
            timer.cancel();
        }
    }

    private Now now() {
        return new Now(loop.clock().nanos(), loop.clock().now());
    }
}
