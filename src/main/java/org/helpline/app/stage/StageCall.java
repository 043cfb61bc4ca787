package org.helpline.app.stage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.interaction.DeskPort;
import org.helpline.ivr.trial.Played;

/**
 * One trial on the phone: everybody does what they did in virtual time, at the same moments since the script's begin, and not before the
 * script has come as far. Time in which nobody speaks and nothing happens is skipped. One thread, which blocks.
 */
public final class StageCall {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_NANOS = 2_000_000;
    private static final Duration WORTH_SKIPPING = Duration.ofMillis(1_500);
    private static final Duration AWAKE_BEFORE = Duration.ofMillis(400);
    private static final long FRAME_MILLIS = 20;
    private static final long BYE_MILLIS = 3_000;
    private static final long LAST_WORDS_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final House house;
    private final Played played;
    private final Plan plan;
    private final Trace virtual;
    private final List<Published> facts = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> stream = new AtomicReference<>("");
    private volatile Optional<Instant> begin = Optional.empty();
    private final Thread driver = Thread.currentThread();

    private StageCall(House house, Played played) {
        this.house = house;
        this.played = played;
        this.plan = Plan.of(played);
        this.virtual = Trace.virtual(played.moments());
    }

    /**
     * What came of it.
     *
     * @param trouble why it could not be played to its end; empty: it was
     * @param heardPackets packets of sound that the caller got
     */
    record Result(List<Published> facts, Optional<String> trouble, long heardPackets) {}

    /** Calls that house from a number, and does what was played. */
    static Result make(House house, Played played, String from) {
        StageCall call = new StageCall(house, played);
        try (StagePhone caller = new StagePhone(from, house.sip());
                StagePhone agent = new StagePhone(house.agent().value(), house.sip())) {
            Optional<String> trouble = Optional.empty();
            try {
                call.talk(caller, agent);
            } catch (IOException | ExecutionException | TimeoutException e) {
                trouble = Optional.of(String.valueOf(e.getMessage()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                trouble = Optional.of("it was stopped");
            }
            return new Result(List.copyOf(call.facts), trouble, caller.heard());
        } catch (IOException e) {
            return new Result(List.of(), Optional.of("no phone could be opened: " + e.getMessage()), 0);
        }
    }

    private void talk(StagePhone caller, StagePhone agent)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        house.listen().accept(p -> take(p, caller.callId()));
        if (plan.deeds().stream().anyMatch(d -> d.act() instanceof Plan.Act.AgentReady)) {
            agent.register(house.secret().value());
            command(new DeskPort.Command.LogIn());
        }
        house.acd().answers(plan.answers());
        Duration early = Duration.between(house.clock().now(), played.begin());
        house.clock().move(early.isNegative() ? Duration.ZERO : early);
        caller.call(house.number());
        for (Plan.Deed deed : plan.deeds()) {
            if (await(deed.facts(), deed.after())) {
                act(deed.act(), caller, agent);
            }
        }
        if (await(plan.facts(), plan.lasts()) && !played.hungUp()) {
            caller.awaitHangUp(scriptHangsUp() ? BYE_MILLIS : 0);
            awaitLastWords();
        }
        caller.hangUp();
        agent.hangUp();
        awaitEnd();
    }

    private boolean scriptHangsUp() {
        return virtual.of(Trace.Kind.SCRIPT).stream()
                .anyMatch(l ->
                        l.what() instanceof ScriptFact.Left left && left.to().equals("hang up"));
    }

    private void act(Plan.Act act, StagePhone caller, StagePhone agent)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        switch (act) {
            case Plan.Act.Press p -> caller.press(p.digit());
            case Plan.Act.Moves m -> house.acd().move(m.position());
            case Plan.Act.GivesUp g -> house.acd().giveUp(g.why());
            case Plan.Act.AgentReady _ -> {
                house.acd().move(1);
                command(new DeskPort.Command.LogIn());
                command(new DeskPort.Command.Ready());
                if (!agent.awaitRing(TimeUnit.NANOSECONDS.toMillis(PATIENCE_NANOS))) {
                    throw new IOException("the agent's phone did not ring");
                }
            }
            case Plan.Act.AgentAnswers _ -> agent.answer();
            case Plan.Act.AgentLeaves _ -> {
                command(
                        new DeskPort.Command
                                .LogOut()); // after this call, so that the next one is not offered too early
                agent.hangUp();
            }
            case Plan.Act.AgentSends s -> {
                command(new DeskPort.Command.LogOut());
                command(new DeskPort.Command.TransferToQueue(s.queue()));
            }
        }
    }

    private void command(DeskPort.Command command) throws ExecutionException, TimeoutException, InterruptedException {
        DeskPort.Result result = house.desk()
                .command(house.agent(), command)
                .toCompletableFuture()
                .get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
        if (result instanceof DeskPort.Result.Refused(String why) && !(command instanceof DeskPort.Command.LogIn)) {
            throw new ExecutionException("the desk refused " + command + ": " + why, null);
        }
    }

    /** A fact of any stream; this call's are kept. On the loop that tells it. */
    private void take(Published published, String callId) {
        if (published.fact() instanceof CallFact.Arrived arrived
                && arrived.callId().equals(callId)) {
            stream.set(published.stream());
        }
        if (published.stream().equals(stream.get())) {
            if (published.fact() instanceof ScriptFact.Started && begin.isEmpty()) {
                begin = Optional.of(published.at());
            }
            facts.add(published);
            LockSupport.unpark(driver);
        }
    }

    private long told() {
        return facts.stream().filter(f -> f.fact() instanceof ScriptFact).count();
    }

    private boolean isOver() {
        return facts.stream().anyMatch(f -> f.fact() instanceof CallFact.Ended);
    }

    /** Since the script's begin. */
    private Duration elapsed() {
        return begin.map(b -> Duration.between(b, house.clock().now())).orElse(Duration.ZERO);
    }

    /** Waits until the script has come that far and that much time has passed. @return false if the call is over before */
    private boolean await(int scriptFacts, Duration until) throws IOException {
        long patience = PATIENCE_NANOS;
        long last = System.nanoTime();
        while (!isOver()) {
            boolean far = begin.isPresent() && told() >= scriptFacts;
            Duration left = until.minus(elapsed());
            if (far && left.compareTo(Duration.ZERO) <= 0) {
                return true;
            }
            skip();
            // exact towards a moment; while the script is awaited its next fact wakes this
            LockSupport.parkNanos(
                    left.isNegative() ? LOOK_NANOS : Math.min(LOOK_NANOS, Math.max(50_000, left.toNanos())));
            long now = System.nanoTime();
            patience -= left.isNegative() ? now - last : 0;
            last = now;
            if (patience < 0) {
                throw new IOException("the script did not come as far as in virtual time");
            }
        }
        return false;
    }

    /** Moves the clock on where only time passes: the script has told all that it should have, and nothing is said. */
    private void skip() {
        Duration now = elapsed();
        Duration next = plan.begins().higher(now);
        if (begin.isEmpty() || next == null || plan.speaksAt(now)) {
            return;
        }
        Duration free = next.minus(now);
        // also the queue and the agent must have come as far: words between phones and loops take their time
        if (free.compareTo(WORTH_SKIPPING) > 0 && Trace.real(facts).lines().size() >= toldBy(now)) {
            long frames = free.minus(AWAKE_BEFORE).toMillis() / FRAME_MILLIS; // what is paced by frames keeps its pace
            house.clock().move(Duration.ofMillis(frames * FRAME_MILLIS));
        }
    }

    private long toldBy(Duration time) {
        return virtual.lines().stream()
                .filter(l -> l.after().compareTo(time) <= 0)
                .count();
    }

    /** What was done last takes its way through phones and loops: nobody hangs up before it has come. */
    private void awaitLastWords() {
        long end = System.nanoTime() + LAST_WORDS_NANOS;
        while (!isOver() && Trace.real(facts).lines().size() < toldBy(plan.lasts()) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BYE_MILLIS);
        while (!isOver() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
