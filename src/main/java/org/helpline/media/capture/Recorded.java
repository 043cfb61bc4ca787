package org.helpline.media.capture;

import java.time.Duration;

/**
 * What came of a recording.
 *
 * @param length of the file; zero if there is none
 * @param spoken up to the end of the last speech; zero if nobody spoke
 * @param trouble what kept the file from being written, or what is missing in it; empty if all is well
 */
public record Recorded(RecorderEnd end, Duration length, Duration spoken, String trouble) {}
