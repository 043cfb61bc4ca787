package org.helpline.media.codec;

import org.helpline.sdp.AudioCodec;

/**
 * G.711 by tables (ITU-T G.711; RFC 3551 §4.5.14). Samples are signed 16 bit, of which µ-law keeps the upper 14 and A-law the
 * upper 13. Any thread.
 *
 * <p>A code is sign, three bits of segment and four of mantissa; on the line µ-law is inverted and A-law has every other bit
 * inverted, so that silence is full of edges.
 */
public final class G711 {

    private static final int MULAW_BIAS = 33;
    private static final int MULAW_CLIP = 8158; // 14 bits; one more would leave the last segment
    private static final short[] FROM_MULAW = new short[256];
    private static final short[] FROM_ALAW = new short[256];
    private static final byte[] TO_MULAW = new byte[1 << 16];
    private static final byte[] TO_ALAW = new byte[1 << 16];
    private static final byte[] MULAW_TO_ALAW = new byte[256];
    private static final byte[] ALAW_TO_MULAW = new byte[256];

    static {
        for (int code = 0; code < 256; code++) {
            FROM_MULAW[code] = (short) fromMulaw(code);
            FROM_ALAW[code] = (short) fromAlaw(code);
        }
        for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
            TO_MULAW[sample & 0xffff] = (byte) toMulaw(sample);
            TO_ALAW[sample & 0xffff] = (byte) toAlaw(sample);
        }
        for (int code = 0; code < 256; code++) {
            MULAW_TO_ALAW[code] = TO_ALAW[FROM_MULAW[code] & 0xffff];
            ALAW_TO_MULAW[code] = TO_MULAW[FROM_ALAW[code] & 0xffff];
        }
    }

    private G711() {}

    /** One sample as one byte. */
    public static byte encode(AudioCodec codec, short sample) {
        return switch (codec) {
            case PCMU -> TO_MULAW[sample & 0xffff];
            case PCMA -> TO_ALAW[sample & 0xffff];
            case G722, OPUS -> throw other(codec);
        };
    }

    /** One byte as one sample. */
    public static short decode(AudioCodec codec, byte code) {
        return switch (codec) {
            case PCMU -> FROM_MULAW[code & 0xff];
            case PCMA -> FROM_ALAW[code & 0xff];
            case G722, OPUS -> throw other(codec);
        };
    }

    private static IllegalArgumentException other(AudioCodec codec) {
        return new IllegalArgumentException(codec + " is not G.711");
    }

    /**
     * Encodes samples.
     *
     * @param pcm at 8 kHz
     * @return one byte per sample
     */
    public static byte[] encode(AudioCodec codec, short[] pcm) {
        byte[] codes = new byte[pcm.length];
        for (int i = 0; i < pcm.length; i++) {
            codes[i] = encode(codec, pcm[i]);
        }
        return codes;
    }

    /** Decodes bytes, one sample each. */
    public static short[] decode(AudioCodec codec, byte[] codes) {
        short[] pcm = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            pcm[i] = decode(codec, codes[i]);
        }
        return pcm;
    }

    /** The same sound in the other law, or the same byte if there is nothing to change. */
    public static byte transcode(AudioCodec from, AudioCodec to, byte code) {
        if (from == to) {
            return code;
        }
        return from == AudioCodec.PCMU ? MULAW_TO_ALAW[code & 0xff] : ALAW_TO_MULAW[code & 0xff];
    }

    private static int fromMulaw(int line) {
        int code = ~line & 0xff;
        int magnitude = ((2 * (code & 15) + MULAW_BIAS) << ((code >> 4) & 7)) - MULAW_BIAS;
        return 4 * ((code & 0x80) == 0 ? magnitude : -magnitude);
    }

    private static int toMulaw(int sample) {
        // one's complement, so that -1 lands where 0 does, but on the negative side
        int magnitude = Math.min((sample < 0 ? ~sample : sample) >> 2, MULAW_CLIP) + MULAW_BIAS;
        int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
        int code = (segment << 4) | ((magnitude >> (segment + 1)) & 15);
        return ~(sample < 0 ? code | 0x80 : code) & 0xff;
    }

    private static int fromAlaw(int line) {
        int code = line ^ 0x55;
        int segment = (code >> 4) & 7;
        int magnitude = 2 * (code & 15) + 1;
        if (segment > 0) {
            magnitude = (magnitude + 32) << (segment - 1);
        }
        return 8 * ((code & 0x80) == 0 ? -magnitude : magnitude);
    }

    private static int toAlaw(int sample) {
        int magnitude = (sample < 0 ? ~sample : sample) >> 4;
        int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
        int code = (segment << 4) | ((magnitude >> Math.max(0, segment - 1)) & 15);
        return (sample < 0 ? code : code | 0x80) ^ 0x55;
    }
}
