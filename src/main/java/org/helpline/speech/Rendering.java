package org.helpline.speech;

import java.nio.file.Path;

/** What came of speaking an {@link Utterance}. */
public sealed interface Rendering {

    /** Spoken, now or before: a WAV file in the cache, not to be changed. */
    record Spoken(Path file) implements Rendering {}

    /** Not spoken. {@code why} is a sentence for people that says what to do; it holds nothing of the text. */
    record NotSpoken(String why) implements Rendering {}
}
