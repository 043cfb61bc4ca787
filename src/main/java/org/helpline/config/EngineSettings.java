package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Settings of one engine of text-to-speech. Any thread. */
public sealed interface EngineSettings {

    /** What every engine has. */
    Voices voices();

    /**
     * Which voice speaks what, and how.
     *
     * @param names language tag to voice
     * @param options language tag to the engine's own options
     * @param version changed by hand when the engine itself has changed, so that everything is spoken anew
     * @param timeout of one rendering
     */
    record Voices(Map<String, String> names, Map<String, String> options, String version, Duration timeout) {}

    /**
     * A program.
     *
     * @param command program and arguments; {@code {voice}}, {@code {language}}, {@code {options}} and {@code {out}} are filled
     *     in, the text goes by standard input
     */
    record Program(List<String> command, Voices voices) implements EngineSettings {}

    /**
     * A service of the web.
     *
     * @param url http or https; {@code {text}}, {@code {voice}}, {@code {language}}, {@code {options}} and {@code {secret}} are
     *     filled in, percent-encoded
     * @param method GET or POST
     * @param headers name to value; {@code {secret}} is filled in
     * @param body of a POST, with the same places to fill in; JSON when it is JSON
     * @param audio what answers are
     * @param field the field of a JSON answer that holds the audio as Base64; empty: the answer is the audio
     * @param secret what {@code {secret}} stands for
     * @param retries how often more it is tried after an answer that may become better
     */
    record Service(
            String url,
            String method,
            Map<String, String> headers,
            String body,
            Sound audio,
            String field,
            Optional<Secret> secret,
            int retries,
            Voices voices)
            implements EngineSettings {}

    /** What audio is. */
    sealed interface Sound {

        /** A WAV file. */
        record Wav() implements Sound {}

        /** Samples of 16 bits, little-endian, one channel, and nothing before them. {@code rate} in Hz. */
        record Pcm(int rate) implements Sound {}
    }
}
