package org.helpline.voicemail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Recordings under way. Beside the sound lies a note of whose it is and where it belongs, from its beginning until it is kept or given up, so that a
 * server that was killed keeps it at its next start. Blocks. Any thread.
 *
 * <pre>
 *   ID.wav.part   8 kHz, mono, 16 bit, with lengths of zero in its header, while the caller speaks
 *   ID.wav        the whole of it
 *   ID.note       the note, readable by the server's user alone
 * </pre>
 */
final class Drafts {

    private static final Logger LOG = LoggerFactory.getLogger(Drafts.class);
    private static final String NOTE = ".note";
    private static final String WAV = ".wav";
    private static final int HEADER = 44;
    private static final int SAMPLES_PER_MILLI = 8;
    private static final int FRAME = 160;

    /** Some 45 dB below full scale, root mean square of a frame: quieter than anybody speaks into a phone. */
    private static final double SPEECH = 180;

    private final Path folder;

    Drafts(Path folder) {
        this.folder = folder;
    }

    Path sound(String id) {
        return folder.resolve(id + WAV);
    }

    private Path note(String id) {
        return folder.resolve(id + NOTE);
    }

    /** A recording begins; {@code least}: what is shorter, up to the end of the last speech, is nothing. */
    void begin(Message soFar, Duration least) {
        try {
            Files.createDirectories(folder);
            Path part = note(soFar.id() + ".next");
            Files.deleteIfExists(part);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, DraftNote.written(soFar, least));
            Files.move(part, note(soFar.id()), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("message={} would be lost by a crash: {}", soFar.id(), e.toString());
        }
    }

    /** It is kept, or nobody wants it any more. */
    void over(String id) {
        delete(note(id));
    }

    /** Forgets a recording altogether. */
    void discard(Path sound) {
        String name = String.valueOf(sound.getFileName());
        over(name.endsWith(WAV) ? name.substring(0, name.length() - WAV.length()) : name);
        delete(sound);
    }

    /** What a crash has cut short, each with its sound mended in its place; what is too short or cannot be read is given up. */
    List<Message> mend() {
        List<Message> cut = new ArrayList<>();
        for (Path note : notes()) {
            String name = String.valueOf(note.getFileName());
            String id = name.substring(0, name.length() - NOTE.length());
            try {
                DraftNote read = DraftNote.read(id, Files.readString(note));
                mend(id, read.least()).map(read::lasting).ifPresentOrElse(cut::add, () -> over(id));
            } catch (IOException | JacksonException | IllegalArgumentException | DateTimeException e) {
                LOG.warn("message={} cannot be mended: {}", id, e.toString());
                over(id);
            }
        }
        return cut;
    }

    private List<Path> notes() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(f -> f.toString().endsWith(NOTE)).sorted().toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", folder, e.toString());
            return List.of();
        }
    }

    /** The length of a recording that is whole now; empty if there is none, or nobody has spoken for long enough. */
    private Optional<Duration> mend(String id, Duration least) throws IOException {
        Path part = folder.resolve(id + WAV + ".part");
        if (!Files.exists(sound(id)) && Files.exists(part)) {
            if (!isWav(part)) {
                return Optional.empty();
            }
            writeLengths(part);
            Files.move(part, sound(id), StandardCopyOption.ATOMIC_MOVE);
        }
        if (!Files.exists(sound(id)) || !isWav(sound(id))) {
            return Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(sound(id));
        return spokenMillis(bytes) < least.toMillis() ? Optional.empty() : Optional.of(length(bytes));
    }

    private static Duration length(byte[] bytes) {
        return Duration.ofMillis((bytes.length - HEADER) / 2 / SAMPLES_PER_MILLI);
    }

    private static boolean isWav(Path file) throws IOException {
        byte[] header = new byte[HEADER];
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(header, 0, HEADER) == HEADER
                    && ascii(header, 0).equals("RIFF")
                    && ascii(header, 8).equals("WAVE")
                    && ascii(header, 36).equals("data");
        }
    }

    private static String ascii(byte[] header, int at) {
        return new String(header, at, 4, StandardCharsets.US_ASCII);
    }

    /** The recorder writes them last. Half a sample at the end is cut off. */
    private static void writeLengths(Path part) throws IOException {
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            int bytes = (int) (channel.size() - HEADER) / 2 * 2;
            channel.truncate((long) HEADER + bytes);
            channel.write(number(HEADER - 8 + bytes), 4);
            channel.write(number(bytes), HEADER - 4);
            channel.force(true);
        }
    }

    private static ByteBuffer number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .flip();
    }

    /** Up to the end of the last frame that is as loud as speech. */
    private static long spokenMillis(byte[] bytes) {
        var samples = ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        for (int frame = samples.limit() / FRAME - 1; frame >= 0; frame--) {
            double squares = 0;
            for (int i = 0; i < FRAME; i++) {
                double sample = samples.get(frame * FRAME + i);
                squares += sample * sample;
            }
            if (Math.sqrt(squares / FRAME) > SPEECH) {
                return (frame + 1L) * FRAME / SAMPLES_PER_MILLI;
            }
        }
        return 0;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
