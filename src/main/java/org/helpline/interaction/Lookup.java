package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int SHOWN = 5;

    private final List<Runnable> waiting = new ArrayList<>();
    private List<ScreenPop.Match> matches = List.of();
    private Optional<String> language = Optional.empty();
    private Map<String, Value> kept = Map.of();
    private Timers.@Nullable Timer patience;
    private boolean known;
    private boolean stopped;

    /** {@code late} runs if customers are found only after all have gone on without; never after {@link #stop}. */
    Lookup(House house, Loop loop, Personal number, Runnable late) {
        CustomerBook book = house.customers();
        if (number.isEmpty() || book.isEmpty()) {
            known = true;
            return;
        }
        patience = loop.timers().after(PATIENCE, this::goOn);
        book.byNumber(number.value(), SHOWN)
                .whenComplete((caller, failure) -> loop.tell(() -> {
                    if (failure == null) {
                        matches = caller.matches();
                        language = caller.language();
                        kept = caller.kept();
                    }
                    if (!known) {
                        goOn();
                    } else if (!stopped && !matches.isEmpty()) {
                        late.run();
                    }
                }));
    }

    /** Runs now or as soon as the answer is there; never after {@link #stop}. */
    void whenKnown(Runnable task) {
        if (known) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    /** The call is over: nobody waits for the answer. */
    void stop() {
        stopped = true;
        waiting.clear();
        if (patience != null) {
            patience.cancel();
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
