package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;

/** An ACD in virtual time, with everything it said. */
final class Shift {

    final ManualClock clock = new ManualClock(Instant.parse("2026-11-23T09:00:00Z"));
    final SameThreadLoop loop = new SameThreadLoop("acd", clock);
    final List<AcdEvent> told = new ArrayList<>();
    final Set<String> closedHours = new HashSet<>();
    final LiveAcd acd;

    /** The log of the day. */
    private final AcdScribe scribe = new AcdScribe();

    private int attempts;

    private InteractionId nextAttempt() {
        return new InteractionId("attempt" + ++attempts);
    }

    Shift(AcdSettings settings) {
        acd = start(settings, scribe);
    }

    /** Looked at by an onlooker, who is told each input and what came of it, after that. */
    Shift(AcdSettings settings, AcdLog onlooker) {
        acd = start(settings, new AcdLog() {
            @Override
            public void began(AcdSettings s, long seed, Instant at, long nanos, Answers answers) {
                scribe.began(s, seed, at, nanos, answers);
                onlooker.began(s, seed, at, nanos, answers);
            }

            @Override
            public void took(Taken taken, List<AcdEvent> events) {
                scribe.took(taken, events);
                onlooker.took(taken, events);
            }
        });
    }

    private LiveAcd start(AcdSettings settings, AcdLog log) {
        LiveAcd started =
                LiveAcd.start(settings, loop, h -> !closedHours.contains(h), this::nextAttempt, log, told::add);
        loop.run();
        return started;
    }

    /** Queues {@code support} and {@code billing}, 20 s ring, 30 s wrap-up, and agents who serve both. */
    static Shift with(String... agents) {
        return new Shift(settings(List.of(queue("support"), queue("billing")), agents));
    }

    static AcdSettings settings(List<QueueSettings> queues, String... agents) {
        List<QueueName> names = queues.stream().map(QueueSettings::name).toList();
        List<AgentSettings> people =
                Stream.of(agents).map(a -> agent(a, false, names)).toList();
        return new AcdSettings(queues, people, Duration.ofSeconds(18));
    }

    static AgentSettings agent(String id, boolean always, List<QueueName> queues) {
        return new AgentSettings(new AgentId(id), id, queues, always, Role.AGENT);
    }

    /** Helps out in one queue beside those that they serve. */
    static AgentSettings helping(String id, String queue, QueueName... serves) {
        return new AgentSettings(
                new AgentId(id),
                id,
                List.of(serves),
                false,
                Role.AGENT,
                Map.of(),
                true,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                List.of(new QueueName(queue)));
    }

    static QueueSettings queue(String name) {
        return new QueueSettings(
                new QueueName(name),
                "music",
                Duration.ofMinutes(20),
                50,
                new Target.Goodbye(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(20),
                Duration.ofSeconds(30));
    }

    static QueueSettings limited(String name, Duration maxWait, int maxSize, Optional<Target> nobody, String hours) {
        QueueSettings q = queue(name);
        return new QueueSettings(
                q.name(),
                q.music(),
                maxWait,
                maxSize,
                q.overflow(),
                nobody,
                q.closed(),
                hours.isEmpty() ? Optional.empty() : Optional.of(hours),
                q.ring(),
                q.wrapUp());
    }

    static QueueSettings callingBack(String name, String hours, AcdSettings.CallbackTerms terms) {
        QueueSettings q = queue(name);
        return limited(name, q.maxWait(), q.maxSize(), q.nobody(), hours).callingBack(terms);
    }

    static QueueSettings withWrapUp(String name, Duration wrapUp) {
        QueueSettings q = queue(name);
        return new QueueSettings(
                q.name(),
                q.music(),
                q.maxWait(),
                q.maxSize(),
                q.overflow(),
                q.nobody(),
                q.closed(),
                q.hours(),
                q.ring(),
                wrapUp);
    }

    // ---- what people do ----

    Shift ready(String... agents) {
        for (String agent : agents) {
            reachable(agent, true);
            command(agent, new AgentCommand.LogIn());
            command(agent, new AgentCommand.Ready());
        }
        return this;
    }

    void reachable(String agent, boolean reachable) {
        acd.reachable(new AgentId(agent), reachable);
        loop.run();
    }

    void command(String agent, AgentCommand command) {
        acd.agent(new AgentId(agent), command);
        loop.run();
    }

    void calls(String caller, String queue) {
        calls(caller, queue, 0, Optional.empty());
    }

    void calls(String caller, String queue, int priority, Optional<String> only) {
        acd.join(new Ticket(new InteractionId(caller), new QueueName(queue), priority, only.map(AgentId::new)));
        loop.run();
    }

    void leaves(String caller) {
        acd.leave(new InteractionId(caller), Acd.LeaveReason.ABANDONED);
        loop.run();
    }

    /** {@code callback} of a number, asked for in a call. */
    void asks(String caller, String callback, String queue, String number) {
        acd.callBack(new Acd.CallbackTicket(
                new InteractionId(callback), new InteractionId(caller), new QueueName(queue), 0, new Personal(number)));
        loop.run();
    }

    void holds(String caller) {
        acd.hold(new InteractionId(caller));
        loop.run();
    }

    void reached(String attempt) {
        acd.reached(new InteractionId(attempt));
        loop.run();
    }

    void missed(String attempt, Acd.Miss why) {
        acd.missed(new InteractionId(attempt), why);
        loop.run();
    }

    void answers(long offer) {
        acd.accepted(offer);
        loop.run();
    }

    void fails(long offer, Acd.OfferFailure why) {
        acd.failed(offer, why);
        loop.run();
    }

    void hangsUp(String caller) {
        acd.released(new InteractionId(caller));
        loop.run();
    }

    /** Anna has answered five of eight callers, one each 90 s; three wait. */
    static Shift outOfABacklog() {
        Shift shift = with("anna");
        shift.ready("anna");
        for (int i = 0; i < 8; i++) {
            shift.calls("c" + i, "support");
        }
        for (int i = 1; i <= 5; i++) {
            shift.answers(i);
            shift.passes(60);
            shift.hangsUp("c" + (i - 1));
            shift.passes(30); // wrap-up
        }
        return shift;
    }

    void passes(int seconds) {
        loop.advance(Duration.ofSeconds(seconds));
    }

    void urgent(String queue, boolean on) {
        acd.urgent(new QueueName(queue), on);
        loop.run();
    }

    void reconfigure(UnaryOperator<AcdSettings> change, AcdSettings from) {
        acd.reconfigure(change.apply(from));
        loop.run();
    }

    /** The day once more, from its log. */
    Replay replayed() {
        return replayed(log());
    }

    static Replay replayed(List<String> log) {
        Replay replay = new Replay();
        log.forEach(replay::take);
        return replay;
    }

    List<String> log() {
        return scribe.take(Integer.MAX_VALUE);
    }

    // ---- what was said ----

    <E extends AcdEvent> List<E> all(Class<E> kind) {
        return told.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends AcdEvent> E last(Class<E> kind) {
        return all(kind).getLast();
    }

    /** {@code 1:anna<-kim}: offer number, agent, caller. */
    List<String> offers() {
        return all(AcdEvent.Offer.class).stream()
                .map(o -> o.offer() + ":" + o.agent() + "<-" + o.interaction())
                .toList();
    }

    String state(String agent) {
        Board.AgentLine line = line(agent);
        return line.reason().isEmpty() ? line.state() : line.state() + " (" + line.reason() + ")";
    }

    Board.AgentLine line(String agent) {
        return acd.board().agents().stream()
                .filter(a -> a.agent().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    Board.QueueLine queueLine(String queue) {
        return acd.board().queues().stream()
                .filter(q -> q.queue().value().equals(queue))
                .findFirst()
                .orElseThrow();
    }
}
