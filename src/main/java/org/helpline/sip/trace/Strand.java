package org.helpline.sip.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The messages of one Call-ID, bounded: what is least missed is dropped first, and counted. Packed while none come. Any thread. */
final class Strand {

    private static final int FIRST = 4; // which began the call

    private final AtomicReference<Kept> kept = new AtomicReference<>(new Kept(null, List.of(), 0, 0, 0));
    private volatile String interaction = "";
    private volatile SoundSample.Kept sound = SoundSample.Kept.NONE;

    /** What it has at one moment: {@code fresh} came after what is packed. */
    private record Kept(@Nullable Bundle packed, List<TraceEntry> fresh, int weight, int dropped, long lastMicros) {

        List<TraceEntry> entries() {
            if (packed == null) {
                return fresh;
            }
            List<TraceEntry> all = packed.entries();
            all.addAll(fresh);
            return all;
        }

        Kept with(TraceEntry entry, int most) {
            int heavier = weight + entry.weight();
            if (heavier > most) {
                return lightened(entry, most);
            }
            List<TraceEntry> all = new ArrayList<>(fresh.size() + 1);
            all.addAll(fresh);
            all.add(entry);
            return new Kept(packed, List.copyOf(all), heavier, dropped, entry.micros());
        }

        private Kept lightened(TraceEntry entry, int most) {
            List<TraceEntry> all = new ArrayList<>(entries());
            all.add(entry);
            int total = all.stream().mapToInt(TraceEntry::weight).sum();
            int gone = 0;
            for (int i = leastMissed(all); total > most && i >= 0; i = leastMissed(all)) {
                total -= all.remove(i).weight();
                gone++;
            }
            return new Kept(null, List.copyOf(all), total, dropped + gone, entry.micros());
        }

        /** The oldest noise; where there is none, the oldest but for those that began the call; less than zero: none. */
        private static int leastMissed(List<TraceEntry> all) {
            for (int i = 0; i < all.size(); i++) {
                if (isNoise(all.get(i).bytes())) {
                    return i;
                }
            }
            return all.size() > FIRST ? FIRST : -1;
        }
    }

    private Kept now() {
        return Objects.requireNonNull(kept.get());
    }

    /**
     * Adds a message.
     *
     * @param most what all of them may weigh
     * @return by how much it weighs more than before, maybe less than nothing
     */
    int add(TraceEntry entry, int most) {
        while (true) {
            Kept before = now();
            Kept after = before.with(entry, most);
            if (kept.compareAndSet(before, after)) {
                return after.weight - before.weight;
            }
        }
    }

    /** Packs what came since it was last packed, unless more comes this moment. @return by how much it weighs more than before: less than nothing, or 0 */
    int pack(Bundle.Press press) {
        Kept before = now();
        Bundle all = press.of(before.entries());
        Kept after = new Kept(all, List.of(), all.weight(), before.dropped, before.lastMicros);
        return kept.compareAndSet(before, after) ? after.weight - before.weight : 0;
    }

    /** Whether all of it is packed. */
    boolean isPacked() {
        return now().fresh.isEmpty();
    }

    /** Provisional responses and what keeps things alive. */
    private static boolean isNoise(byte[] bytes) {
        return startsWith(bytes, "SIP/2.0 1") || startsWith(bytes, "OPTIONS ") || startsWith(bytes, "REGISTER ");
    }

    private static boolean startsWith(byte[] bytes, String start) {
        if (bytes.length < start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (bytes[i] != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    List<TraceEntry> entries() {
        return List.copyOf(now().entries());
    }

    int weight() {
        return now().weight;
    }

    int dropped() {
        return now().dropped;
    }

    long lastMicros() {
        return now().lastMicros;
    }

    /** Notes how the sound of its leg fares. On the leg's loop. */
    void sound(SoundSample sample) {
        sound = sound.with(sample);
    }

    List<SoundSample> sound() {
        return sound.samples();
    }

    /** The call that it belongs to; empty while that is not known. */
    String interaction() {
        return interaction;
    }

    void belongsTo(String itsInteraction) {
        interaction = itsInteraction;
    }
}
