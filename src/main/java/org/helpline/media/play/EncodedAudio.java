package org.helpline.media.play;

import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;

/** Audio in memory, encoded for every codec when it was made. Immutable. */
public final class EncodedAudio implements Audio {

    private final String name;
    private final byte[] pcmu;
    private final byte[] pcma;

    private EncodedAudio(String name, byte[] pcmu, byte[] pcma) {
        this.name = name;
        this.pcmu = pcmu;
        this.pcma = pcma;
    }

    /**
     * Encodes samples.
     *
     * @param pcm signed 16-bit samples at 8 kHz, at least one; not retained
     */
    public static EncodedAudio of(String name, short[] pcm) {
        if (pcm.length == 0) {
            throw new IllegalStateException("no samples in " + name);
        }
        return new EncodedAudio(name, G711.encode(AudioCodec.PCMU, pcm), G711.encode(AudioCodec.PCMA, pcm));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int samples() {
        return pcmu.length;
    }

    @Override
    public byte[] encoded(AudioCodec codec) {
        return switch (codec) {
            case PCMU -> pcmu;
            case PCMA -> pcma;
            case G722, OPUS -> throw new IllegalArgumentException(codec + " is not G.711");
        };
    }

    @Override
    public String toString() {
        return name + " (" + samples() / 8 + " ms)";
    }
}
