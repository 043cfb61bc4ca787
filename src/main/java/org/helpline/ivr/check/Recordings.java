package org.helpline.ivr.check;

import java.nio.file.Path;
import java.util.Optional;
import org.helpline.core.Problem;

/** Whether a recording can be played: the rooms of sound know. Compared by identity, so keep one. Blocks on the file. */
@FunctionalInterface
public interface Recordings {

    /** Takes every recording for good, without a look at it. */
    Recordings UNHEARD = file -> Optional.empty();

    /** What is wrong with a WAV file, naming it and what to do; empty when it can be played. */
    Optional<Problem> problem(Path file);
}
