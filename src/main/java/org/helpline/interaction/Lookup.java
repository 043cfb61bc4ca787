package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;

/**
 * Who the caller may be: begun at the INVITE, so that it is known at the offer. A store that is slow delays nobody by more
 * than {@link #PATIENCE}. Confined to the call's loop.
 */
final class Lookup {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final int SHOWN = 5;

    private final List<Runnable> waiting = new ArrayList<>();
    private List<ScreenPop.Match> matches = List.of();
    private Optional<String> language = Optional.empty();
    private boolean known;

    Lookup(House house, Loop loop, Personal number) {
        CustomerBook book = house.customers();
        if (number.isEmpty() || book.isEmpty()) {
            known = true;
            return;
        }
        loop.timers().after(PATIENCE, this::known);
        book.byNumber(number.value(), SHOWN)
                .whenComplete((caller, failure) -> loop.tell(() -> {
                    if (failure == null) {
                        matches = caller.matches();
                        language = caller.language();
                    }
                    known();
                }));
    }

    /** Runs now or as soon as the answer is there. */
    void whenKnown(Runnable task) {
        if (known) {
            task.run();
        } else {
            waiting.add(task);
        }
    }

    List<ScreenPop.Match> matches() {
        return matches;
    }

    /** The language that the caller chose an earlier time, or the customer's own. */
    Optional<String> language() {
        return language;
    }

    private void known() {
        if (!known) {
            known = true;
            waiting.forEach(Runnable::run);
            waiting.clear();
        }
    }
}
