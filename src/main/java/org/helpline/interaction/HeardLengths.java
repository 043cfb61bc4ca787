package org.helpline.interaction;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.core.Directory;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Lengths;
import org.helpline.speech.Speaker;

/**
 * How long what is said is really heard: the length of the recording, or of the text as it is spoken. Blocks on files and on the
 * text-to-speech program; any thread.
 */
public final class HeardLengths implements Lengths {

    private static final long NANOS_A_SAMPLE = 125_000; // at 8 kHz
    private static final long FRAME_NANOS = 20_000_000;

    private final PromptBook book;
    private final Directory<String, Duration> known = new Directory<>();

    /** As {@code speaker} speaks. */
    public HeardLengths(Speaker speaker) {
        this.book = new PromptBook(Path.of(""), speaker, Runnable::run);
    }

    @Override
    public Duration of(Script script, Effect.Utterance utterance) {
        String key = script.name() + '\0' + script.version() + '\0' + utterance;
        return known.find(key).orElseGet(() -> {
            Duration length = Duration.ofNanos(book.samples(script, utterance) * NANOS_A_SAMPLE);
            known.put(key, length);
            return length;
        });
    }

    /** What is played takes whole frames: the last one is filled up with silence. */
    @Override
    public Duration of(Script script, List<Effect.Utterance> utterances) {
        long nanos = Lengths.super.of(script, utterances).toNanos();
        return Duration.ofNanos(Math.ceilDiv(nanos, FRAME_NANOS) * FRAME_NANOS);
    }
}
