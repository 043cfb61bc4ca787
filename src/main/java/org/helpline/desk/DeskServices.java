package org.helpline.desk;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.helpline.core.Clock;
import org.helpline.interaction.DeskPort;
import org.helpline.ivr.model.Script;
import org.helpline.tls.Certificates;

/**
 * What the desk needs of the house around it.
 *
 * @param serviceLevel answers within this time count as in time on the board; for display, the ACD counts
 * @param metrics the Prometheus text of {@code /metrics}; called on {@code heavy}
 * @param health for {@code /health}; called on {@code heavy}
 * @param scripts those that answer calls now, by name
 * @param rooms what is shown beside calls
 * @param since since when the version of a script that answers calls does so, by the script's name
 * @param traffic draws a script that answers calls, coloured by the calls of so many days, on {@code heavy}
 * @param certificates for HTTPS; empty: none is spoken
 * @param access programs, and who hears what was done
 * @param heavy runs password checks and look-ups; at most a few at once (a pool of one is enough)
 */
public record DeskServices(
        DeskPort port,
        Accounts accounts,
        History history,
        Duration serviceLevel,
        Supplier<String> metrics,
        Supplier<Health> health,
        Supplier<Map<String, Script>> scripts,
        Supplier<Map<String, Instant>> since,
        BiFunction<Script, Integer, String> traffic,
        Clock clock,
        SecureRandom random,
        Executor heavy,
        DeskRooms rooms,
        Optional<Certificates> certificates,
        DeskAccess access) {

    /** The same with other access. */
    public DeskServices with(DeskAccess other) {
        return new DeskServices(
                port,
                accounts,
                history,
                serviceLevel,
                metrics,
                health,
                scripts,
                since,
                traffic,
                clock,
                random,
                heavy,
                rooms,
                certificates,
                other);
    }
}
