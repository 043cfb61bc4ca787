package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.helpline.core.InteractionId;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of the ACD's log again, in order, from where it began or from a checkpoint on, and looks whether each decision is the same, byte for byte. It asks nobody: what
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
    private long resumed;
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
        take(Logged.read(line));
    }

    /** The same of a line that was read. */
    void take(Logged line) {
        switch (line) {
            case Logged.Began b -> begin(b);
            case Logged.Stood s -> {
                Floor at = floor;
                if (at == null || s.number() + 1 != expected) {
                    resume(s);
                } else {
                    compare(s, at);
                }
            }
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
        Asked answering = answering(b.answers().hours());
        floor = new Floor(b.settings(), answering, b.seed(), new Now(b.nanos(), b.at()));
        answering.take();
        decisions = new Fingerprint();
        expected = 1;
        began++;
    }

    private void resume(Logged.Stood s) {
        floor = new Floor(s.checkpoint(), answering(s.hours()));
        decisions = new Fingerprint(s.decisions());
        expected = s.number() + 1;
        resumed++;
    }

    private Asked answering(Map<String, Boolean> known) {
        hours.clear();
        attempts.clear();
        hours.putAll(known);
        Asked answering = new Asked(name -> hours.getOrDefault(name, true), attempts::remove);
        asked = answering;
        return answering;
    }

    /** Who comes by a checkpoint must stand just there. */
    private void compare(Logged.Stood s, Floor at) {
        String written = texts.write(s.checkpoint());
        String is = texts.write(at.checkpoint());
        if (!written.equals(is) || !decisions.whole().equals(s.decisions())) {
            floor = null;
            difference = difference.or(() -> Optional.of(new Difference(
                    s.number() + 1, s.at(), "the checkpoint " + written, List.of("the checkpoint " + is))));
        }
    }

    /** Where it stands now; {@code at}, {@code nanos}: when. */
    Logged.Stood checkpoint(Instant at, long nanos) {
        Floor is = Objects.requireNonNull(floor, "nothing is being replayed");
        return new Logged.Stood(expected - 1, at, nanos, new TreeMap<>(hours), decisions.whole(), is.checkpoint());
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

    /** How often it began at a checkpoint instead. */
    public long resumed() {
        return resumed;
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
