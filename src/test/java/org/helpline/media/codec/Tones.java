package org.helpline.media.codec;

/** Sine waves for tests, and how much of one there is. */
public final class Tones {

    private Tones() {}

    /** A sine of {@code hz}, as long as asked. */
    public static short[] sine(double hz, double amplitude, int rate, double seconds) {
        short[] pcm = new short[(int) (rate * seconds)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.round(amplitude * Math.sin(2 * Math.PI * hz * i / rate));
        }
        return pcm;
    }

    /** The amplitude of {@code hz} in the middle of {@code pcm}: edges, where a filter rings, are left out. */
    public static double amplitude(short[] pcm, double hz, int rate) {
        int edge = rate / 10;
        double re = 0;
        double im = 0;
        double weights = 0;
        int length = pcm.length - 2 * edge;
        for (int i = 0; i < length; i++) {
            double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / length);
            double angle = 2 * Math.PI * hz * i / rate;
            re += window * pcm[edge + i] * Math.cos(angle);
            im += window * pcm[edge + i] * Math.sin(angle);
            weights += window;
        }
        return 2 * Math.hypot(re, im) / weights;
    }

    /** The root of the mean square of the middle of {@code pcm}. */
    public static double rms(short[] pcm, int rate) {
        int edge = rate / 10;
        double sum = 0;
        for (int i = edge; i < pcm.length - edge; i++) {
            sum += (double) pcm[i] * pcm[i];
        }
        return Math.sqrt(sum / (pcm.length - 2 * edge));
    }
}
