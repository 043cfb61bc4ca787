package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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

    private final Loop loop;
    private final AcdListener listener;
    private final Floor floor;
    private final BoardWriter writer = new BoardWriter();
    private final Snapshot<Board> board;
    private final Map<FloorEffect.TimerKey, Timers.Timer> timers = new HashMap<>();
    private final ArrayDeque<AcdEvent> outbox = new ArrayDeque<>();

    private LiveAcd(
            AcdSettings settings,
            Loop loop,
            Predicate<String> hoursOpen,
            Supplier<InteractionId> attempts,
            AcdListener listener) {
        this.loop = loop;
        this.listener = listener;
        long seed = loop.clock().now().toEpochMilli();
        LOG.debug("lots among agents are drawn with seed {}", seed);
        this.floor = new Floor(settings, hoursOpen, attempts, seed, now());
        writer.reseat(floor.roster(), now());
        this.board = new Snapshot<>(writer.write(floor.roster(), now()));
    }

    /**
     * Starts: agents are offline, but those who are always ready.
     *
     * @param hoursOpen whether the hours of that name are open now; called on {@code loop}, once a second at most for each queue
     *     in which somebody waits and at each join; must not block
     * @param attempts names the attempts of call-backs, each with an id of its own; on {@code loop}
     * @param listener told on {@code loop}; it may call back at once
     */
    public static LiveAcd start(
            AcdSettings settings,
            Loop loop,
            Predicate<String> hoursOpen,
            Supplier<InteractionId> attempts,
            AcdListener listener) {
        LiveAcd acd = new LiveAcd(settings, loop, hoursOpen, attempts, listener);
        loop.tell(acd::tickLater);
        return acd;
    }

    @Override
    public void join(Ticket ticket) {
        run(now -> floor.join(ticket, now));
    }

    @Override
    public void leave(InteractionId interaction, LeaveReason why) {
        run(now -> floor.leave(interaction, why, now));
    }

    @Override
    public void accepted(long offer) {
        run(now -> floor.accepted(offer, now));
    }

    @Override
    public void failed(long offer, OfferFailure why) {
        run(now -> floor.failed(offer, why, now));
    }

    @Override
    public void callOff(InteractionId interaction, AgentId rung) {
        run(now -> floor.callOff(interaction, rung, now));
    }

    @Override
    public void dial(InteractionId interaction, AgentId agent, QueueName queue) {
        run(now -> floor.dial(interaction, agent, queue, now));
    }

    @Override
    public void notDialled(InteractionId interaction, AgentId agent, String why) {
        run(now -> floor.notDialled(interaction, agent, why, now));
    }

    @Override
    public void released(InteractionId interaction) {
        run(now -> floor.released(interaction, now));
    }

    @Override
    public void released(InteractionId interaction, AgentId agent) {
        run(now -> floor.released(interaction, agent, now));
    }

    @Override
    public void handedOver(InteractionId from, InteractionId to, AgentId agent) {
        run(now -> floor.handedOver(from, to, agent, now));
    }

    @Override
    public void hold(InteractionId interaction) {
        run(now -> floor.hold(interaction, now));
    }

    @Override
    public void callBack(CallbackTicket ticket) {
        run(now -> floor.callbacks(c -> c.callBack(ticket, now), now));
    }

    @Override
    public void restore(List<KeptCallback> kept) {
        run(now -> floor.callbacks(c -> c.restore(kept, now), now));
    }

    @Override
    public void reached(InteractionId attempt) {
        run(now -> floor.callbacks(c -> c.reached(attempt, now), now));
    }

    @Override
    public void missed(InteractionId attempt, Miss why) {
        run(now -> floor.callbacks(c -> c.missed(attempt, why, now), now));
    }

    @Override
    public void cancelCallback(InteractionId callback, String why) {
        run(now -> floor.callbacks(c -> c.cancel(callback, why, now), now));
    }

    @Override
    public void callbackNow(InteractionId callback) {
        run(now -> floor.callbacks(c -> c.now(callback, now), now));
    }

    @Override
    public void agent(AgentId agent, AgentCommand command) {
        run(now -> floor.agent(agent, command, now));
    }

    @Override
    public void reachable(AgentId agent, boolean reachable) {
        run(now -> floor.reachable(agent, reachable, now));
    }

    @Override
    public void reconfigure(AcdSettings settings) {
        run(now -> floor.reconfigure(settings, now));
    }

    @Override
    public Board board() {
        return board.get().asOf(loop.clock().now());
    }

    private void run(Function<Now, List<FloorEffect>> command) {
        loop.tell(() -> {
            List<FloorEffect> effects = command.apply(now());
            if (effects.isEmpty()) {
                board.publish(writer.write(floor.roster(), now())); // counts may have changed all the same
            }
            carryOut(effects);
        });
    }

    private void tickLater() {
        loop.timers().after(TICK, () -> {
            tickLater();
            carryOut(floor.tick(now()));
        });
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
        board.publish(writer.write(floor.roster(), now));
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
            carryOut(
                    switch (key) {
                        case FloorEffect.RingOver(long offer) -> floor.ringOver(offer, now());
                        case FloorEffect.AgentTimer(AgentId agent) -> floor.agentTimer(agent, now());
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
