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
 */
public record SpeechSettings(List<EngineSettings> engines, Path cache, long cacheBytes, int atOnce) {}
