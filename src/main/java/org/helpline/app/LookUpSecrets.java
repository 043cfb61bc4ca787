package org.helpline.app;

import org.helpline.config.LookUpSettings;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/** Secrets of look-ups that a server would miss. */
final class LookUpSecrets {

    private LookUpSecrets() {}

    /** Tells each with the place of its reference. */
    static void areThere(Settings settings, Origins origins, Problems problems) {
        settings.lookUps().values().stream()
                .flatMap(l -> l.absent().stream())
                .map(a -> problem(a, origins))
                .forEach(problems::add);
    }

    private static Problem problem(LookUpSettings.Absent absent, Origins origins) {
        return Problem.of(origins.of(absent.key()), absent.key() + ": " + absent.what(), absent.fix());
    }
}
