package org.helpline.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.helpline.media.capture.SoundSink;
import org.jspecify.annotations.Nullable;

/** A recording under way: its samples, encrypted from the first one on if recordings are. The media room's writer; blocks. */
final class Draft implements SoundSink {

    /** Bytes after which the disk is looked at again: half a minute. */
    private static final long LOOK = 1_000_000;

    private static final long MEGABYTE = 1_000_000;

    private final Vault vault;
    private final Path file;
    private final int keepFree;
    private @Nullable FileSink sink;
    private long untilLook;

    Draft(Vault vault, Path file, int keepFree) {
        this.vault = vault;
        this.file = file;
        this.keepFree = keepFree;
    }

    @Override
    public void open() throws IOException {
        sink = vault.create(file);
        look();
    }

    private void look() throws IOException {
        long free = vault.free(file) / MEGABYTE;
        if (free < keepFree) {
            throw new IOException("the disk has " + free + " MB left, and recordings.keep-free-megabytes keeps "
                    + keepFree + " free");
        }
        untilLook = LOOK;
    }

    @Override
    public void append(ByteBuffer samples) throws IOException {
        if (sink == null) {
            throw new IOException("it was not opened");
        }
        untilLook -= samples.remaining();
        if (untilLook < 0) {
            look();
        }
        sink.write(samples.array(), samples.arrayOffset() + samples.position(), samples.remaining());
    }

    @Override
    public void finish(long frames) throws IOException {
        if (sink != null) {
            sink.close();
        }
    }

    /** What was written so far stays. */
    @Override
    public long breakOff() throws IOException {
        return sink == null ? 0 : sink.abandon() / Container.FRAME;
    }

    @Override
    public String name() {
        return String.valueOf(file.getFileName());
    }
}
