package org.helpline.sip.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.helpline.config.TraceSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.SoundReport;
import org.helpline.core.SoundWatch;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Tracer;

/**
 * Keeps what is said over SIP while calls are up, by Call-ID; facts tell which Call-IDs are one call (P56: both legs are seen as one).
 * Bounded per Call-ID and in all. {@link #tidy} stores what has ended and forgets what nobody asks for.
 *
 * <p>{@link #message} and {@link #publish} are called on every loop and do not block; nothing is parsed there.
 */
public final class Traces implements Tracer, FactSink, SoundWatch {

    /** Stands for the call that began last. */
    public static final String LAST = "last";

    static final int MOST_EACH = 64 * 1024;
    static final long MOST_TOGETHER = 32L * 1024 * 1024;
    private static final int MOST_STRANDS = 50_000;
    /** Last answers still come after the record is closed. */
    private static final long LINGER_MICROS = 1_500_000;

    private static final long IDLE_MICROS = 120_000_000;
    /** More than so many calls a second are not all stored: packing them would cost what calls need. */
    private static final int MOST_STORED_A_SECOND = 50;

    private final TraceSettings settings;
    private final Clock clock;
    private final TraceFolder folder;
    private final Function<Personal, Optional<String>> callerIds;
    private final Map<String, Strand> strands = new ConcurrentHashMap<>();
    private final Map<String, Story> stories = new ConcurrentHashMap<>();
    private final AtomicInteger strandCount = new AtomicInteger();
    private final AtomicLong kept = new AtomicLong();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder unstored = new LongAdder();

    /** What facts tell of a call; written on its loop only, read when it has ended or for a look. */
    private static final class Story {
        private final Queue<Named> legs = new ConcurrentLinkedQueue<>();
        private final Queue<Trace.Media> media = new ConcurrentLinkedQueue<>();
        private volatile Personal caller = Personal.NONE;
        private volatile String outcome = "";
        private volatile String reason = "";
        private volatile boolean troubled;
        private volatile long endedMicros;
        private final long begunMicros;

        Story(long begunMicros) {
            this.begunMicros = begunMicros;
        }
    }

    private record Named(String callId, String leg) {}

    /**
     * Traces that keep nothing yet.
     *
     * @param callerIds a caller's id in the store, by which traces are found when somebody shall be forgotten
     */
    public Traces(
            TraceSettings settings, Clock clock, TraceFolder folder, Function<Personal, Optional<String>> callerIds) {
        this.settings = settings;
        this.clock = clock;
        this.folder = folder;
        this.callerIds = callerIds;
    }

    @Override
    public void message(boolean out, Flow flow, byte[] bytes) {
        String callId = CallIdScan.of(bytes);
        if (callId.isEmpty()) {
            return;
        }
        if (kept.get() > MOST_TOGETHER) {
            dropped.increment();
            return;
        }
        Strand strand = strands.get(callId);
        if (strand == null) {
            if (strandCount.get() >= MOST_STRANDS) {
                dropped.increment();
                return;
            }
            strand = strands.computeIfAbsent(callId, _ -> {
                strandCount.incrementAndGet();
                return new Strand();
            });
        }
        TraceEntry entry =
                new TraceEntry(micros(clock.now()), out, flow.transport(), flow.local(), flow.remote(), bytes);
        kept.addAndGet(strand.add(entry, MOST_EACH));
    }

    static long micros(Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    @Override
    public void publish(Published published) {
        if (!(published.fact() instanceof CallFact fact)) {
            return;
        }
        String call = published.stream();
        switch (fact) {
            case CallFact.Arrived f -> {
                story(call).caller = f.from();
                leg(call, "caller", f.callId());
            }
            case CallFact.CallsBack f -> story(call).caller = f.to();
            case CallFact.Invited f -> leg(call, f.leg(), f.callId());
            case CallFact.MediaClosed f ->
                story(call)
                        .media
                        .add(new Trace.Media(
                                f.leg(),
                                f.packetsReceived(),
                                f.packetsSent(),
                                f.lost(),
                                f.strangers(),
                                f.jitterMillis(),
                                f.sound()));
            case CallFact.LegEnded f when f.by().equals("network") -> story(call).troubled = true;
            case CallFact.Ended f -> {
                Story story = story(call);
                story.reason = f.reason();
                story.outcome = f.outcome();
                story.endedMicros = micros(clock.now());
            }
            default -> {} // says nothing of the wire
        }
    }

    @Override
    public void onReport(String callId, SoundReport report) {
        Strand strand = strands.get(callId);
        if (strand != null) {
            strand.sound(SoundSample.of(report));
        }
    }

    private Story story(String call) {
        return stories.computeIfAbsent(call, _ -> new Story(micros(clock.now())));
    }

    private void leg(String call, String name, String callId) {
        if (callId.isEmpty()) {
            return;
        }
        Story story = story(call);
        long alike = story.legs.stream()
                .filter(l -> l.leg().equals(name) || l.leg().startsWith(name + " #"))
                .count();
        if (story.legs.stream().noneMatch(l -> l.callId().equals(callId))) {
            story.legs.add(new Named(callId, alike == 0 ? name : name + " #" + (alike + 1)));
        }
        Strand strand = strands.get(callId);
        if (strand != null) {
            strand.belongsTo(call);
        }
    }

    // ---- looking

    /** The trace of a call that is up, or was a moment ago: by its id, a Call-ID, the beginning or end of either, or {@code last}. */
    public Optional<Trace> live(String name) {
        if (name.equals(LAST)) {
            return stories.entrySet().stream()
                    .max(Comparator.comparingLong(story -> story.getValue().begunMicros))
                    .map(story -> trace(story.getKey(), story.getValue()).masked());
        }
        for (Map.Entry<String, Story> story : stories.entrySet()) {
            if (means(name, story.getKey()) || story.getValue().legs.stream().anyMatch(l -> means(name, l.callId()))) {
                return Optional.of(trace(story.getKey(), story.getValue()).masked());
            }
        }
        return strands.entrySet().stream()
                .filter(s -> means(name, s.getKey()))
                .findFirst()
                .map(s -> new Trace(
                                "",
                                "",
                                "",
                                "",
                                Map.of(s.getKey(), "peer"),
                                List.of(),
                                List.of(),
                                s.getValue().dropped(),
                                s.getValue().entries())
                        .masked());
    }

    /** Whether a name as people give it means that id: all of it, or at least six letters of its beginning or end. */
    static boolean means(String name, String id) {
        return id.equals(name) || (name.length() >= 6 && (id.startsWith(name) || id.endsWith(name)));
    }

    private Trace trace(String call, Story story) {
        List<TraceEntry> entries = new ArrayList<>();
        int lost = 0;
        Map<String, String> legs = new LinkedHashMap<>();
        story.legs.forEach(l -> legs.put(l.callId(), l.leg()));
        List<Trace.Reports> reports = new ArrayList<>();
        for (Map.Entry<String, String> leg : legs.entrySet()) {
            Strand strand = strands.get(leg.getKey());
            if (strand != null) {
                entries.addAll(strand.entries());
                lost += strand.dropped();
                List<SoundSample> sound = strand.sound();
                if (!sound.isEmpty()) {
                    reports.add(new Trace.Reports(leg.getValue(), sound));
                }
            }
        }
        return new Trace(
                call,
                callerIds.apply(story.caller).orElse(""),
                story.outcome,
                story.reason,
                Collections.unmodifiableMap(legs),
                List.copyOf(story.media),
                List.copyOf(reports),
                lost,
                entries);
    }

    // ---- putting away

    /** Stores what has ended and forgets what nobody asks for. On a thread that may block; about once a second. */
    public void tidy() {
        long now = micros(clock.now());
        List<Map.Entry<String, Story>> ended = new ArrayList<>();
        for (Map.Entry<String, Story> one : stories.entrySet()) {
            Story story = one.getValue();
            if (!story.outcome.isEmpty() && now - story.endedMicros >= LINGER_MICROS) {
                ended.add(one);
            }
        }
        if (!ended.isEmpty()) {
            putAway(ended);
        }
        forgetIdle(now);
    }

    private void putAway(List<Map.Entry<String, Story>> ended) {
        int stored = 0;
        try (TraceFolder.Storing storing = folder.storing()) {
            for (Map.Entry<String, Story> one : ended) {
                Story story = one.getValue();
                if (isWanted(story) && (stored < MOST_STORED_A_SECOND || hasFailed(story))) {
                    stored++;
                    Trace trace = trace(one.getKey(), story);
                    if (!trace.entries().isEmpty() && !storing.store(trace.masked())) {
                        unstored.increment();
                    }
                } else {
                    unstored.increment();
                }
                stories.remove(one.getKey());
                story.legs.forEach(leg -> forgetStrand(leg.callId()));
            }
        }
    }

    private boolean isWanted(Story story) {
        return switch (settings.mode()) {
            case ALL -> true;
            case FAILED -> hasFailed(story);
            case OFF -> false;
        };
    }

    private static boolean hasFailed(Story story) {
        return story.troubled
                || Set.of("refused", "failed", "not-reached", "cut").contains(story.outcome);
    }

    private void forgetStrand(String callId) {
        Strand strand = strands.remove(callId);
        if (strand != null) {
            strandCount.decrementAndGet();
            kept.addAndGet(-strand.weight());
        }
    }

    private void forgetIdle(long now) {
        Set<String> live = new HashSet<>();
        stories.values().forEach(s -> s.legs.forEach(l -> live.add(l.callId())));
        boolean tight = kept.get() > MOST_TOGETHER / 2;
        for (Map.Entry<String, Strand> one : strands.entrySet()) {
            long idle = now - one.getValue().lastMicros();
            if (!live.contains(one.getKey()) && idle > (tight ? IDLE_MICROS / 20 : IDLE_MICROS)) {
                forgetStrand(one.getKey());
            }
        }
    }

    /** Stores whatever has ended, however lately. When the server stops. */
    public void close() {
        stories.values().forEach(s -> s.endedMicros = 0);
        tidy();
    }

    /** Messages that were not kept for want of room. Any thread. */
    public long messagesLost() {
        return dropped.sum();
    }

    /** Calls whose trace was not stored. Any thread. */
    public long tracesLost() {
        return unstored.sum();
    }
}
