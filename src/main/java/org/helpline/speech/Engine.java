package org.helpline.speech;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.helpline.config.EngineSettings;

/** What speaks. Blocks; any thread. */
interface Engine {

    /** What people call it: the program, or the service's host. */
    String name();

    /** Its voices, options and limits. */
    EngineSettings.Voices voices();

    /** Why it cannot speak at all as things stand, with what to do; empty when it can be tried. */
    Optional<String> missing();

    /** Everything of it, as far as can be known, that shapes the sound of this wish; no secret. */
    List<String> identity(Wish wish);

    /** Renders into {@code out}, which exists and is empty; answers why it failed, or empty. */
    Optional<Failure> render(Wish wish, Path out) throws IOException;

    /** One text for one engine. */
    record Wish(String voice, String language, String options, String text) {}

    /**
     * Why there is no sound.
     *
     * @param why a clause, and after a semicolon what to do
     * @param isDown whether the next text would fare no better
     */
    record Failure(String why, boolean isDown) {}
}
