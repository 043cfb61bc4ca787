package org.helpline.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.helpline.acd.Board;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stop that lets the calls end: new ones are refused, and when none is up any more, or the time is over, the end comes. Any thread.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final long LOOK_MILLIS = 100;
    private static final Duration FOLLOWED = Duration.ofSeconds(2);

    private final Consumer<Boolean> refusing;
    private final IntSupplier calls;
    private final Supplier<Board> board;
    private final AtomicReference<State> state = new AtomicReference<>(new State.Serving());
    private final AtomicReference<Consumer<Boolean>> end = new AtomicReference<>(_ -> {});
    private final AtomicInteger followers = new AtomicInteger();
    private final AtomicInteger terms = new AtomicInteger();

    /** Where it stands. */
    sealed interface State {
        /** Calls are taken. */
        record Serving() implements State {}

        /** Those that are up may go on until then. */
        record Draining(long untilNanos) implements State {

            Duration left() {
                long nanos = untilNanos - System.nanoTime();
                return nanos < 0 ? Duration.ZERO : Duration.ofNanos(nanos);
            }
        }

        /** The end has come; {@code cut} calls were up still. */
        record Over(int cut) implements State {}
    }

    /**
     * A house that takes calls.
     *
     * @param refusing whether new calls are refused from now on
     * @param calls how many are up
     */
    Drain(Consumer<Boolean> refusing, IntSupplier calls, Supplier<Board> board) {
        this.refusing = refusing;
        this.calls = calls;
        this.board = board;
    }

    /** What comes in the end; it is told whether all calls had ended by themselves. */
    void whenOver(Consumer<Boolean> last) {
        end.set(last);
    }

    State state() {
        return Objects.requireNonNull(state.get());
    }

    /** Begins, or gives those that are up another deadline. */
    void begin(Duration deadline) {
        State before = state.getAndUpdate(
                s -> s instanceof State.Over ? s : new State.Draining(System.nanoTime() + deadline.toNanos()));
        if (before instanceof State.Serving) {
            refusing.accept(true);
            LOG.info("draining; calls={} at most {} more", calls.getAsInt(), words(deadline));
            Thread.ofPlatform().name("drain").daemon().start(this::await);
        }
    }

    /** A SIGTERM: begins, unless a command has given the calls a deadline already; the second one is the end. */
    void terminated(Duration deadline) {
        if (terms.incrementAndGet() > 1) {
            cut();
        } else if (state.get() instanceof State.Serving) {
            begin(deadline);
        } // else a service's stop after its drain: the deadline stands
    }

    /** Calls are taken again. @return false if none were refused, or it is too late */
    boolean cancel() {
        boolean cancelled = state.getAndUpdate(s -> s instanceof State.Draining ? new State.Serving() : s)
                instanceof State.Draining;
        if (cancelled) {
            terms.set(0);
            refusing.accept(false);
            LOG.info("draining no more: new calls are taken");
        }
        return cancelled;
    }

    /** The end comes now. */
    void cut() {
        state.updateAndGet(s -> s instanceof State.Draining ? new State.Draining(System.nanoTime()) : s);
    }

    private void await() {
        while (state.get() instanceof State.Draining draining) {
            int up = calls.getAsInt();
            if (up == 0 || draining.left().isZero()) {
                if (state.compareAndSet(draining, new State.Over(up))) {
                    letThemHear();
                    Objects.requireNonNull(end.get()).accept(up == 0);
                    return;
                }
            } else {
                sleep(LOOK_MILLIS);
            }
        }
    }

    /** Who follows by command is told before the process ends. */
    private void letThemHear() {
        long begun = System.nanoTime();
        while (followers.get() > 0 && System.nanoTime() - begun < FOLLOWED.toNanos()) {
            sleep(LOOK_MILLIS / 10);
        }
    }

    /** Tells each change until it is over or cancelled. Blocks. */
    State follow(Consumer<String> told) {
        followers.incrementAndGet();
        try {
            String last = "";
            while (state.get() instanceof State.Draining) {
                String now = waitsFor();
                if (!now.equals(last) && !now.isEmpty()) {
                    told.accept(now);
                }
                last = now;
                sleep(LOOK_MILLIS);
            }
            return Objects.requireNonNull(state.get());
        } finally {
            followers.decrementAndGet();
        }
    }

    /** What it waits for, in words; empty if nothing. */
    String waitsFor() {
        int up = calls.getAsInt();
        if (up == 0) {
            return "";
        }
        Board now = board.get();
        List<String> parts = new ArrayList<>();
        parts.add(up == 1 ? "1 call" : up + " calls");
        List<String> talking = now.agents().stream()
                .filter(a -> a.state().equals("talking"))
                .map(a -> a.agent().value())
                .toList();
        if (!talking.isEmpty()) {
            parts.add(String.join(", ", talking) + (talking.size() == 1 ? " talks" : " talk"));
        }
        now.queues().stream()
                .filter(q -> q.waiting() > 0)
                .forEach(q -> parts.add(q.waiting() + " in queue " + q.queue()));
        return "Waiting for " + String.join("; ", parts) + ".";
    }

    static String words(Duration time) {
        return time.compareTo(Duration.ofMinutes(2)) < 0 ? time.toSeconds() + " s" : time.toMinutes() + " min";
    }

    /** How much time those that are up have; empty while calls are taken. */
    Optional<Duration> left() {
        return state.get() instanceof State.Draining draining ? Optional.of(draining.left()) : Optional.empty();
    }

    private static void sleep(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
