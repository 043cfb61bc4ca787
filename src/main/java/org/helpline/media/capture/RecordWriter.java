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
import org.jspecify.annotations.Nullable;

/**
 * Writes the recordings under way to their files, a tenth of a second at a time. A file that cannot be written ends its recording and nothing
 * else. {@link #add}: any thread; {@link #write}: one thread, which may block on the disk.
 */
public final class RecordWriter {

    /** How often it is looked for what has ended: the caller who has spoken hears nothing until then. */
    public static final Duration PERIOD = Duration.ofMillis(10);

    /** What is under way is written a tenth of a second at a time. */
    private static final int WORTH_WRITING = 800;

    private static final int SAMPLES = 8_000;
    private static final int SAMPLES_PER_MILLI = 8;

    private final List<Job> jobs = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> afterAll = new ConcurrentLinkedQueue<>();
    private final byte[] bytes = new byte[2 * SAMPLES];

    /** A recording, its file, and who is told when the file is there. */
    private static final class Job {
        final Recorder recorder;
        final RecorderTerms terms;
        final Consumer<Recorded> told;

        @Nullable
        WavFile file;

        Job(Recorder recorder, RecorderTerms terms, Consumer<Recorded> told) {
            this.recorder = recorder;
            this.terms = terms;
            this.told = told;
        }
    }

    /** Writes this recording from now on; {@code told} is called once, on the writing thread. */
    public void add(Recorder recorder, RecorderTerms terms, Consumer<Recorded> told) {
        jobs.add(new Job(recorder, terms, told));
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
            RecorderEnd end = job.recorder.end();
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
        if (job.file == null) {
            job.file = WavFile.create(job.terms.file());
        }
        Timeline timeline = job.recorder.timeline();
        for (int ready = timeline.ready(last); ready >= (last ? 1 : WORTH_WRITING); ready = timeline.ready(last)) {
            int count = Math.min(ready, SAMPLES);
            timeline.take(count, bytes);
            job.file.append(ByteBuffer.wrap(bytes, 0, 2 * count));
        }
    }

    private void finish(Job job, RecorderEnd end) throws IOException {
        long samples = job.recorder.timeline().end();
        if (job.file != null) {
            job.file.finish(samples);
        }
        jobs.remove(job);
        long dropped = job.recorder.dropped();
        String trouble = dropped == 0 ? "" : "some of it came too late: " + dropped / SAMPLES_PER_MILLI + " ms";
        job.told.accept(new Recorded(end, length(samples), length(Math.min(samples, job.recorder.spoken())), trouble));
    }

    private void failed(Job job, IOException why) {
        job.recorder.fail();
        jobs.remove(job);
        try {
            if (job.file != null) {
                job.file.discard();
            }
        } catch (IOException again) {
            why.addSuppressed(again);
        }
        String trouble = job.terms.file() + " cannot be written: " + why;
        job.told.accept(new Recorded(RecorderEnd.FAILED, Duration.ZERO, Duration.ZERO, trouble));
    }

    private static Duration length(long samples) {
        return Duration.ofMillis(samples / SAMPLES_PER_MILLI);
    }
}
