package org.helpline.app.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * A sound that was made, in two channels.
 *
 * @param wav the file of 16-bit samples; {@code opus} the same in Ogg Opus
 * @param listenFor what is in it, for whoever listens
 */
public record Take(Path wav, Path opus, Duration length, String listenFor) {}
