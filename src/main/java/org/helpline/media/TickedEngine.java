package org.helpline.media;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.helpline.config.MediaSettings;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.RaisedPriority;
import org.helpline.core.Ticker;
import org.helpline.media.capture.RecordWriter;
import org.helpline.media.codec.Codecs;
import org.helpline.media.dtls.DtlsAssociations;
import org.helpline.media.mix.PlayoutTerms;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.rtp.NioPorts;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.PortRange;
import org.helpline.media.rtp.PortSource;
import org.helpline.sdp.Fingerprint;

/**
 * The media engine: a few threads that tick every 5 ms and do all that is due for their legs in that tick, so that no packet costs a
 * wake-up. Each leg lives on one loop; a bridge's two legs on the same one.
 */
public final class TickedEngine implements MediaEngine {

    private final MediaSettings settings;
    private final RandomGenerator random;
    private final PortSource ports;
    private final List<MediaLoop> loops;
    private final List<Ticker> tickers = new ArrayList<>();
    private final RecordWriter writer = new RecordWriter();
    private final PacketShelf prompts;
    private final DtlsAssociations associations;
    private final Way way;
    private final AtomicLong legs = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private String priority = "normal";

    private TickedEngine(
            MediaSettings settings,
            RandomGenerator random,
            PortSource ports,
            List<MediaLoop> loops,
            PacketShelf prompts,
            DtlsAssociations associations,
            Way way) {
        this.way = way;
        this.settings = settings;
        this.prompts = prompts;
        this.random = random;
        this.ports = ports;
        this.loops = loops;
        this.associations = associations;
    }

    /**
     * Starts the media threads.
     *
     * @param clock the machine's clock
     * @param random for what must not be guessed (SSRC, ports, first numbers): a SecureRandom; used by several threads
     * @throws IllegalArgumentException if the range of ports holds not one even port with its neighbour
     */
    public static TickedEngine start(MediaSettings settings, Clock clock, RandomGenerator random) {
        boolean chosen = settings.firstPort() == 0 && settings.lastPort() == 0;
        Optional<PortRange> range = chosen
                ? Optional.empty()
                : Optional.of(new PortRange(settings.firstPort(), settings.lastPort(), random, clock.nanos()));
        int wanted = settings.loops();
        int threads = wanted > 0 ? wanted : Runtime.getRuntime().availableProcessors();
        Way way = Way.of(settings.sending());
        PortSource ports = NioPorts.keeping(range, clock, random, way.isTogether());
        TickedEngine engine = unstarted(settings, clock, random, ports, threads, way);
        engine.startTickers(clock);
        return engine;
    }

    /** Why packets cannot leave together on this system, in a few words; empty: they can. */
    public static Optional<String> noUring() {
        return Way.refusal();
    }

    /** An engine that is ticked by hand. */
    static TickedEngine unstarted(
            MediaSettings settings, Clock clock, RandomGenerator random, PortSource ports, int threads) {
        return unstarted(settings, clock, random, ports, threads, Way.SINGLE);
    }

    /** The same, whose packets leave so. */
    static TickedEngine unstarted(
            MediaSettings settings, Clock clock, RandomGenerator random, PortSource ports, int threads, Way way) {
        List<MediaLoop> loops = new ArrayList<>();
        Codecs codecs = new Codecs();
        PacketShelf prompts = new PacketShelf(codecs, clock);
        for (int i = 0; i < threads; i++) {
            loops.add(new MediaLoop("media-" + i, clock, codecs, prompts, way.open()));
        }
        return new TickedEngine(
                settings, random, ports, List.copyOf(loops), prompts, DtlsAssociations.open(clock.now()), way);
    }

    private void startTickers(Clock clock) {
        List<String> granted = new CopyOnWriteArrayList<>();
        for (MediaLoop loop : loops) {
            Runnable raise = () -> {
                granted.add(RaisedPriority.paced());
                Warming.warm(loop.space);
            };
            tickers.add(Ticker.start(loop.name, clock, MediaLoop.TICK, raise, loop::tick));
        }
        tickers.add(Ticker.start("media-record", clock, RecordWriter.PERIOD, () -> {}, _ -> upkeep()));
        tickers.add(Ticker.start("media-encode", clock, PacketShelf.PERIOD, () -> {}, _ -> prompts.work()));
        priority = granted.isEmpty() ? priority : granted.getFirst();
    }

    private void upkeep() {
        writer.write();
        ports.sweep();
    }

    /** Ticks every loop once, at the grid's point {@code due}. Only for an engine that was not started. */
    void tick(long due) {
        for (int i = 0; i < loops.size(); i++) {
            loops.get(i).tick(due);
        }
    }

    /** Encodes the prompts that were asked for. Only for an engine that was not started. */
    void encode() {
        prompts.work();
    }

    /** Writes what is to be written of recordings. Only for an engine that was not started. */
    void write() {
        writer.write();
    }

    /** What priority the system granted to the media threads, for the start-up lines. */
    public String priority() {
        return priority;
    }

    /** How packets are sent, for the start-up lines. */
    public String sending() {
        return way.said();
    }

    /** Where Opus comes from, for the start-up lines. */
    public String opus() {
        return loops.getFirst().codecs.opusName();
    }

    @Override
    public Optional<MediaLeg> open(Loop owner, InetAddress local, Optional<MediaLeg> beside, MediaListener listener) {
        if (closed.get()) {
            return Optional.empty();
        }
        MediaLoop loop = loopFor(beside);
        return ports.open(local).flatMap(pair -> open(loop, owner, listener, pair));
    }

    private Optional<MediaLeg> open(MediaLoop loop, Loop owner, MediaListener listener, PortPair pair) {
        LegOwner told = new LegOwner(owner, listener, legs::decrementAndGet, writer);
        TickedLeg leg = new TickedLeg(loop, told, pair, settings, random, associations);
        legs.incrementAndGet();
        loop.load().incrementAndGet();
        if (loop.offer(leg::begin)) {
            return Optional.of(leg);
        }
        legs.decrementAndGet();
        loop.load().decrementAndGet();
        pair.close();
        return Optional.empty();
    }

    @Override
    public List<Fingerprint> certificates() {
        return associations.fingerprints();
    }

    @Override
    public boolean areBeside(MediaLeg one, MediaLeg other) {
        return one instanceof TickedLeg a
                && other instanceof TickedLeg b
                && a.loop().equals(b.loop());
    }

    /** {@inheritDoc} @throws IllegalArgumentException if the leg is another engine's */
    @Override
    public MediaMix mix(MediaLeg first) {
        if (!(first instanceof TickedLeg leg) || !loops.contains(leg.loop())) {
            throw new IllegalArgumentException(first.local() + " is not of this engine");
        }
        MediaSettings.Jitter jitter = settings.jitter();
        return new TickedMix(leg.loop(), new PlayoutTerms(jitter.least(), jitter.most()));
    }

    private MediaLoop loopFor(Optional<MediaLeg> beside) {
        if (beside.isPresent() && beside.get() instanceof TickedLeg leg && loops.contains(leg.loop())) {
            return leg.loop();
        }
        MediaLoop least = loops.getFirst();
        for (MediaLoop loop : loops) {
            least = loop.load().get() < least.load().get() ? loop : least;
        }
        return least;
    }

    @Override
    public Counts counts() {
        long live = legs.get();
        Counts sum = new Counts(live, 2 * live, 0, 0, 0, 0, 0, 0);
        for (MediaLoop loop : loops) {
            sum = loop.counts.plus(sum);
        }
        return sum;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            tickers.forEach(Ticker::close);
            loops.forEach(MediaLoop::end);
            writer.write(); // the end of what was being recorded
            ports.close();
            associations.close();
        }
    }
}
