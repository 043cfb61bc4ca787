package org.helpline.sip.trace;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
import org.jspecify.annotations.Nullable;

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
    /** Idle as little as this is forgotten where room is tight; so often a Call-ID is looked at. */
    private static final long LOOK_MICROS = IDLE_MICROS / 20;
    /** Idle as little as this is packed: its call just goes on. */
    private static final long REST_MICROS = LOOK_MICROS / 2;
    /** More than so many calls a second are not all stored: packing them would cost what calls need. */
    private static final int MOST_STORED_A_SECOND = 50;
    /** More than so many Call-IDs a second are not packed: the others are when they are looked at next. */
    private static final int MOST_PACKED_A_SECOND = 200;

    private final TraceSettings settings;
    private final Clock clock;
    private final TraceFolder folder;
    private final Function<Personal, Optional<String>> callerIds;
    private final Map<String, Strand> strands = new ConcurrentHashMap<>();
    private final Map<String, Story> stories = new ConcurrentHashMap<>();
    // each in order of time, so that only what is due is looked at
    private final Queue<Ending> endings = new ConcurrentLinkedQueue<>();
    private final Queue<Look> looks = new ConcurrentLinkedQueue<>();
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
        private volatile boolean forgotten;
        private final long begunMicros;

        Story(long begunMicros) {
            this.begunMicros = begunMicros;
        }
    }

    private record Named(String callId, String leg) {}

    /** A call that is over, and when it ended. */
    private record Ending(String call, Story story, long micros) {}

    /** When to look whether a Call-ID is still wanted. It holds no strand, which may be gone by then. */
    private record Look(String callId, long dueMicros) {}

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
        Optional<Strand> strand = strand(callId);
        if (strand.isEmpty()) {
            dropped.increment();
            return;
        }
        TraceEntry entry =
                new TraceEntry(micros(clock.now()), out, flow.transport(), flow.local(), flow.remote(), bytes);
        kept.addAndGet(strand.get().add(entry, MOST_EACH));
    }

    /** The strand of a Call-ID, made if need be; empty if there are too many. */
    private Optional<Strand> strand(String callId) {
        Strand known = strands.get(callId);
        if (known != null || strandCount.get() >= MOST_STRANDS) {
            return Optional.ofNullable(known);
        }
        return Optional.of(strands.computeIfAbsent(callId, _ -> {
            strandCount.incrementAndGet();
            looks.add(new Look(callId, micros(clock.now()) + LOOK_MICROS));
            return new Strand();
        }));
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
            case CallFact.Dials f -> story(call).caller = f.to();
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
                endings.add(new Ending(call, story, micros(clock.now())));
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
        strand(callId).ifPresent(strand -> strand.belongsTo(call)); // an INVITE of ours is told before it is sent
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

    /** Nothing of a caller's calls that are up or have just ended is stored, by the id in the store. Any thread. @return how many calls */
    public int forget(String caller) {
        List<Story> theirs = of(caller);
        theirs.forEach(s -> s.forgotten = true);
        return theirs.size();
    }

    /** How many calls of a caller are up or have just ended and are to be stored. Any thread. */
    public int countOf(String caller) {
        return (int) of(caller).stream().filter(s -> !s.forgotten).count();
    }

    private List<Story> of(String caller) {
        return stories.values().stream()
                .filter(s -> callerIds.apply(s.caller).filter(caller::equals).isPresent())
                .toList();
    }

    /** Stores what has ended and forgets what nobody asks for. On a thread that may block; about once a second. */
    public void tidy() {
        long now = micros(clock.now());
        putAway(now - LINGER_MICROS);
        forgetIdle(now);
    }

    private void putAway(long endedBefore) {
        if (isDue(endings.peek(), endedBefore)) {
            int stored = 0;
            try (TraceFolder.Storing storing = folder.storing()) {
                for (Ending one = endings.peek(); one != null && isDue(one, endedBefore); one = endings.peek()) {
                    endings.remove();
                    stored += putAway(one, stored, storing) ? 1 : 0;
                }
            }
        }
    }

    private static boolean isDue(@Nullable Ending ending, long endedBefore) {
        return ending != null && ending.micros() <= endedBefore;
    }

    /** @return whether it was one to store */
    private boolean putAway(Ending one, int stored, TraceFolder.Storing storing) {
        Story story = one.story();
        boolean wanted = isWanted(story) && !story.forgotten && (stored < MOST_STORED_A_SECOND || hasFailed(story));
        if (wanted) {
            Trace trace = trace(one.call(), story);
            if (!trace.entries().isEmpty() && !storing.store(trace.masked())) {
                unstored.increment();
            }
        } else {
            unstored.increment();
        }
        stories.remove(one.call());
        story.legs.forEach(leg -> forgetStrand(leg.callId()));
        return wanted;
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
        if (isDue(looks.peek(), now)) {
            try (Bundle.Press press = new Bundle.Press()) {
                forgetIdle(now, press);
            }
        }
    }

    private static boolean isDue(@Nullable Look look, long now) {
        return look != null && look.dueMicros() <= now;
    }

    private void forgetIdle(long now, Bundle.Press press) {
        boolean tight = kept.get() > MOST_TOGETHER / 2;
        int packed = 0;
        for (Look look = looks.peek(); look != null && isDue(look, now); look = looks.peek()) {
            looks.remove();
            Strand strand = strands.get(look.callId());
            if (strand == null) {
                continue; // put away with its call
            }
            long idle = now - strand.lastMicros();
            if (!stories.containsKey(strand.interaction()) && idle > (tight ? LOOK_MICROS : IDLE_MICROS)) {
                forgetStrand(look.callId());
            } else {
                looks.add(new Look(look.callId(), now + LOOK_MICROS));
                if (idle > REST_MICROS && packed < MOST_PACKED_A_SECOND && !strand.isPacked()) {
                    kept.addAndGet(strand.pack(press));
                    packed++;
                }
            }
        }
    }

    /** Stores whatever has ended, however lately. When the server stops. */
    public void close() {
        putAway(Long.MAX_VALUE);
    }

    /** What all messages of now weigh in memory, in bytes, about. Any thread. */
    long weight() {
        return kept.get();
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
