package org.helpline.media.play;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.Clock;
import org.helpline.media.codec.Codecs;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The packets of prompts and music in Opus, made once for all calls when they are first asked for. {@link #find}: any thread;
 * {@link #work}: one thread, which may take its time. What was not asked for within an hour is forgotten, and where there is too much of it, what was not
 * for longest.
 */
public final class PacketShelf {

    /** The most bytes of all packets together: some four hours. */
    public static final int MOST_BYTES = 64 << 20;

    /** How often is looked for work. */
    public static final Duration PERIOD = Duration.ofMillis(50);

    private static final long FORGOTTEN_NANOS = Duration.ofHours(1).toNanos();
    private static final int MOST_WAITING = 1_024;

    private final Codecs codecs;
    private final Clock clock;
    private final long mostBytes;
    private final MpscAtomicArrayQueue<Wanted> waiting = new MpscAtomicArrayQueue<>(MOST_WAITING);
    private long lookedNanos;
    private volatile Map<Wanted, Packets> made = Map.of();

    /** What somebody wants to play; the same audio is the same object. */
    private record Wanted(Audio audio, boolean loops, Variant variant) {}

    /** An empty one. */
    public PacketShelf(Codecs codecs, Clock clock) {
        this(codecs, clock, MOST_BYTES);
    }

    PacketShelf(Codecs codecs, Clock clock, long mostBytes) {
        this.codecs = codecs;
        this.clock = clock;
        this.mostBytes = mostBytes;
        this.lookedNanos = clock.nanos();
    }

    /**
     * The packets of this audio.
     *
     * @param loops whether it goes round, as music does
     * @return null if there are none yet; they are being made then, unless too much is
     */
    public @Nullable Packets find(Audio audio, boolean loops, Variant variant) {
        Wanted wanted = new Wanted(audio, loops, variant);
        Packets found = made.get(wanted);
        if (found == null) {
            boolean _ = waiting.offer(wanted); // if not, whoever asks next may have more luck
        } else {
            found.asked(clock.nanos());
        }
        return found;
    }

    /** Makes what was asked for, and forgets. */
    public void work() {
        for (Wanted next = waiting.relaxedPoll(); next != null; next = waiting.relaxedPoll()) {
            if (!made.containsKey(next)) {
                Packets packets = PacketMaker.make(next.audio, next.loops, next.variant, codecs);
                packets.asked(clock.nanos());
                Map<Wanted, Packets> more = new HashMap<>(made);
                more.put(next, packets);
                made = lessThanMost(more);
            }
        }
        forget();
    }

    private void forget() {
        long now = clock.nanos();
        if (now - lookedNanos > FORGOTTEN_NANOS / 60) {
            lookedNanos = now;
            Map<Wanted, Packets> left = new HashMap<>(made);
            left.values().removeIf(p -> now - p.asked() > FORGOTTEN_NANOS);
            made = Map.copyOf(left);
        }
    }

    private Map<Wanted, Packets> lessThanMost(Map<Wanted, Packets> all) {
        while (bytes(all) > mostBytes) {
            Optional<Wanted> oldest = all.entrySet().stream()
                    .min(Comparator.comparingLong(e -> e.getValue().asked() - clock.nanos()))
                    .map(Map.Entry::getKey);
            oldest.ifPresent(all::remove);
        }
        return Map.copyOf(all);
    }

    private static long bytes(Map<Wanted, Packets> all) {
        return all.values().stream().mapToLong(Packets::bytes).sum();
    }

    /** Bytes of all packets that are there. Any thread. */
    public long bytes() {
        return bytes(made);
    }
}
