package org.helpline.media.play;

import org.helpline.sdp.AudioCodec;

/** A prompt or a piece of music, encoded once per codec and shared by all calls. Immutable, any thread. */
public interface Audio {

    /** What it is, for logs: a file name or prompt id. */
    String name();

    /** Its length in samples at 8 kHz, 1 or more. */
    int samples();

    /** In G.711, one byte per sample; shared, never to be written to. */
    byte[] encoded(AudioCodec codec);
}
