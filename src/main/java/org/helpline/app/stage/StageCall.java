package org.helpline.app.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.interaction.DeskPort;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.trial.Played;

/**
 * One trial on the phone: everybody does what they did in virtual time, at the same moments since the script's begin, and not before the
 * script has come as far. The server's clock stands but for this thread, which moves it from one moment that anybody waits for to the
 * next, once all that was due is done: a busy machine makes no call late, and an idle one makes it sooner than it would last.
 */
public final class StageCall {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_NANOS = 2_000_000;
    private static final long BYE_MILLIS = 3_000;

    /** How far the clock is moved at a time at most: a tick of the media. */
    private static final Duration STEP = Duration.ofMillis(5);

    /** Before the script begins the time runs about as fast as the machine's: nothing is compared there. */
    private static final long SETTING_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    /** What comes later than this is waited for with the clock standing still: a packet, a look into the store, a busy machine. */
    private static final Duration USUAL_LAG = Duration.ofMillis(25);

    private static final long RING_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final int LAST_STEPS = 100;
    private static final Duration ALL_DONE = Duration.ofSeconds(2);

    private final House house;
    private final Played played;
    private final Plan plan;
    private final Replies replies;
    private Optional<PhoneBook.Reach> talks = Optional.empty(); // empty: who serves the queues
    private final Trace virtual;
    private final List<Published> facts = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> stream = new AtomicReference<>("");
    private volatile Optional<Instant> begin = Optional.empty();
    private volatile boolean over;
    private final AtomicInteger told = new AtomicInteger();
    private final Thread driver = Thread.currentThread();
    private long holdsLeftNanos = PATIENCE_NANOS / 2;

    private StageCall(House house, Played played) {
        this.house = house;
        this.played = played;
        this.plan = Plan.of(played);
        this.replies = Replies.of(played);
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
        try (StagePhone caller = new StagePhone(from, house.sip(), house.clock());
                StagePhone agent = new StagePhone(house.agent().value(), house.sip(), house.clock());
                StagePhones others = new StagePhones(call.replies.rung().keySet(), house)) {
            Optional<String> trouble = Optional.empty();
            try {
                call.talk(caller, agent, others);
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

    private void talk(StagePhone caller, StagePhone agent, StagePhones others)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        house.listen().accept(p -> take(p, caller.callId()));
        if (plan.deeds().stream().anyMatch(d -> d.act() instanceof Plan.Act.AgentReady)) {
            agent.register(house.secret().value());
            command(new DeskPort.Command.LogIn());
        }
        others.register();
        for (PhoneBook.Reach who : replies.rung().values()) {
            if (who instanceof PhoneBook.Reach.Agent(AgentId id)) {
                command(id, new DeskPort.Command.LogIn());
                command(id, new DeskPort.Command.Ready());
            }
        }
        house.acd().answers(plan.answers());
        Duration early = Duration.between(house.clock().now(), played.begin());
        house.clock().move(early.isNegative() ? Duration.ZERO : early);
        house.clock().hold();
        setUp(caller);
        for (Plan.Deed deed : plan.deeds()) {
            if (await(deed.facts(), deed.after())) {
                act(deed.act(), caller, agent, others);
            }
        }
        boolean there = await(plan.facts(), plan.lasts());
        awaitLastWords();
        house.clock().run();
        if (there && !played.hungUp()) {
            caller.awaitHangUp(scriptHangsUp() ? BYE_MILLIS : 0);
        }
        caller.hangUp();
        agent.hangUp();
        others.hangUp();
        awaitEnd();
    }

    private void setUp(StagePhone caller)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<Void> called = CompletableFuture.runAsync(
                () -> {
                    try {
                        caller.call(house.number());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                task -> Thread.ofVirtual().name("stage-caller").start(task));
        awaited(called);
    }

    /** Waits for an answer; the time goes on slowly meanwhile, for who needs it to give one. */
    private <T> T awaited(CompletableFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() - end < 0) {
            try {
                return answer.get(SETTING_UP_NANOS, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                step(STEP);
            }
        }
        throw new TimeoutException("no answer within " + PATIENCE_NANOS / 1_000_000_000 + " s");
    }

    private boolean scriptHangsUp() {
        return virtual.of(Trace.Kind.SCRIPT).stream()
                .anyMatch(l ->
                        l.what() instanceof ScriptFact.Left left && left.to().equals("hang up"));
    }

    private void act(Plan.Act act, StagePhone caller, StagePhone agent, StagePhones others)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        switch (act) {
            case Plan.Act.Press p -> caller.press(p.digit());
            case Plan.Act.Speak s -> caller.speak(s.time());
            case Plan.Act.Changes c -> house.changes().accept(c.act());
            case Plan.Act.Moves m -> house.acd().move(m.position());
            case Plan.Act.GivesUp g -> house.acd().giveUp(g.why());
            case Plan.Act.AgentReady _ -> {
                house.acd().move(1);
                command(new DeskPort.Command.LogIn());
                command(new DeskPort.Command.Ready());
                awaitRing(agent);
            }
            case Plan.Act.AgentAnswers _ -> {
                talks = Optional.empty();
                agent.answer();
            }
            case Plan.Act.AgentLeaves _ -> leaves(talks.map(others::of).orElse(agent));
            case Plan.Act.AgentSends s -> {
                if (talks.isEmpty()) {
                    command(new DeskPort.Command.LogOut());
                }
                command(
                        talks.flatMap(StageCall::agent).orElse(house.agent()),
                        new DeskPort.Command.TransferToQueue(s.queue()));
            }
            case Plan.Act.Answers a -> {
                awaitRing(others.of(a.who()));
                talks = Optional.of(a.who());
                others.of(a.who()).answer();
            }
            case Plan.Act.Declines d -> {
                awaitRing(others.of(d.who()));
                others.of(d.who()).decline("486 Busy Here");
            }
            case Plan.Act.IsGone g -> {
                if (others.has(g.who())) { // else nothing rings
                    awaitRing(others.of(g.who()));
                    others.of(g.who()).decline("404 Not Found");
                }
            }
            case Plan.Act.ThereAgain t -> {
                Optional<AgentId> id = agent(t.who());
                if (id.isPresent()) {
                    command(id.get(), new DeskPort.Command.Ready());
                }
            }
        }
    }

    private static Optional<AgentId> agent(PhoneBook.Reach who) {
        return who instanceof PhoneBook.Reach.Agent(AgentId id) ? Optional.of(id) : Optional.empty();
    }

    private void leaves(StagePhone phone)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        if (talks.isEmpty()) {
            command(new DeskPort.Command.LogOut()); // after this call, so that the next one is not offered too early
        }
        phone.hangUp();
    }

    private void command(DeskPort.Command command) throws ExecutionException, TimeoutException, InterruptedException {
        command(house.agent(), command);
    }

    private void command(AgentId who, DeskPort.Command command)
            throws ExecutionException, TimeoutException, InterruptedException {
        DeskPort.Result result = awaited(house.desk().command(who, command).toCompletableFuture());
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
            over = over || published.fact() instanceof CallFact.Ended;
            told.addAndGet(published.fact() instanceof ScriptFact ? 1 : 0);
            LockSupport.unpark(driver);
        }
    }

    private boolean isOver() {
        return over;
    }

    /** Since the script's begin. */
    private Duration elapsed() {
        return begin.map(b -> Duration.between(b, house.clock().now())).orElse(Duration.ZERO);
    }

    /** Moves the time on until the script has come that far and that much of it has passed. @return false if the call is over before */
    private boolean await(int scriptFacts, Duration until) throws IOException {
        long patience = PATIENCE_NANOS;
        while (!isOver()) {
            Duration left = until.minus(elapsed());
            if (begin.isPresent() && told.get() >= scriptFacts && !left.isPositive()) {
                return true;
            }
            long before = System.nanoTime();
            if (begin.isEmpty() || !left.isPositive()) {
                LockSupport.parkNanos(SETTING_UP_NANOS);
            }
            awaitLaggards();
            step(left.isPositive() && left.compareTo(STEP) < 0 ? left : STEP);
            patience -= left.isPositive() ? 0 : System.nanoTime() - before;
            if (patience < 0) {
                throw new IOException("the script did not come as far as in virtual time");
            }
        }
        return false;
    }

    /** On to the next moment that somebody waits for. */
    private void step(Duration most) {
        house.clock().step(most);
        house.clock().awaitDone(ALL_DONE);
    }

    /** The clock stands while words are still on their way that virtual time has heard; in all for so long as is forgiven a machine. */
    private void awaitLaggards() {
        long begun = System.nanoTime();
        long most = Math.min(HOLD_NANOS, holdsLeftNanos);
        while (!isOver() && isBehind(elapsed().minus(USUAL_LAG)) && System.nanoTime() - begun < most) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        holdsLeftNanos -= System.nanoTime() - begun;
    }

    private boolean isBehind(Duration time) {
        return begin.isPresent() && Trace.real(facts).lines().size() < toldBy(time);
    }

    private long toldBy(Duration time) {
        return virtual.lines().stream()
                .filter(l -> l.after().compareTo(time) <= 0)
                .count();
    }

    /** What was done last takes its way through phones and loops: nobody hangs up before it has come. */
    private void awaitLastWords() {
        for (int i = 0; !isOver() && isBehind(plan.lasts()) && i < LAST_STEPS; i++) {
            awaitLaggards();
            step(STEP);
        }
    }

    private void awaitRing(StagePhone agent) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!agent.rings()) {
            long looks = System.nanoTime() + RING_NANOS;
            while (!agent.rings() && System.nanoTime() - looks < 0) {
                LockSupport.parkNanos(LOOK_NANOS);
            }
            if (!agent.rings()) {
                step(STEP);
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException("the agent's phone did not ring");
            }
        }
    }

    private void awaitEnd() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BYE_MILLIS);
        while (!isOver() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }
}
