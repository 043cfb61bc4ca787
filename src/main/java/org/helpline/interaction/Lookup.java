package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;
import org.helpline.core.Timers;
import org.helpline.ivr.model.Value;
import org.jspecify.annotations.Nullable;

/**
 * Who the caller may be: begun at the INVITE, so that it is known at the offer. A store that is slow delays nobody by more
 * than {@link #PATIENCE}; its answer is taken all the same when it comes, and desks that show the caller without it are told. Confined to the call's loop.
 */
final class Lookup {

    static final Duration PATIENCE = Duration.ofMillis(300);

    /** How long a script waits that needs what was kept of the caller: it would else overwrite it. */
    static final Duration FOR_WHAT_WAS_KEPT = Duration.ofSeconds(3);

    private static final int SHOWN = 5;

    private static final String PROVED = "The number is proved, and this customer's alone.";

    private final Loop loop;
    private final boolean proven;
    private final CustomerBook book;
    private final Personal number;
    private final List<Runnable> waiting = new ArrayList<>();
    private final List<Runnable> recalling = new ArrayList<>();
    private List<ScreenPop.Match> matches = List.of();
    private Optional<String> language = Optional.empty();
    private Map<String, Value> kept = Map.of();
    private Timers.@Nullable Timer patience;
    private Timers.@Nullable Timer recalls;
    private Runnable asking = () -> {};
    private boolean known;
    private boolean stopped;
    private Recall recall = Recall.PENDING;

    /** What has become of what was kept. */
    private enum Recall {
        PENDING,
        READ,
        /** It could not be read, or not in time: it is not known for the rest of the call. */
        LOST
    }

    /**
     * Asks.
     *
     * @param proven whether the number is proved to be the caller's
     * @param late runs if customers are found only after all have gone on without; never after {@link #stop}
     */
    Lookup(House house, Loop loop, Personal number, boolean proven, Runnable late) {
        this.loop = loop;
        this.proven = proven;
        this.book = house.customers();
        this.number = number;
        if (number.isEmpty() || !book.mayKnow(number.value())) {
            known = true;
            recall = Recall.READ;
            elsewhere(book, number, late);
            return;
        }
        patience = loop.timers().after(PATIENCE, this::goOn);
        book.byNumber(number.value(), SHOWN)
                .whenComplete((caller, failure) -> loop.tell(() -> {
                    if (failure == null) {
                        matches = sure(caller.matches());
                        language = caller.language();
                    }
                    recalled(failure == null && caller.read() ? Optional.of(caller.kept()) : Optional.empty());
                    if (!known) {
                        goOn();
                    } else if (!stopped && !matches.isEmpty()) {
                        late.run();
                    }
                    elsewhere(book, number, late);
                }));
    }

    /** Other systems may know more; a slow or dead one delays nobody, since all has gone on by now. */
    private void elsewhere(CustomerBook book, Personal number, Runnable late) {
        if (!number.isEmpty() && !stopped) {
            asking = book.elsewhere(number.value(), matches, loop, found -> {
                if (!stopped) {
                    matches = sure(found);
                    late.run();
                }
            });
        }
    }

    /** Runs now or as soon as the answer is there; never after {@link #stop}. */
    void whenKnown(Runnable task) {
        if (known) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** Who talked last with this caller; after {@link #PATIENCE} as if nobody had. Never after {@link #stop}. */
    void lastAgent(Consumer<Optional<AgentId>> told) {
        if (number.isEmpty()) {
            told.accept(Optional.empty());
            return;
        }
        boolean[] done = {false};
        Consumer<Optional<AgentId>> once = agent -> {
            if (!done[0] && !stopped) {
                done[0] = true;
                told.accept(agent);
            }
        };
        Timers.Timer timer = loop.timers().after(PATIENCE, () -> once.accept(Optional.empty()));
        book.lastAgent(number.value())
                .whenComplete((agent, failure) -> loop.tell(() -> {
                    timer.cancel();
                    once.accept(failure == null ? agent : Optional.empty());
                }));
    }

    /** Runs now, or as soon as it is known what was kept of the caller, or that it cannot be; never after {@link #stop}. */
    void whenRecalled(Runnable task) {
        if (recall != Recall.PENDING) {
            task.run();
            return;
        }
        recalling.add(task);
        if (recalls == null) {
            recalls = loop.timers().after(FOR_WHAT_WAS_KEPT, () -> recalled(Optional.empty()));
        }
    }

    /** Whether it is not known yet what was kept. */
    boolean isRecalling() {
        return recall == Recall.PENDING;
    }

    /** Whether it is known what was kept: only then may something else be kept in its place. */
    boolean isRecalled() {
        return recall == Recall.READ;
    }

    private void recalled(Optional<Map<String, Value>> found) {
        if (recall != Recall.PENDING || stopped) {
            return; // too late: the script has gone on without
        }
        if (recalls != null) {
            recalls.cancel();
        }
        recall = found.isPresent() ? Recall.READ : Recall.LOST;
        kept = found.orElse(Map.of());
        List<Runnable> tasks = List.copyOf(recalling);
        recalling.clear();
        tasks.forEach(Runnable::run);
    }

    /** The call is over: nobody waits for the answer. */
    void stop() {
        stopped = true;
        asking.run();
        waiting.clear();
        recalling.clear();
        if (patience != null) {
            patience.cancel();
        }
        if (recalls != null) {
            recalls.cancel();
        }
    }

    /** The customers with this number; empty while nothing is known. */
    List<ScreenPop.Match> matches() {
        return matches;
    }

    /** The language that the caller chose an earlier time, or the customer's own. */
    Optional<String> language() {
        return language;
    }

    /** What scripts have kept of the caller; empty while nothing is known. */
    Map<String, Value> kept() {
        return kept;
    }

    /** Whoever has a proved number alone is certain. */
    private List<ScreenPop.Match> sure(List<ScreenPop.Match> found) {
        return proven && found.size() == 1 && found.getFirst().more().sure() == ScreenPop.Sure.LIKELY
                ? List.of(found.getFirst().sure(ScreenPop.Sure.CERTAIN, PROVED))
                : found;
    }

    private void goOn() {
        if (!known) {
            known = true;
            if (patience != null) {
                patience.cancel();
            }
            List<Runnable> tasks = List.copyOf(waiting);
            waiting.clear();
            tasks.forEach(Runnable::run);
        }
    }
}
