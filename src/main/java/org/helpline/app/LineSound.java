package org.helpline.app;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.helpline.call.Sounds.Sound;
import org.helpline.media.codec.G711;
import org.helpline.sdp.AudioCodec;
import org.helpline.speech.WavBytes;

/** Sounds as callers hear them: through the codec of the line and back. */
final class LineSound {

    /** Samples per second. */
    static final int RATE = 8_000;

    private LineSound() {}

    /** One after another, as a WAV file. */
    static byte[] wav(List<Sound> sounds) {
        ByteArrayOutputStream pcm = new ByteArrayOutputStream();
        for (Sound sound : sounds) {
            for (byte code : sound.audio().encoded(AudioCodec.PCMU)) {
                short sample = G711.decode(AudioCodec.PCMU, code);
                pcm.write(sample & 0xff);
                pcm.write(sample >> 8);
            }
        }
        return WavBytes.of(pcm.toByteArray(), RATE);
    }
}
