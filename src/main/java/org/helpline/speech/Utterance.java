package org.helpline.speech;

import java.nio.file.Path;

/**
 * What is to be spoken.
 *
 * @param language a language tag: {@code en}, {@code tr}, {@code en-GB}
 * @param text plain text, at most {@link Speaker#MAX_TEXT} characters
 * @param recording the file that somebody may record instead; it is only named in messages
 */
public record Utterance(String language, String text, Path recording) {}
