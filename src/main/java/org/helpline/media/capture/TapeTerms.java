package org.helpline.media.capture;

import java.time.Duration;

/**
 * How a conversation is to be recorded.
 *
 * @param sink takes 8 kHz in two channels: the caller's, then everybody else's
 * @param longest the recording ends after this
 */
public record TapeTerms(SoundSink sink, Duration longest) {}
