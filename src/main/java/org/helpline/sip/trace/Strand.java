package org.helpline.sip.trace;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The messages of one Call-ID, bounded: what is least missed is dropped first, and counted. Any thread. */
final class Strand {

    private final ConcurrentLinkedQueue<TraceEntry> entries = new ConcurrentLinkedQueue<>();
    private final AtomicInteger weight = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicLong lastMicros = new AtomicLong();
    private volatile String interaction = "";
    private volatile SoundSample.Kept sound = SoundSample.Kept.NONE;

    /**
     * Adds a message.
     *
     * @param most what all of them may weigh
     * @return by how much it weighs more than before, maybe less than nothing
     */
    int add(TraceEntry entry, int most) {
        entries.add(entry);
        lastMicros.set(entry.micros());
        int grown = entry.weight();
        int now = weight.addAndGet(grown);
        while (now > most) {
            int freed = dropOne();
            if (freed == 0) {
                break;
            }
            now = weight.addAndGet(-freed);
            grown -= freed;
        }
        return grown;
    }

    /** The oldest noise; where there is none, the oldest but for those that began the call. @return what it weighed */
    private int dropOne() {
        int seen = 0;
        for (Iterator<TraceEntry> all = entries.iterator(); all.hasNext(); ) {
            TraceEntry entry = all.next();
            if (isNoise(entry.bytes())) {
                return drop(all, entry);
            }
        }
        for (Iterator<TraceEntry> all = entries.iterator(); all.hasNext(); ) {
            TraceEntry entry = all.next();
            if (++seen > 4) {
                return drop(all, entry);
            }
        }
        return 0;
    }

    private int drop(Iterator<TraceEntry> all, TraceEntry entry) {
        all.remove();
        dropped.incrementAndGet();
        return entry.weight();
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
        return List.copyOf(entries);
    }

    int weight() {
        return weight.get();
    }

    int dropped() {
        return dropped.get();
    }

    long lastMicros() {
        return lastMicros.get();
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
