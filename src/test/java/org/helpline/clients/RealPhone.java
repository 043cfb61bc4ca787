package org.helpline.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A telephone that others wrote, without a sound card, driven as a person would. What it hears is recorded to a file that is read while it
 * grows: so a test goes on when something was heard, however long it took. One thread drives a phone.
 */
interface RealPhone extends AutoCloseable {

    /** How long anything may take that must come. */
    Duration PATIENCE = Duration.ofSeconds(30);

    /** Waits until the phone is registered. */
    void registered() throws IOException, InterruptedException;

    /** Calls, and waits until the call stands. */
    void call(String address) throws IOException, InterruptedException;

    /** Waits until the phone rings. */
    void ring() throws IOException, InterruptedException;

    /** Takes the call that rings, and waits until it stands. */
    void answer() throws IOException, InterruptedException;

    /** Presses keys at a person's pace. */
    void press(String keys) throws IOException, InterruptedException;

    /** Hangs up, and waits until the call has ended. */
    void hangUp() throws IOException, InterruptedException;

    /** Waits until the other end has hung up. */
    void awaitEnd() throws IOException, InterruptedException;

    /** What was heard so far in this call, or in all of the latest; nothing before anything was. */
    Wav recording() throws IOException;

    /** What the phone itself says, for a test that fails. */
    String told() throws IOException;

    @Override
    void close() throws IOException;

    /** Waits until this was heard: the recording as far as it has grown is asked. */
    default void hear(String what, Predicate<Wav> isHeard) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isHeard.test(recording())) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("the phone does not hear " + what + " within " + PATIENCE.toSeconds()
                        + " s, but " + recording().seconds() + " s of other sound: " + told());
            }
            TimeUnit.MILLISECONDS.sleep(200); // another program writes it: it cannot tell us
        }
    }

    /** Waits until so many seconds of a tone were heard. */
    default void hearTone(String what, double hertz, double seconds) throws IOException, InterruptedException {
        hear(what, heard -> heard.secondsOf(hertz) >= seconds);
    }

    /** Waits until it has heard two tones together for so long. */
    default void hearBoth(String what, double one, double other) throws IOException, InterruptedException {
        hear(what, heard -> heard.secondsOfBoth(one, other) >= 1);
    }

    /** A file of a minute's tone, for the phone to say. */
    static Path says(Path folder, double hertz) throws IOException {
        Path file = folder.resolve("said.wav");
        Wav.tone(hertz, 60, 8_000).write(file);
        return file;
    }
}
