package org.helpline.media.codec;

import java.nio.ByteBuffer;
import org.helpline.sdp.OpusTerms;

/** Where Opus comes from (RFC 6716, RFC 7587): the system's libopus, else its port to Java, which takes several times as long. Any thread. */
public interface Opus {

    /** Milliseconds of sound in the packets that we make ourselves. */
    int FRAME_MILLIS = 20;

    /** No packet holds more. */
    int LONGEST_MILLIS = 120;

    /** Configurations below this are of SILK, below {@link #FIRST_CELT} of both: RFC 6716 §3.1. */
    int FIRST_HYBRID = 12;

    int FIRST_CELT = 16;

    /** Percent of loss that is reckoned with where what was lost may come again. */
    int EXPECTED_LOSS = 10;

    /** How hard the encoder tries, 0 to 10: on speech more is hardly heard, but takes its time. */
    int COMPLEXITY = 5;

    /** What it is, for the log. */
    String name();

    /**
     * An encoder of one channel.
     *
     * @param rate of its samples: 8,000, 16,000 or 48,000
     */
    Encoder encoder(int rate, OpusTerms terms);

    /**
     * A decoder to one channel.
     *
     * @param rate of its samples: 8,000, 16,000 or 48,000
     */
    Decoder decoder(int rate);

    /** The best that is there. */
    static Opus best() {
        return NativeOpus.load().<Opus>map(o -> o).orElseGet(Opus::inJava);
    }

    /** The one that needs nothing of the system. */
    static Opus inJava() {
        return new JavaOpus();
    }

    /** Samples of this rate by which what a decoder makes is later than what was encoded: it begins with so many that are not sound. */
    static int lookahead(int rate) {
        return rate / 400 + rate / 250;
    }

    /** The longest packet that can be made of so many samples: 60, 40, 20, 10, 5 or 2.5 ms; 0 if they are fewer. */
    static int fit(int samples, int rate) {
        for (int half : new int[] {24, 16, 8, 4, 2, 1}) {
            int packet = rate * half / 400;
            if (samples >= packet) {
                return packet;
            }
        }
        return 0;
    }

    /**
     * How many samples a packet holds; 0 if it is none.
     *
     * <pre>
     *    0 1 2 3 4 5 6 7
     *   | config  |s| c |   c: one frame, two, two, or as many as the next byte says
     * </pre>
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc6716#section-3.1">RFC 6716 §3.1, §3.2</a>
     */
    static int samples(ByteBuffer packet, int from, int bytes, int rate) {
        if (bytes == 0) {
            return 0;
        }
        int head = packet.get(from) & 0xff;
        int frames = switch (head & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> bytes < 2 ? 0 : packet.get(from + 1) & 0x3f;
        };
        int samples = frames * halves(head >> 3) * rate / 400;
        return samples > rate * LONGEST_MILLIS / 1_000 ? 0 : samples;
    }

    /** How often 2.5 ms a frame of this configuration is. */
    private static int halves(int config) {
        if (config < FIRST_HYBRID) {
            int length = config & 3;
            return length == 0 ? 4 : 8 * length; // 10, 20, 40, 60 ms
        }
        return config < FIRST_CELT ? 4 << (config & 1) : 1 << (config & 3); // 10, 20 ms; 2.5, 5, 10, 20 ms
    }
}
