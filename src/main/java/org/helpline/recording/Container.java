package org.helpline.recording;

import java.io.IOException;
import java.io.OutputStream;
import org.helpline.config.RecordingSettings;
import org.helpline.media.codec.Opus;

/** A format of files: two channels of 8 kHz, 16 bit, little-endian, frame by frame, become one. Any thread; blocks. */
enum Container {
    OPUS("ogg", "audio/ogg") {
        @Override
        void write(FileSource pcm, OutputStream to, int serial, Opus opus) throws IOException {
            new OpusFile(serial, opus).write(pcm, to);
        }
    },
    WAV("wav", "audio/wav") {
        @Override
        void write(FileSource pcm, OutputStream to, int serial, Opus opus) throws IOException {
            WavContainer.pcm(pcm, to);
        }
    },
    G711("wav", "audio/wav") {
        @Override
        void write(FileSource pcm, OutputStream to, int serial, Opus opus) throws IOException {
            WavContainer.aLaw(pcm, to);
        }
    };

    /** Bytes of a frame: a sample of each channel. */
    static final int FRAME = 4;

    static final int CHANNELS = 2;
    static final int RATE = 8_000;

    private final String suffix;
    private final String type;

    Container(String suffix, String type) {
        this.suffix = suffix;
        this.type = type;
    }

    static Container of(RecordingSettings.Format format) {
        return switch (format) {
            case OPUS -> OPUS;
            case WAV -> WAV;
            case G711 -> G711;
        };
    }

    /** What files' names end in. */
    String suffix() {
        return suffix;
    }

    /** The media type. */
    String type() {
        return type;
    }

    /**
     * Writes a whole file; closes neither.
     *
     * @param serial any number, of the stream in it
     * @param opus encodes, where it is of that
     */
    abstract void write(FileSource pcm, OutputStream to, int serial, Opus opus) throws IOException;
}
