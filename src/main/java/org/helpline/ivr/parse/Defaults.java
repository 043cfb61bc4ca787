package org.helpline.ivr.parse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.model.Variable;

/**
 * What steps take from the top of the script when they do not say it themselves.
 *
 * @param hours the script's calendar
 * @param variables those that the script declares
 * @param gives the kind of what the script gives back
 * @param waitFor how long the first key is awaited; {@code between} each further one
 */
record Defaults(
        List<String> languages,
        Optional<String> hours,
        Map<String, Variable> variables,
        Optional<ValueType> gives,
        Duration waitFor,
        Duration between,
        List<Action> silence,
        List<Action> wrong) {

    /** Words with a meaning of their own, which therefore name no section. */
    static final Set<String> KEYWORDS = Set.of("again", "return", "human", "next", "hangup", "none", "callback");

    static final Duration WAIT = Duration.ofSeconds(5);
    static final Duration BETWEEN = Duration.ofSeconds(3);

    /** Nothing is declared. */
    static Defaults none() {
        return new Defaults(
                List.of(), Optional.empty(), Map.of(), Optional.empty(), WAIT, BETWEEN, List.of(), List.of());
    }
}
