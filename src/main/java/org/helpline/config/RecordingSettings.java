package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the recordings of conversations; which are recorded, queues and scripts say.
 *
 * @param folder where they lie
 * @param keep how long; zero: for ever
 * @param keyFile the keys with which they are encrypted, made at the first start; empty: they are not
 * @param announcement what is said before it begins; its text empty: the sentence that is built in
 * @param keepFree megabytes of the disk that stay free: nothing is recorded where there is less
 * @param ownCalls whether agents hear the recordings of their own calls
 */
public record RecordingSettings(
        Path folder,
        Format format,
        Duration keep,
        Optional<Path> keyFile,
        Optional<String> announcement,
        int keepFree,
        boolean ownCalls) {

    /** What the files are. */
    public enum Format {
        /** Ogg Opus: some 10 MB an hour. */
        OPUS("opus"),
        /** WAV of 16-bit samples: 115 MB an hour. */
        WAV("wav"),
        /** WAV of G.711 A-law: 58 MB an hour. */
        G711("g711");

        private final String word;

        Format(String word) {
            this.word = word;
        }

        /** As in the settings. */
        public String word() {
            return word;
        }
    }
}
