package org.helpline.sip.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.helpline.core.SoundWay;

/**
 * All that is kept of one call on the wire: the messages of every leg.
 *
 * @param interaction the call's id; empty for what is no call, such as a registration
 * @param caller the caller's id in the store, not the number; empty where it was withheld
 * @param outcome as the record has it; empty while the call goes on
 * @param reason the record's sentence
 * @param legs Call-ID to the leg's name, in the order in which they began
 * @param media what each leg's sound came to
 * @param reports how each leg's sound fared on the way, in order of time
 * @param dropped how many messages were not kept
 * @param entries in order of time
 */
public record Trace(
        String interaction,
        String caller,
        String outcome,
        String reason,
        Map<String, String> legs,
        List<Media> media,
        List<Reports> reports,
        int dropped,
        List<TraceEntry> entries) {

    /** The counters of one leg's sound; {@code sound} is what RTCP came to. */
    public record Media(
            String leg,
            long received,
            long sent,
            long lost,
            long strangers,
            double jitterMillis,
            List<SoundWay> sound) {

        /** Of a leg of which RTCP told nothing. */
        public Media(String leg, long received, long sent, long lost, long strangers, double jitterMillis) {
            this(leg, received, sent, lost, strangers, jitterMillis, List.of());
        }
    }

    /** What RTCP told of one leg while the call was up: a few of many. */
    public record Reports(String leg, List<SoundSample> samples) {}

    /** One without reports. */
    public Trace(
            String interaction,
            String caller,
            String outcome,
            String reason,
            Map<String, String> legs,
            List<Media> media,
            int dropped,
            List<TraceEntry> entries) {
        this(interaction, caller, outcome, reason, legs, media, List.of(), dropped, entries);
    }

    /** Sorts the entries. */
    public Trace {
        entries = entries.stream()
                .sorted(Comparator.comparingLong(TraceEntry::micros))
                .toList();
    }

    /** The messages as others would see them, numbered from 1; what is no SIP is left out. */
    public List<Seen> seen() {
        List<Seen> all = new ArrayList<>();
        for (TraceEntry entry : entries) {
            entry.seen(all.size() + 1).ifPresent(all::add);
        }
        return List.copyOf(all);
    }

    /** When its first message went by, in microseconds since 1970; 0 without any. */
    public long beginsMicros() {
        return entries.isEmpty() ? 0 : entries.getFirst().micros();
    }

    /** Our own addresses. */
    public Set<java.net.InetAddress> ours() {
        return entries.stream().map(e -> e.local().getAddress()).collect(Collectors.toUnmodifiableSet());
    }

    /** The leg of a Call-ID; the Call-ID itself where it is of none. */
    public String legOf(String callId) {
        return legs.getOrDefault(callId, callId);
    }

    /** The same with secrets masked: digests' answers and keys of SRTP. */
    public Trace masked() {
        return new Trace(
                interaction,
                caller,
                outcome,
                reason,
                legs,
                media,
                reports,
                dropped,
                entries.stream()
                        .map(e -> new TraceEntry(
                                e.micros(), e.out(), e.transport(), e.local(), e.remote(), Masking.of(e.bytes())))
                        .toList());
    }
}
