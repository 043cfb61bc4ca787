package org.helpline.media.play;

import java.nio.ByteBuffer;
import java.util.Locale;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/**
 * The format chunk of a WAV file, and how to read its frames.
 *
 * <pre>
 *  0 format  2 channels  4 rate  8 bytes a second  12 bytes a frame  14 bits
 *  and if format is 0xFFFE: 16 length of the rest  18 valid bits  20 speakers  24 the real format (16 bytes)
 * </pre>
 *
 * @param coding what a sample is
 * @param channels 1 or 2
 * @param rate in Hz
 * @param bytes of one sample of one channel
 */
record WavFormat(Coding coding, int channels, int rate, int bytes) {

    private static final int SHORTEST = 16;
    private static final int EXTENSIBLE = 0xfffe;
    private static final int SUBFORMAT = 24;

    /** How a sample is written. */
    enum Coding {
        UNSIGNED,
        SIGNED,
        FLOAT,
        MULAW,
        ALAW
    }

    /** What came of reading the chunk. */
    sealed interface Parsed {

        /** It can be decoded. */
        record Known(WavFormat format) implements Parsed {}

        /** It cannot; {@code what} says what it is. */
        record Unknown(String what) implements Parsed {}
    }

    static Parsed read(ByteBuffer chunk) {
        if (chunk.limit() < SHORTEST) {
            return new Parsed.Unknown("the format chunk of this WAV file is cut off.");
        }
        int tag = Short.toUnsignedInt(chunk.getShort(0));
        if (tag == EXTENSIBLE && chunk.limit() >= SUBFORMAT + 2) {
            tag = Short.toUnsignedInt(chunk.getShort(SUBFORMAT));
        }
        int channels = Short.toUnsignedInt(chunk.getShort(2));
        int rate = chunk.getInt(4);
        int bits = Short.toUnsignedInt(chunk.getShort(14));
        if (channels < 1 || channels > 2) {
            return new Parsed.Unknown("this WAV file has " + channels + " channels; mono and stereo are supported.");
        }
        return switch (tag) {
            case 1 -> pcm(channels, rate, bits);
            case 3 -> sized(Coding.FLOAT, channels, rate, bits, 32, 64);
            case 6 -> sized(Coding.ALAW, channels, rate, bits, 8, 8);
            case 7 -> sized(Coding.MULAW, channels, rate, bits, 8, 8);
            default -> new Parsed.Unknown("this WAV file holds " + name(tag) + ", which is not supported.");
        };
    }

    private static Parsed pcm(int channels, int rate, int bits) {
        // 12 or 20 valid bits stand left-justified in the next whole number of bytes
        int container = (bits + 7) / 8;
        if (bits < 1 || container > 4) {
            return new Parsed.Unknown("this WAV file has samples of " + bits + " bits, which is not supported.");
        }
        return new Parsed.Known(
                new WavFormat(container == 1 ? Coding.UNSIGNED : Coding.SIGNED, channels, rate, container));
    }

    private static Parsed sized(Coding coding, int channels, int rate, int bits, int one, int other) {
        if (bits != one && bits != other) {
            return new Parsed.Unknown("this WAV file has " + coding.name().toLowerCase(Locale.ROOT) + " samples of "
                    + bits + " bits, which is not supported.");
        }
        return new Parsed.Known(new WavFormat(coding, channels, rate, bits / 8));
    }

    private static String name(int tag) {
        return switch (tag) {
            case 2 -> "Microsoft ADPCM";
            case 0x11 -> "IMA ADPCM";
            case 0x31 -> "GSM 6.10";
            case 0x50 -> "MPEG audio";
            case 0x55 -> "MP3";
            case 0x83 -> "G.729";
            case EXTENSIBLE -> "an incomplete extended format";
            default -> "format 0x" + Integer.toHexString(tag);
        };
    }

    /** The frames as signed 16-bit samples of one channel; a last frame that is cut off is left out. */
    short[] decode(ByteBuffer frames) {
        int frameBytes = bytes * channels;
        short[] pcm = new short[frames.limit() / frameBytes];
        for (int i = 0; i < pcm.length; i++) {
            int left = sample(frames, i * frameBytes);
            pcm[i] = (short) (channels == 1 ? left : (left + sample(frames, i * frameBytes + bytes)) >> 1);
        }
        return pcm;
    }

    private int sample(ByteBuffer in, int at) {
        return switch (coding) {
            case UNSIGNED -> ((in.get(at) & 0xff) - 128) << 8;
            case SIGNED -> in.getShort(at + bytes - 2); // the upper 16 bits
            case FLOAT -> clip(bytes == 4 ? in.getFloat(at) : in.getDouble(at));
            case MULAW -> G711.decode(AudioCodec.PCMU, in.get(at));
            case ALAW -> G711.decode(AudioCodec.PCMA, in.get(at));
        };
    }

    private static int clip(double sample) {
        // not a number becomes 0
        return (int) Math.clamp(Math.round(sample * 32768), (long) Short.MIN_VALUE, (long) Short.MAX_VALUE);
    }
}
