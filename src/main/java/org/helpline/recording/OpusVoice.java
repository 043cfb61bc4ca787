package org.helpline.recording;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;

/** Encodes one voice, 20 ms at a time. One thread. */
final class OpusVoice {

    /** Samples of a frame. */
    static final int SAMPLES = 160;

    private static final int BITS_A_SECOND = 16_000;
    private static final int COMPLEXITY = 3;
    private static final int MOST_BYTES = 1_275;

    private final OpusEncoder encoder;
    private final byte[] packet = new byte[MOST_BYTES];

    OpusVoice() {
        try {
            encoder = new OpusEncoder(Container.RATE, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        } catch (OpusException e) {
            throw new IllegalStateException("8 kHz, one channel", e);
        }
        encoder.setBitrate(BITS_A_SECOND);
        encoder.setComplexity(COMPLEXITY);
        encoder.setUseVBR(true);
        encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    }

    /** Samples of 48 kHz that a decoder drops at the beginning. */
    int preSkip() {
        return encoder.getLookahead() * OpusFile.UNITS;
    }

    /** One packet of one frame: 160 samples become at most 1,275 bytes. */
    byte[] encode(short[] frame) {
        try {
            return Arrays.copyOf(packet, encoder.encode(frame, 0, SAMPLES, packet, 0, packet.length));
        } catch (OpusException e) {
            throw new IllegalStateException("160 samples of 8 kHz", e);
        }
    }
}
