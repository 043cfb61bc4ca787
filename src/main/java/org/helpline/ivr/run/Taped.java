package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;

/** A recording in a simulated call. One thread. */
final class Taped {

    private static final Duration TONE = Duration.ofMillis(400);
    private static final Duration TAIL = Duration.ofMillis(500);

    private final Effect.RecordCaller effect;
    private final Instant began;
    private Instant spokenUntil;

    /** Begins after the tone. */
    Taped(Effect.RecordCaller effect, Instant now) {
        this.effect = effect;
        this.began = effect.how().beep() ? now.plus(TONE) : now;
        this.spokenUntil = began;
    }

    long token() {
        return effect.token();
    }

    /** When a caller who wants to speak now begins: not before the tone has ended. */
    Instant afterTone(Instant now) {
        return now.isBefore(began) ? began : now;
    }

    void speakUntil(Instant end) {
        spokenUntil = end;
    }

    /** When it ends by itself, if nobody speaks any more. */
    Instant end() {
        Instant longest = began.plus(effect.how().longest());
        return effect.how()
                .pause()
                .map(p -> spokenUntil.plus(p))
                .filter(longest::isAfter)
                .orElse(longest);
    }

    /** What is told when it ends at this instant. */
    ScriptEvent.Recorded event(Instant end) {
        Duration length = Duration.between(began, end);
        Duration spoken = Duration.between(began, spokenUntil);
        Duration kept =
                spoken.plus(TAIL).compareTo(length) < 0 && effect.how().pause().isPresent()
                        ? spoken.plus(TAIL)
                        : length;
        boolean any = !spoken.isZero() && !length.isNegative();
        return new ScriptEvent.Recorded(
                effect.token(),
                kept.isNegative() ? Duration.ZERO : kept,
                any ? spoken.compareTo(length) < 0 ? spoken : length : Duration.ZERO,
                "");
    }
}
