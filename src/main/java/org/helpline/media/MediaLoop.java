package org.helpline.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.core.Clock;
import org.helpline.media.codec.Codecs;
import org.helpline.media.codec.Decoder;
import org.helpline.media.codec.Samples;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.rtp.Arrivals;
import org.helpline.media.rtp.Departures;
import org.helpline.media.srtp.Space;
import org.helpline.sdp.AudioCodec;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The legs of one media thread. At every tick: commands first, then each leg's receives and sends as they fall due. The legs are spread
 * over the four ticks of a 20 ms frame. A leg that fails is closed alone.
 */
final class MediaLoop {

    /** Ticks are this far apart. */
    static final Duration TICK = Duration.ofMillis(5);

    /** Room for one packet. */
    static final int PACKET_BYTES = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);
    private static final int PHASES = 4;
    private static final int CHUNK = 256;
    private static final int MAX_WAITING = 16_384;

    final String name;
    final Clock clock;
    final Codecs codecs;
    final PacketShelf prompts; // shared by all loops
    final Samples samples = new Samples(); // of the packet at hand
    final Decoder asStored; // of prompts that are not yet encoded for all
    final short[] frame = new short[Samples.MOST]; // to be sent
    final LoopCounts counts = new LoopCounts();
    final Space space = new Space();
    final Arrivals arrivals = new Arrivals();
    final Departures departures;
    final ByteBuffer in = ByteBuffer.allocateDirect(PACKET_BYTES);
    final ByteBuffer out = ByteBuffer.allocateDirect(PACKET_BYTES);
    final MpscUnboundedAtomicArrayQueue<Runnable> commands = new MpscUnboundedAtomicArrayQueue<>(CHUNK);
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicInteger load = new AtomicInteger();
    private final ArrayList<TickedLeg> legs = new ArrayList<>();
    private long[] wakes =
            new long[CHUNK]; // when each leg has something to do: most ticks pass a leg without touching it
    private final int[] inPhase = new int[PHASES];

    MediaLoop(String name, Clock clock, Codecs codecs, PacketShelf prompts, Departures departures) {
        this.name = name;
        this.departures = departures;
        this.prompts = prompts;
        this.clock = clock;
        this.codecs = codecs;
        this.asStored = codecs.decoder(AudioCodec.PCMU);
    }

    /** Hands over a command that may be refused when too many wait. Any thread. */
    boolean offer(Runnable command) {
        return commands.size() < MAX_WAITING && tell(command);
    }

    /** Hands over a command that must not be lost; false only when the loop has ended. Any thread. */
    boolean tell(Runnable command) {
        return !ended.get() && commands.offer(command);
    }

    /** Legs that are, or will be, on this loop. Any thread. */
    AtomicInteger load() {
        return load;
    }

    /**
     * Does what is due.
     *
     * @param due the tick's time on the grid
     */
    void tick(long due) {
        long now = clock.nanos();
        if (now - due > TICK.toNanos()) {
            counts.late++;
        }
        runCommands();
        arrivals.look();
        // from the end: a leg that closes is replaced by the last one, which has had its turn
        for (int i = legs.size() - 1; i >= 0; i--) {
            if (due - wakes[i] >= 0) {
                tick(legs.get(i), due, now);
            }
        }
        leave();
        counts.publish();
    }

    /** Sends what was to leave together. */
    void leave() {
        counts.sent -= departures.leave();
    }

    private void tick(TickedLeg leg, long due, long now) {
        try {
            wakes[leg.place] = leg.tick(due, now);
        } catch (RuntimeException e) {
            LOG.error("leg={} failed and is closed", leg.local(), e);
            leg.end();
        }
    }

    // poll() would spin until a thread that is just handing something over has done so; on the same core that thread,
    // whose priority is lower, would not get to it. The relaxed one leaves the command to the next tick.
    private void runCommands() {
        for (Runnable command = commands.relaxedPoll(); command != null; command = commands.relaxedPoll()) {
            try {
                command.run();
            } catch (RuntimeException e) {
                LOG.error("loop={} a command failed; the loop goes on", name, e);
            }
        }
    }

    /** Takes a leg in; answers its phase: how many ticks after the frame's first it is served. */
    int add(TickedLeg leg) {
        leg.place = legs.size();
        legs.add(leg);
        wakes = wakes.length < legs.size() ? Arrays.copyOf(wakes, 2 * wakes.length) : wakes;
        wake(leg);
        int phase = 0;
        for (int i = 1; i < PHASES; i++) {
            phase = inPhase[i] < inPhase[phase] ? i : phase;
        }
        inPhase[phase]++;
        return phase;
    }

    /** Lets a leg be served at the next tick. */
    void wake(TickedLeg leg) {
        wakes[leg.place] = clock.nanos() - TICK.toNanos();
    }

    void remove(TickedLeg leg, int phase) {
        TickedLeg last = legs.removeLast();
        if (last != leg) {
            legs.set(leg.place, last);
            wakes[leg.place] = wakes[last.place];
            last.place = leg.place;
        }
        inPhase[phase]--;
        load.decrementAndGet();
    }

    /** Closes every leg; on whatever thread, once the ticking has stopped. */
    void end() {
        ended.set(true);
        while (!commands.isEmpty()) {
            runCommands();
        }
        while (!legs.isEmpty()) {
            legs.getLast().end();
        }
        arrivals.close();
        departures.close();
        counts.publish();
    }
}
