package org.helpline.media.codec;

import org.helpline.sdp.OpusTerms;

/** Where Opus comes from (RFC 6716, RFC 7587): the system's libopus, else its port to Java, which takes several times as long. Any thread. */
public interface Opus {

    /** Milliseconds of sound in the packets that we make ourselves. */
    int FRAME_MILLIS = 20;

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
}
