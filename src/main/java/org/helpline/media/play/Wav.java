package org.helpline.media.play;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.helpline.media.play.AudioFiles.Converter;

/**
 * The RIFF/WAVE container: chunks of a four-letter name, a 32-bit length and padding to an even offset.
 *
 * <pre>
 *  "RIFF" size "WAVE"
 *  "fmt " n    format (see {@link WavFormat})
 *  "data" n    frames
 * </pre>
 *
 * <p>Lengths are believed only as far as the file reaches, since programs that write to a pipe leave them at 0 or at the maximum.
 */
final class Wav {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private Wav() {}

    /** What came of reading. */
    sealed interface Read {

        /** One channel of signed 16-bit samples at {@code rate} Hz. */
        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Samples(int rate, short[] pcm) implements Read {}

        /** Not playable: what it is, and what can convert it. */
        record Refused(String what, Converter converter) implements Read {}
    }

    /** Reads a whole file. */
    static Read read(ByteBuffer bytes) {
        ByteBuffer file = bytes.order(ByteOrder.LITTLE_ENDIAN);
        if (file.limit() < RIFF_HEADER
                || !text(file, 0).equals("RIFF")
                || !text(file, 8).equals("WAVE")) {
            return new Read.Refused(
                    OtherFormat.of(file).what(), OtherFormat.of(file).converter());
        }
        Optional<ByteBuffer> format = Optional.empty();
        for (int at = RIFF_HEADER; at + CHUNK_HEADER <= file.limit(); ) {
            int start = at + CHUNK_HEADER;
            long stated = Integer.toUnsignedLong(file.getInt(at + 4));
            int length = (int) Math.min(stated, file.limit() - start);
            switch (text(file, at)) {
                case "fmt " -> format = Optional.of(file.slice(start, length).order(ByteOrder.LITTLE_ENDIAN));
                case "data" -> {
                    int heard = isUnfinished(file, start, stated) ? file.limit() - start : length;
                    return samples(format, file.slice(start, heard).order(ByteOrder.LITTLE_ENDIAN));
                }
                default -> {} // LIST, fact, bext, cue …: nothing to hear
            }
            at = start + length + (length & 1);
        }
        return new Read.Refused("this WAV file is cut off before its audio begins.", Converter.SOX);
    }

    private static Read samples(Optional<ByteBuffer> format, ByteBuffer frames) {
        if (format.isEmpty()) {
            return new Read.Refused("this WAV file has no format before its audio.", Converter.SOX);
        }
        return switch (WavFormat.read(format.get())) {
            case WavFormat.Parsed.Unknown(String what) -> new Read.Refused(what, Converter.SOX);
            case WavFormat.Parsed.Known(WavFormat known) -> new Read.Samples(known.rate(), known.decode(frames));
        };
    }

    /** Whether the recorder ended before it wrote the lengths: the header says that the file ends where the audio begins. */
    private static boolean isUnfinished(ByteBuffer file, int start, long stated) {
        return stated == 0 && Integer.toUnsignedLong(file.getInt(4)) <= start - CHUNK_HEADER;
    }

    static String text(ByteBuffer file, int at) {
        byte[] four = new byte[4];
        file.get(at, four);
        return new String(four, StandardCharsets.ISO_8859_1);
    }
}
