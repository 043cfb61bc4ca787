package org.helpline.media.capture;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.media.codec.Samples;
import org.jspecify.annotations.Nullable;

/**
 * The recording of a conversation: the caller in the first channel, whoever talks with them in the second one, on one line of time that counts from the
 * beginning by the clock. What a leg says is put there only while somebody of the other side hears it, so that hold, mute and what two agents say among
 * themselves are silence of their true length; so is what is said while it is paused. What was lost on the way is filled ({@link Mending}).
 *
 * <p>Media loop, but for what says otherwise. Allocates nothing after it was made, but for the room of one who joins, which the joining thread makes.
 */
public final class Tape implements Taking {

    /** Samples in each ring: 8 seconds, which the disk may be slow. */
    static final int CAPACITY = 1 << 16;

    static final String TOO_SLOW = "the disk was too slow: it could not be written as fast as it was spoken";

    /** The caller, and whoever is with them at once; more share the last place. */
    private static final int RINGS = 4;

    /** A phone whose clock is not ours is put right by 200 ms at a time, well within {@link Timeline#WINDOW}. */
    private static final long FARTHEST = 1_600;

    private static final long NANOS_PER_SAMPLE = 125_000;
    private static final long SAMPLES_PER_MILLI = 8;

    private final Timeline timeline = new Timeline(CAPACITY, RINGS, 2);
    private final AtomicReference<@Nullable RecorderEnd> end = new AtomicReference<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final long longest;
    private long beganNanos;
    private boolean begun;
    private boolean paused;
    private boolean tooSlow;
    private @Nullable Track newest;

    /** Nothing is heard before {@link #begin}. Any thread. */
    public Tape(TapeTerms terms) {
        this.longest = terms.longest().toMillis() * SAMPLES_PER_MILLI;
    }

    /** One leg's part. Media loop, but for the making. */
    public final class Track {
        private final int ring;
        private final Placing placing = new Placing(FARTHEST);
        private final Mending mending;
        private boolean listed;
        private @Nullable Track before;

        private Track(int ring) {
            this.ring = ring;
            timeline.open(ring);
            mending = new Mending(timeline, ring);
        }

        /** Whether {@code other} is the other side of the same conversation. */
        public boolean isAcross(@Nullable Track other) {
            return other != null && other.tape() == tape() && (ring == 0) != (other.ring == 0);
        }

        private Tape tape() {
            return Tape.this;
        }

        /** Takes in a packet of audio that the other side hears. */
        public void hear(Samples packet, long nowNanos) {
            int samples = packet.count();
            if (!begun || isOver() || samples == 0) {
                return;
            }
            long place = placing.place(packet, Math.max(0, at(nowNanos) - samples));
            if (paused) {
                unheard();
                return;
            }
            list();
            for (int i = 0; i < samples; i++) {
                timeline.put(ring, place + i, packet.at(i));
            }
            mending.on(packet, place);
        }

        /** A packet came that is not in it: nobody of the other side hears it, or it is a key's. */
        public void unheard() {
            mending.unheard();
        }

        private void list() {
            if (!listed) {
                listed = true;
                before = newest;
                newest = this;
            }
        }
    }

    /** The caller's part: to be asked for once. Any thread. */
    public Track caller() {
        return new Track(0);
    }

    /** The part of somebody who talks with the caller. Any thread. */
    public Track other() {
        return new Track(1 + Math.min(joined.getAndIncrement(), RINGS - 2));
    }

    /** Time counts from now. */
    public void begin(long nowNanos) {
        beganNanos = nowNanos;
        begun = true;
    }

    private long at(long nowNanos) {
        return (nowNanos - beganNanos) / NANOS_PER_SAMPLE;
    }

    /** While it is on, all is silence. */
    public void pause(boolean on) {
        paused = on;
    }

    /** Time passes; true if that ended the recording. */
    public boolean pass(long nowNanos) {
        if (!begun || isOver()) {
            return isOver();
        }
        long now = at(nowNanos);
        if (now >= longest) {
            finish(RecorderEnd.LONGEST, longest);
        } else if (timeline.isBeyond(now)) {
            tooSlow = true;
            finish(RecorderEnd.FAILED, now);
        } else {
            for (Track each = newest; each != null; each = each.before) {
                each.mending.pass(now);
            }
            timeline.reach(now);
        }
        return isOver();
    }

    /** When it ends by itself. */
    public long dueNanos() {
        return beganNanos + longest * NANOS_PER_SAMPLE;
    }

    /** Ends it now, unless it has ended; what came so far counts. */
    public void stop(RecorderEnd why, long nowNanos) {
        if (!isOver()) {
            finish(why, begun ? Math.min(longest, at(nowNanos)) : 0);
        }
    }

    private void finish(RecorderEnd why, long place) {
        for (Track each = newest; each != null; each = each.before) {
            each.mending.finish();
        }
        timeline.reach(place);
        timeline.endAt(place);
        end.compareAndSet(null, why);
    }

    /** Whether it has ended. Any thread. */
    public boolean isOver() {
        return end.getAcquire() != null;
    }

    @Override
    public void fail() {
        end.compareAndSet(null, RecorderEnd.FAILED);
    }

    @Override
    public long spoken() {
        return timeline.end();
    }

    @Override
    public String trouble() {
        return tooSlow ? TOO_SLOW : "";
    }

    @Override
    public @Nullable RecorderEnd end() {
        return end.getAcquire();
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }
}
