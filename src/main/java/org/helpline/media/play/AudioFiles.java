package org.helpline.media.play;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.helpline.core.Problem;
import org.helpline.media.codec.Resampler;

/** Reads prompt and music files. Blocks on the disk and computes, so not on a loop. */
public final class AudioFiles {

    /** The largest file that is read, in bytes. */
    public static final int MAX_BYTES = 60 << 20;

    /** The longest audio that is read, in seconds. */
    public static final int MAX_SECONDS = 30 * 60;

    private AudioFiles() {}

    /** What came of reading a file. */
    public sealed interface Result {

        /** Ready to play. */
        record Loaded(Audio audio) implements Result {}

        /** Not audio that we can play; the problem names the file, what it is and how to convert it. */
        record Unreadable(Problem problem) implements Result {}
    }

    /** Loads a WAV file: 8 to 192 kHz, PCM of 8 to 32 bit, float, µ-law or A-law, mono or stereo (mixed down). */
    public static Result load(Path file) {
        try {
            long size = Files.size(file);
            if (!Files.isRegularFile(file)) {
                return unreadable(file, "this is not a file.", "Name a WAV file.");
            }
            if (size > MAX_BYTES) {
                return unreadable(
                        file,
                        "it has " + size / 1_000_000 + " MB; at most " + MAX_BYTES / 1_000_000 + " MB are loaded.",
                        convert(file, Converter.SOX));
            }
            if (size == 0) {
                return unreadable(file, "it is empty.", "Record it again.");
            }
            return decode(file, ByteBuffer.wrap(read(file, (int) size)));
        } catch (NoSuchFileException missing) {
            return unreadable(file, "there is no such file.", "Record it, or name another one.");
        } catch (AccessDeniedException denied) {
            return unreadable(file, "it may not be read.", "Let the user that runs the server read it.");
        } catch (IOException broken) {
            return unreadable(file, "it cannot be read (" + broken.getMessage() + ").", "Check the disk.");
        }
    }

    /** How loud a file is, as it was recorded; empty for what {@link #load} calls unreadable. Blocks. */
    public static Optional<Levels> levels(Path file) {
        try {
            long size = Files.size(file);
            return Files.isRegularFile(file)
                            && size <= MAX_BYTES
                            && Wav.read(ByteBuffer.wrap(read(file, (int) size))) instanceof Wav.Read.Samples samples
                            && samples.pcm().length > 0
                    ? Optional.of(Levels.of(samples.pcm()))
                    : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** At most {@code size} bytes, even if the file grows meanwhile. */
    private static byte[] read(Path file, int size) throws IOException {
        try (var channel = Files.newByteChannel(file);
                var in = Channels.newInputStream(channel)) {
            return in.readNBytes(size);
        }
    }

    private static Result decode(Path file, ByteBuffer bytes) {
        return switch (Wav.read(bytes)) {
            case Wav.Read.Refused(String what, Converter converter) -> unreadable(file, what, convert(file, converter));
            case Wav.Read.Samples samples -> decode(file, samples);
        };
    }

    private static Result decode(Path file, Wav.Read.Samples samples) {
        if (!Resampler.takes(samples.rate())) {
            return unreadable(
                    file,
                    "its sample rate of " + samples.rate() + " Hz is not supported.",
                    convert(file, Converter.SOX));
        }
        if (samples.pcm().length == 0) {
            return unreadable(file, "it has no audio in it.", "Record it again.");
        }
        if (samples.pcm().length / samples.rate() >= MAX_SECONDS) {
            return unreadable(
                    file, "it is longer than " + MAX_SECONDS / 60 + " minutes.", "Cut it, or play it in parts.");
        }
        Path name = file.getFileName();
        return new Result.Loaded(EncodedAudio.of(
                name == null ? file.toString() : name.toString(),
                Resampler.toEightKilohertz(samples.pcm(), samples.rate())));
    }

    private static Result unreadable(Path file, String what, String fix) {
        return new Result.Unreadable(Problem.of(file.toString(), what, fix));
    }

    private static String convert(Path file, Converter converter) {
        String from = String.valueOf(file.getFileName());
        int dot = from.lastIndexOf('.');
        String stem = dot > 0 ? from.substring(0, dot) : from;
        String to = stem + (from.endsWith(".wav") ? "-8k.wav" : ".wav");
        return switch (converter) {
            case SOX -> "Convert it with: sox '" + from + "' -r 8000 -c 1 -b 16 '" + to + "'";
            case FFMPEG -> "Convert it with: ffmpeg -i '" + from + "' -ar 8000 -ac 1 '" + to + "'";
        };
    }

    /** The program that can convert a file. */
    enum Converter {
        SOX,
        FFMPEG
    }
}
