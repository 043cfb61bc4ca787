package org.helpline.media.mix;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.codec.Decoder;
import org.jspecify.annotations.Nullable;

/**
 * Packets of one source in, as they come; an even stream of samples out. Packets wait as long as the source's {@link Delay} says. One that comes later
 * moves all that follows back at once, so that nothing of it is lost; time is given back bit by bit, where it is quiet. Packets are decoded when their turn
 * comes, so that their codec sees them in order. What is lost is made up for ({@link Filling}), a pause is silence or the sender's comfort noise. A clock of the sender that is not ours, another SSRC and timestamps that leap are followed. Place means
 * our time, timestamp the sender's, both in samples at 8 kHz. One media loop; allocates nothing after it was made.
 */
public final class Playout {

    /** A timestamp that is further from its arrival than half a second is not believed. */
    static final int FARTHEST = 4_000;

    /** A frame of 60 ms: a later packet that begins further back has leapt. */
    private static final int LONGEST = 480;

    /** What may be given back of a frame that is louder than a line on which nobody speaks. */
    static final int SLACK_IN_SPEECH = 320;

    private static final int SLACK_IN_SILENCE = 80;
    private static final int SHORT_IN_SILENCE = 40;
    private static final int SHORT_IN_SPEECH = 120;
    private static final double QUIET = 130; // 48 dB below full scale
    private static final int FRAMES_BETWEEN = 5;
    private static final int MOST_LOST = 20; // more were not lost, but numbered otherwise
    private static final int FADED = 480; // what was lost for longer is silence by now: a new talk spurt begins

    private final Waiting waiting = new Waiting();
    private final Delay delay;
    private final Filling filling = new Filling();
    private final ComfortNoise noise = new ComfortNoise();
    private final short[] frame = new short[Waiting.MOST_SAMPLES + Stretch.MOST_LAG];
    private @Nullable Decoder decoder;
    private int usual; // samples in a packet
    private int heardNumber; // of the last packet that was decoded
    private int framed; // samples in the frame
    private int read; // of which so many were heard
    private boolean placed;
    private boolean isNoise;
    private int ssrc;
    private int newest; // sequence number
    private long timestamp; // the last, counted on
    private long next; // the timestamp after what is in the frame
    private long heardUpTo; // the timestamp after the last that was not concealed
    private long place; // what comes out next
    private int sinceChange;
    private long late;
    private long repeated;

    /** Of a source that nobody knows yet. */
    public Playout(PlayoutTerms terms) {
        delay = new Delay(terms);
    }

    /** What comes from now on is for this decoder, to samples at 8 kHz, which stays the caller's; null: for none. What waits for another is not heard. */
    public void speaks(@Nullable Decoder with) {
        decoder = with;
        waiting.clear();
    }

    /**
     * Takes a packet of sound that has come; {@link #take} has been asked for all up to now.
     *
     * @param source its SSRC
     * @param number its sequence number
     * @param at its timestamp, in samples; wraps
     * @param packet holds the payload from {@code from}, {@code bytes} of it; not retained
     * @param now our place in time
     */
    public void sound(int source, int number, int at, ByteBuffer packet, int from, int bytes, long now) {
        place = now;
        long stated = stated(at);
        Decoder with = decoder;
        if (with != null && isInTime(source, number, stated)) {
            int samples = with.samples(packet, from, bytes);
            repeated += waiting.put(stated, number, samples, packet, from, bytes) ? 0 : 1;
        }
    }

    /** Takes a packet of comfort noise ({@link ComfortNoise#heard}): from its time on a pause is filled with that. */
    public void noise(int source, int number, int at, ByteBuffer packet, int from, int bytes, long now) {
        place = now;
        long stated = stated(at);
        if (isInTime(source, number, stated)) {
            repeated += waiting.put(stated, number, Waiting.NOISE, packet, from, bytes) ? 0 : 1;
        }
    }

    private boolean isInTime(int source, int number, long stated) {
        boolean newer = (short) (number - newest) > 0;
        boolean leapt = Math.abs(stated + offset() - place) > FARTHEST || (newer && heardUpTo - stated > LONGEST);
        if (!placed || source != ssrc || leapt) {
            anew(source, number, stated);
        } else {
            delay.on(place - stated);
            arrange(stated);
        }
        newest = newer ? number : newest;
        timestamp = Math.max(timestamp, stated);
        if (stated < heardUpTo && !newer) {
            late++;
            return false;
        }
        makeRoom();
        return true;
    }

    private long stated(int at) {
        return placed ? timestamp + (at - (int) timestamp) : at;
    }

    /** When a timestamp is heard, less itself. */
    private long offset() {
        return place + framed - read - next;
    }

    private void anew(int source, int number, long stated) {
        if (placed) {
            delay.shift(place - stated - delay.earliest());
        }
        delay.on(place - stated);
        placed = true;
        ssrc = source;
        newest = number;
        timestamp = stated;
        waiting.clear();
        framed = 0;
        read = 0;
        next = stated - delay.target();
        heardUpTo = next;
    }

    /** Where the timeline is moved because of this packet. */
    private void arrange(long stated) {
        boolean spoken = framed > read || !waiting.isEmpty();
        if (!spoken && (isNoise || next - heardUpTo > FADED)) {
            if (place - stated - delay.earliest() > delay.most()) {
                delay.shift(place - stated - delay.earliest()); // one that does not count its pauses
            }
            long wanted = delay.earliest() + delay.target(); // a talk spurt begins: any time will do
            next = Math.max(heardUpTo, place - Math.max(wanted, place - stated));
        } else if (stated < next && framed == read && stated >= heardUpTo) {
            long room = delay.earliest() + delay.most() - offset();
            next -= Math.clamp(room, 0, next - stated);
        }
    }

    private void makeRoom() {
        if (waiting.isFull()) {
            waiting.remove(waiting.first());
            late++;
        }
    }

    /** Goes on from nowhere: what waits is not heard any more. */
    public void restart() {
        placed = false;
        isNoise = false;
        waiting.clear();
        framed = 0;
        read = 0;
        filling.restart();
    }

    /**
     * Gives what is heard next.
     *
     * @param to {@code count} samples from index 0
     * @param from our place in time of the first; goes on where the last call ended, as a rule
     */
    public void take(short[] to, int count, long from) {
        place = from;
        int done = 0;
        while (done < count) {
            if (read == framed) {
                shortenPause();
                open();
            }
            int here = Math.min(count - done, read < framed ? framed - read : fillable());
            if (read < framed) {
                System.arraycopy(frame, read, to, done, here);
                read += here;
            } else {
                fill(to, done, here);
                next += here;
            }
            done += here;
            place += here;
        }
    }

    /** What is silent anyhow may be shorter. */
    private void shortenPause() {
        int missing = missing();
        long over = offset() - delay.earliest() - delay.target();
        if (missing > 0 && missing < Integer.MAX_VALUE && next - heardUpTo > FADED && over > SLACK_IN_SPEECH) {
            next += Math.min(over, missing);
        }
    }

    /** So many samples until the next packet's turn. */
    private int missing() {
        int first = waiting.first();
        return first < 0 ? Integer.MAX_VALUE : (int) (waiting.timestamp(first) - next);
    }

    /** So many samples can be filled at once. */
    private int fillable() {
        int missing = missing();
        Decoder with = decoder;
        if (placed && !isNoise && with != null && filling.left() == 0) {
            makeUp(with, missing);
        }
        return filling.left() == 0 ? missing : Math.min(missing, filling.left());
    }

    private void makeUp(Decoder with, int missing) {
        int cell = waiting.first();
        boolean lost = missing <= usual && waiting.number(cell) != ((heardNumber + 1) & 0xffff); // else a pause
        if (!lost || !filling.recover(with, waiting.payloads(), waiting.payload(cell), waiting.bytes(cell), missing)) {
            filling.conceal(with, Math.min(usual, missing));
        }
    }

    private void fill(short[] to, int at, int count) {
        if (!placed) {
            Arrays.fill(to, at, at + count, (short) 0);
        } else if (isNoise) {
            for (int i = at; i < at + count; i++) {
                to[i] = noise.next();
            }
        } else {
            filling.fill(to, at, count);
        }
    }

    /** Opens the packet whose turn it is, if there is one. */
    private void open() {
        for (int cell = waiting.first(); cell >= 0 && waiting.timestamp(cell) <= next; cell = waiting.first()) {
            int passed = (int) (next - waiting.timestamp(cell));
            boolean heard = false;
            if (waiting.length(cell) == Waiting.NOISE) {
                silence(cell);
            } else if (passed < waiting.length(cell)) {
                heard = hear(cell, passed);
            } else {
                late++;
            }
            waiting.remove(cell);
            if (heard) {
                return;
            }
        }
    }

    private void silence(int cell) {
        isNoise = true;
        noise.heard(waiting.payloads(), waiting.payload(cell), waiting.bytes(cell));
        heardUpTo = Math.max(heardUpTo, waiting.timestamp(cell));
        heardNumber = waiting.number(cell);
        filling.restart();
    }

    /** False if it cannot be decoded. */
    private boolean hear(int cell, int passed) {
        Decoder with = decoder;
        int whole = with == null
                ? 0
                : with.decode(waiting.payloads(), waiting.payload(cell), waiting.bytes(cell), frame, 0);
        int count = Math.min(whole, Waiting.MOST_SAMPLES) - passed;
        if (count <= 0) {
            return false;
        }
        usual = count + passed;
        int lost = (waiting.number(cell) - heardNumber - 1) & 0xffff;
        if (lost > 0 && lost < MOST_LOST && with != null && with.recovers()) {
            delay.awaitNext(usual);
        }
        heardNumber = waiting.number(cell);
        System.arraycopy(frame, passed, frame, 0, count);
        isNoise = false;
        filling.heard(frame, count);
        read = 0;
        framed = count;
        next += count;
        heardUpTo = next;
        adapt();
        return true;
    }

    /** Brings what is heard nearer to when it should be, where it is not noticed. */
    private void adapt() {
        sinceChange++;
        if (sinceChange < FRAMES_BETWEEN) {
            return;
        }
        long over = offset() - delay.earliest() - delay.target();
        boolean quiet = isQuiet();
        int before = framed;
        if (over > (quiet ? SLACK_IN_SILENCE : SLACK_IN_SPEECH)) {
            framed = Stretch.shorten(frame, framed, (int) Math.min(over, Stretch.MOST_LAG));
        } else if (-over > (quiet ? SHORT_IN_SILENCE : SHORT_IN_SPEECH)) {
            framed = Stretch.lengthen(frame, framed);
        }
        sinceChange = framed == before ? sinceChange : 0;
    }

    private boolean isQuiet() {
        double squares = 0;
        for (int i = 0; i < framed; i++) {
            squares += frame[i] * frame[i];
        }
        return squares < QUIET * QUIET * framed;
    }

    /** How long a sample now waits from the earliest arrival to its turn. */
    long waits() {
        return placed ? offset() - delay.earliest() : 0;
    }

    /** Packets that came too late, or had no room. */
    long late() {
        return late;
    }

    /** Packets that were there already. */
    long repeated() {
        return repeated;
    }
}
