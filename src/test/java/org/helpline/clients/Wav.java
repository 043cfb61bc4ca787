package org.helpline.clients;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.media.codec.Resampler;

/** Sound as the tests measure it: 16-bit mono samples at 8 kHz. */
final class Wav {

    static final int RATE = 8_000;
    private static final int MULAW = 7;
    private static final int HEADER_BYTES = 44;

    /** Root mean square above which something is heard: -45 dBFS. */
    private static final double AUDIBLE = 184;

    private final short[] samples;

    Wav(short[] samples) {
        this.samples = samples;
    }

    /**
     * Reads a WAV file of 16 bit or µ-law, which is mono at 8 kHz; a length of 0 in its header means the rest of the file, a header of zeros one
     * that is written at the end of the recording.
     */
    static Wav read(Path file) throws IOException {
        return read(file, RATE);
    }

    /** As {@link #read(Path)}, of a file that is at this rate as long as its header does not say so. */
    static Wav read(Path file, int unlessSaid) throws IOException {
        return of(Files.readAllBytes(file), unlessSaid);
    }

    /** As {@link #read(Path)} of a file of these bytes. */
    static Wav of(byte[] bytes) {
        return of(bytes, RATE);
    }

    private static Wav of(byte[] bytes, int unlessSaid) {
        ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length > HEADER_BYTES && bytes[0] == 0) {
            ByteBuffer sound = b.slice(HEADER_BYTES, bytes.length - HEADER_BYTES);
            return new Wav(usual(linear(sound.order(ByteOrder.LITTLE_ENDIAN)), 1, unlessSaid));
        }
        boolean isMulaw = false;
        int channels = 1;
        int rate = RATE;
        int at = 12;
        while (at + 8 <= bytes.length) {
            String id = new String(bytes, at, 4, StandardCharsets.US_ASCII);
            int size = b.getInt(at + 4);
            if (id.equals("fmt ")) {
                isMulaw = b.getShort(at + 8) == MULAW;
                channels = b.getShort(at + 10);
                rate = b.getInt(at + 12);
            } else if (id.equals("data")) {
                int length = size <= 0 || size > bytes.length - at - 8 ? bytes.length - at - 8 : size;
                ByteBuffer sound = b.slice(at + 8, length).order(ByteOrder.LITTLE_ENDIAN);
                return new Wav(isMulaw ? fromMulaw(sound) : usual(linear(sound), channels, rate));
            }
            at += 8 + size + (size & 1);
        }
        return new Wav(new short[0]);
    }

    /** Of several channels the first, at 8 kHz. */
    private static short[] usual(short[] samples, int channels, int rate) {
        short[] first = new short[samples.length / channels];
        for (int i = 0; i < first.length; i++) {
            first[i] = samples[i * channels];
        }
        return Resampler.toEightKilohertz(first, rate);
    }

    private static short[] linear(ByteBuffer sound) {
        short[] samples = new short[sound.remaining() / 2];
        sound.asShortBuffer().get(samples);
        return samples;
    }

    private static short[] fromMulaw(ByteBuffer sound) {
        short[] samples = new short[sound.remaining()];
        for (int i = 0; i < samples.length; i++) {
            int code = ~sound.get(i) & 0xFF;
            int magnitude = ((2 * (code & 15) + 33) << (code >> 4 & 7)) - 33; // ITU-T G.711
            samples[i] = (short) ((code & 0x80) == 0 ? 4 * magnitude : -4 * magnitude);
        }
        return samples;
    }

    /** A sine tone. */
    static Wav tone(double hertz, double seconds, int amplitude) {
        short[] samples = new short[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return new Wav(samples);
    }

    void write(Path file) throws IOException {
        ByteBuffer b = ByteBuffer.allocate(HEADER_BYTES + samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        b.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + samples.length * 2);
        b.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 1);
        b.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
        b.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(samples.length * 2);
        for (short s : samples) {
            b.putShort(s);
        }
        Files.write(file, b.array());
    }

    double seconds() {
        return samples.length / (double) RATE;
    }

    Wav part(double fromSecond, double toSecond) {
        int from = Math.min(samples.length, (int) (fromSecond * RATE));
        int to = Math.min(samples.length, (int) (toSecond * RATE));
        short[] part = new short[Math.max(0, to - from)];
        System.arraycopy(samples, from, part, 0, part.length);
        return new Wav(part);
    }

    /** Root mean square. */
    double level() {
        double sum = 0;
        for (short s : samples) {
            sum += (double) s * s;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }

    /** The share of the energy that is in a tone of this frequency, 0 to 1 (Goertzel). */
    double share(double hertz) {
        double re = 0;
        double im = 0;
        double energy = 0;
        for (int i = 0; i < samples.length; i++) {
            double angle = 2 * Math.PI * hertz * i / RATE;
            re += samples[i] * Math.cos(angle);
            im += samples[i] * Math.sin(angle);
            energy += (double) samples[i] * samples[i];
        }
        return energy == 0 ? 0 : 2 * (re * re + im * im) / (energy * samples.length);
    }

    /** The best match of {@code piece} anywhere in this, as normalised correlation of 20 ms energies, -1 to 1. */
    double likeness(Wav piece) {
        double[] a = energies();
        double[] b = piece.energies();
        double best = -1;
        for (int at = 0; at + b.length <= a.length; at++) {
            best = Math.max(best, correlation(a, at, b));
        }
        return best;
    }

    /** How many seconds of this are mostly a tone of this frequency, in steps of 0.1 s. */
    double secondsOf(double hertz) {
        double seconds = 0;
        for (double at = 0; at + 0.1 <= seconds(); at += 0.1) {
            Wav step = part(at, at + 0.1);
            seconds += step.level() > AUDIBLE && step.share(hertz) > 0.6 ? 0.1 : 0;
        }
        return seconds;
    }

    /** How long two tones sound together, each with a fair share of all that is heard, in steps of 0.1 s. */
    double secondsOfBoth(double one, double other) {
        double seconds = 0;
        for (double at = 0; at + 0.1 <= seconds(); at += 0.1) {
            Wav step = part(at, at + 0.1);
            boolean both = step.share(one) > 0.25 && step.share(other) > 0.25;
            seconds += step.level() > AUDIBLE && both ? 0.1 : 0;
        }
        return seconds;
    }

    /** The longest time without a tone of this frequency between two times with it, in steps of 0.1 s. */
    double longestPauseOf(double hertz) {
        double longest = 0;
        double last = -1;
        for (double at = 0; at + 0.1 <= seconds(); at += 0.1) {
            Wav step = part(at, at + 0.1);
            if (step.level() > AUDIBLE && step.share(hertz) > 0.6) {
                longest = last < 0 ? longest : Math.max(longest, at - last - 0.1);
                last = at;
            }
        }
        return longest;
    }

    /** The best match of any two seconds of {@code recording} in this, as {@link #likeness}. */
    double likenessToSome(Wav recording) {
        double best = -1;
        for (double at = 0; at + 2 <= recording.seconds(); at += 2) {
            best = Math.max(best, likeness(recording.part(at, at + 2)));
        }
        return best;
    }

    private static double correlation(double[] a, int at, double[] b) {
        double meanA = 0;
        double meanB = 0;
        for (int i = 0; i < b.length; i++) {
            meanA += a[at + i] / b.length;
            meanB += b[i] / b.length;
        }
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < b.length; i++) {
            double x = a[at + i] - meanA;
            double y = b[i] - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return aa == 0 || bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
    }

    private double[] energies() {
        int frame = RATE / 50;
        double[] energies = new double[samples.length / frame];
        for (int i = 0; i < energies.length; i++) {
            energies[i] = part(i / 50.0, (i + 1) / 50.0).level();
        }
        return energies;
    }
}
