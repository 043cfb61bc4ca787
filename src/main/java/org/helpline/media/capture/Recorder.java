package org.helpline.media.capture;

import java.util.concurrent.atomic.AtomicReference;
import org.helpline.media.codec.Samples;
import org.jspecify.annotations.Nullable;

/**
 * One recording, as the media loop sees it: puts each packet's samples at the place in time that its timestamp says, notices speech, and says when
 * it is over. Time counts from the beginning by the clock, so that a phone that sends nothing while its user is silent records silence of the right
 * length; what was lost on the way is filled ({@link Mending}).
 *
 * <p>Media loop, but for what says otherwise. Allocates nothing after it was made.
 */
public final class Recorder implements Taking {

    private static final long NANOS_PER_SAMPLE = 125_000;
    private static final long SAMPLES_PER_MILLI = 8;

    /** A second: who records alone may be put aside by it. */
    private static final long FARTHEST = 8_000;

    /** What stays of a pause that ended the recording: half a second. */
    private static final long TAIL = 4_000;

    private final Timeline timeline = new Timeline();
    private final VoiceLevel level = new VoiceLevel();
    private final Placing placing = new Placing(FARTHEST);
    private final Mending mending = new Mending(timeline, 0);
    private final AtomicReference<@Nullable RecorderEnd> end = new AtomicReference<>();
    private final long beganNanos;
    private final long longest;
    private final long pause;
    private long spoken;
    private long dropped;

    /** Begins now. */
    public Recorder(RecorderTerms terms, long nowNanos) {
        this.beganNanos = nowNanos;
        this.longest = terms.longest().toMillis() * SAMPLES_PER_MILLI;
        this.pause = terms.pause().map(p -> p.toMillis() * SAMPLES_PER_MILLI).orElse(Long.MAX_VALUE);
    }

    /** Takes a packet of audio in. */
    public void hear(Samples packet, long nowNanos) {
        int samples = packet.count();
        if (isOver() || samples == 0) {
            return;
        }
        long arrived = Math.max(0, (nowNanos - beganNanos) / NANOS_PER_SAMPLE - samples);
        long place = placing.place(packet, arrived);
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            short sample = packet.at(i);
            squares += sample * sample;
            dropped += timeline.put(0, place + i, sample) ? 0 : 1;
        }
        mending.on(packet, place);
        reach(place + samples);
        if (level.isSpeech(Math.sqrt(squares / samples))) {
            spoken = Math.max(spoken, place + samples);
        }
    }

    /** A packet came of which nothing is to be heard, such as a key's. */
    public void unheard() {
        mending.unheard();
    }

    private void reach(long place) {
        mending.pass(place);
        timeline.reach(place);
    }

    /** Time passes; true if that ended the recording. */
    public boolean pass(long nowNanos) {
        if (isOver()) {
            return false;
        }
        long now = (nowNanos - beganNanos) / NANOS_PER_SAMPLE;
        if (now >= longest) {
            finish(RecorderEnd.LONGEST, longest);
        } else if (now - spoken >= pause) {
            finish(RecorderEnd.PAUSE, Math.min(now, spoken + TAIL));
        } else {
            reach(now - Timeline.WINDOW); // packets that are on their way still find their place
        }
        return isOver();
    }

    /** When it ends by itself, by the clock, if nobody speaks any more; no earlier than {@code nowNanos}. */
    public long dueNanos(long nowNanos) {
        long left = pause == Long.MAX_VALUE ? longest : Math.min(longest, spoken + pause);
        long due = beganNanos + left * NANOS_PER_SAMPLE;
        return due - nowNanos > 0 ? due : nowNanos;
    }

    /** Ends the recording now, unless it has ended; what came so far counts. */
    public void stop(RecorderEnd why, long nowNanos) {
        if (!isOver()) {
            long now = (nowNanos - beganNanos) / NANOS_PER_SAMPLE;
            finish(why, Math.min(longest, Math.max(now, timeline.newest())));
        }
    }

    private void finish(RecorderEnd why, long place) {
        mending.finish();
        timeline.reach(place);
        timeline.endAt(place);
        end.compareAndSet(null, why);
    }

    /** Whether it has ended. */
    public boolean isOver() {
        return end.getAcquire() != null;
    }

    @Override
    public void fail() {
        timeline.endAt(0);
        end.set(RecorderEnd.FAILED);
    }

    @Override
    public long spoken() {
        return spoken;
    }

    @Override
    public String trouble() {
        return dropped == 0 ? "" : "some of it came too late: " + dropped / SAMPLES_PER_MILLI + " ms";
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
