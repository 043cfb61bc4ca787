package org.helpline.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.helpline.config.RecordingSettings.Format;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.codec.Opus;

/** Sound in two channels as the files of recordings have it, beside the store and in the clear. Blocks. */
public final class SoundFile {

    private static final Vault CLEAR = new Vault(Optional.empty(), new Random(0), Disk.OURS);
    private static final int SERIAL = 1;

    private SoundFile() {}

    /** Takes the samples of a conversation into {@code draft}, which is made anew. */
    public static SoundSink draft(Path draft) {
        return new Draft(CLEAR, draft, 0);
    }

    /** Makes a file of a draft that is whole, over what is there. */
    public static void make(Path draft, Format format, Path file) throws IOException {
        try (FileSource pcm = CLEAR.open(draft);
                OutputStream to = new BufferedOutputStream(Files.newOutputStream(file))) {
            Container.of(format).write(pcm, to, SERIAL, Opus.best());
        }
    }
}
