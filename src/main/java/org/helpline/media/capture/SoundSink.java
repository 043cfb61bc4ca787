package org.helpline.media.capture;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What a recording is written to. One thread, which may block. */
public interface SoundSink {

    /** Makes room: called before anything else, once. */
    void open() throws IOException;

    /** Takes more samples, 16 bit, little-endian, frame by frame; not retained. */
    void append(ByteBuffer samples) throws IOException;

    /** All was heard. {@code frames} of it count, maybe fewer than came. */
    void finish(long frames) throws IOException;

    /** Something failed: nothing comes any more. @return how many frames stay; 0: nothing is left behind */
    long breakOff() throws IOException;

    /** What it is, for a sentence about it. */
    String name();
}
