package org.helpline.media.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a leg is to be recorded.
 *
 * @param file made when the recording ends; until then {@code FILE.part} grows beside it
 * @param longest the recording ends after this
 * @param pause the recording ends when nobody has spoken for this long; empty: never for that
 */
public record RecorderTerms(Path file, Duration longest, Optional<Duration> pause) {}
