package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.helpline.core.InteractionId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of the ACD's log again, in order, and looks whether each decision is the same, byte for byte. It asks nobody: what
 * the ACD was answered is in the log. Not thread-safe.
 */
public final class Replay {

    /**
     * Where the decisions are no longer those of the log.
     *
     * @param input as it stands in the log; {@code decisions} what is decided on it now
     */
    public record Difference(long number, Instant at, String input, List<String> decisions) {}

    private final RecordText texts = new RecordText(UnaryOperator.identity());
    private final Map<String, Boolean> hours = new HashMap<>();
    private final ArrayDeque<InteractionId> attempts = new ArrayDeque<>();
    private @Nullable Floor floor;
    private @Nullable Asked asked;
    private Fingerprint decisions = new Fingerprint();
    private long began;
    private long inputs;
    private long told;
    private long passed;
    private long expected;
    private Optional<Difference> difference = Optional.empty();
    private final BiConsumer<Logged.Took, List<AcdEvent>> heard;

    /** Only looks whether the decisions are the same. */
    public Replay() {
        this((_, _) -> {});
    }

    /** {@code heard}: each input, and what was decided on it. */
    Replay(BiConsumer<Logged.Took, List<AcdEvent>> heard) {
        this.heard = heard;
    }

    /**
     * Takes one line. What comes before the ACD began, or after a line that is missing or after a difference, is passed over until it
     * began again.
     *
     * @throws IllegalArgumentException if another version wrote it, and this one does not understand it
     */
    public void take(String line) {
        switch (Logged.read(line)) {
            case Logged.Began b -> begin(b);
            case Logged.Took t -> {
                Floor at = floor;
                if (at == null || t.number() != expected) {
                    floor = null;
                    passed++;
                } else {
                    take(t, at);
                }
            }
        }
    }

    private void begin(Logged.Began b) {
        hours.clear();
        attempts.clear();
        hours.putAll(b.answers().hours());
        Asked answering = new Asked(name -> hours.getOrDefault(name, true), attempts::remove);
        asked = answering;
        floor = new Floor(b.settings(), answering, b.seed(), new Now(b.nanos(), b.at()));
        answering.take();
        decisions = new Fingerprint();
        expected = 1;
        began++;
    }

    private void take(Logged.Took t, Floor at) {
        expected++;
        inputs++;
        hours.putAll(t.answers().hours());
        attempts.clear();
        attempts.addAll(t.answers().attempts());
        List<AcdEvent> events = new ArrayList<>();
        for (FloorEffect effect : at.take(t.input(), new Now(t.nanos(), t.at()))) {
            if (effect instanceof FloorEffect.Tell(AcdEvent event)) {
                events.add(event);
            }
        }
        Objects.requireNonNull(asked, "begun with the floor").take();
        told += events.size();
        heard.accept(t, events);
        if (!decisions.add(events, texts).equals(t.decisions())) {
            floor = null;
            difference = difference.or(() -> Optional.of(new Difference(
                    t.number(),
                    t.at(),
                    texts.write((Record) t.input()),
                    events.stream().map(e -> texts.write((Record) e)).toList())));
        }
    }

    /** How often the ACD began. */
    public long began() {
        return began;
    }

    /** How many inputs were taken again. */
    public long inputs() {
        return inputs;
    }

    /** How many decisions and tidings came of them. */
    public long told() {
        return told;
    }

    /** How many could not be taken, because what was before them is missing. */
    public long passed() {
        return passed;
    }

    /** The first difference. */
    public Optional<Difference> difference() {
        return difference;
    }
}
