package org.helpline.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Settings of text-to-speech.
 *
 * @param engines in the order in which they are tried; empty: nothing is spoken
 * @param cache where rendered files are kept
 * @param cacheBytes how large that folder may become
 * @param atOnce how many texts are spoken at the same time
 * @param player program and arguments that play a WAV file on this machine's loudspeaker, {@code {file}} is filled in; empty: one that is
 *     found here
 */
public record SpeechSettings(
        List<EngineSettings> engines, Path cache, long cacheBytes, int atOnce, List<String> player) {

    /** The same with whatever player is found. */
    public SpeechSettings(List<EngineSettings> engines, Path cache, long cacheBytes, int atOnce) {
        this(engines, cache, cacheBytes, atOnce, List.of());
    }
}
