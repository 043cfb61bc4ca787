package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Settings of text-to-speech.
 *
 * @param command program and arguments; {@code {voice}} and {@code {out}} are filled in, the text goes by standard input; empty: none
 * @param voices language tag to voice
 * @param cache where rendered files are kept
 * @param timeout of one rendering
 */
public record SpeechSettings(List<String> command, Map<String, String> voices, Path cache, Duration timeout) {}
