package org.helpline.media.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Writes the recordings under way to their files, a tenth of a second at a time. A file that cannot be written ends its recording and nothing
 * else. {@link #add}: any thread; {@link #write}: one thread, which may block on the disk.
 */
public final class RecordWriter {

    /** How often it is looked for what has ended: the caller who has spoken hears nothing until then. */
    public static final Duration PERIOD = Duration.ofMillis(10);

    /** What is under way is written a tenth of a second at a time. */
    private static final int WORTH_WRITING = 800;

    /** What the system says of a full disk, where it speaks English. */
    private static final String FULL = "No space left";

    private static final int SAMPLES = 8_000;
    private static final int SAMPLES_PER_MILLI = 8;
    private static final int SAMPLE_BYTES = 2;
    private static final int MOST_CHANNELS = 2;

    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> afterAll = new ConcurrentLinkedQueue<>();
    private final byte[] bytes = new byte[MOST_CHANNELS * SAMPLE_BYTES * SAMPLES];

    /** A recording, what it is written to, and who is told when that is whole. */
    private static final class Job {
        final Taking taking;
        final SoundSink sink;
        final Consumer<Recorded> told;
        boolean isOpen;

        Job(Taking taking, SoundSink sink, Consumer<Recorded> told) {
            this.taking = taking;
            this.sink = sink;
            this.told = told;
        }
    }

    /** Writes this recording from now on; {@code told} is called once, on the writing thread. */
    public void add(Recorder recorder, RecorderTerms terms, Consumer<Recorded> told) {
        jobs.add(new Job(recorder, new WavFile(terms.file()), told));
    }

    /** The same of a conversation. What a sink that fails has taken is its own affair. */
    public void add(Tape tape, TapeTerms terms, Consumer<Recorded> told) {
        jobs.add(new Job(tape, terms.sink(), told));
    }

    /** Runs this once every recording that has ended by now was told of, on the writing thread. Any thread. */
    public void afterAll(Runnable then) {
        afterAll.add(then);
    }

    /** Writes what there is. */
    public void write() {
        List<Runnable> due = new ArrayList<>();
        for (Runnable then = afterAll.poll(); then != null; then = afterAll.poll()) {
            due.add(then);
        }
        writeAll();
        due.forEach(Runnable::run);
    }

    private void writeAll() {
        for (Job job : jobs) {
            RecorderEnd end = job.taking.end();
            try {
                write(job, end != null);
                if (end != null) {
                    finish(job, end);
                }
            } catch (IOException e) {
                failed(job, e);
            }
        }
    }

    private void write(Job job, boolean last) throws IOException {
        if (!job.isOpen) {
            job.sink.open();
            job.isOpen = true;
        }
        Timeline timeline = job.taking.timeline();
        int frame = timeline.channels() * SAMPLE_BYTES;
        for (int ready = timeline.ready(last); ready >= (last ? 1 : WORTH_WRITING); ready = timeline.ready(last)) {
            int count = Math.min(ready, SAMPLES);
            timeline.take(count, bytes);
            job.sink.append(ByteBuffer.wrap(bytes, 0, frame * count));
        }
    }

    private void finish(Job job, RecorderEnd end) throws IOException {
        long samples = job.taking.timeline().end();
        job.sink.finish(samples);
        jobs.remove(job);
        long spoken = Math.min(samples, job.taking.spoken());
        job.told.accept(new Recorded(end, length(samples), length(spoken), job.taking.trouble()));
    }

    private void failed(Job job, IOException why) {
        job.taking.fail();
        jobs.remove(job);
        long left = 0;
        try {
            left = job.sink.breakOff();
        } catch (IOException again) {
            why.addSuppressed(again);
        }
        String trouble = job.sink.name() + " cannot be written: " + reason(why);
        job.told.accept(
                new Recorded(RecorderEnd.FAILED, length(left), length(Math.min(left, job.taking.spoken())), trouble));
    }

    /** In words for whoever reads the call's story; the system's own where these say what is wrong. */
    private static String reason(IOException why) {
        String words = why.getMessage();
        if (why.getClass() != IOException.class || words == null) {
            return why.toString();
        }
        return words.contains(FULL) ? "the disk is full" : words;
    }

    private static Duration length(long samples) {
        return Duration.ofMillis(samples / SAMPLES_PER_MILLI);
    }
}
