package org.helpline.ivr.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a script declares of itself.
 *
 * @param hours the calendar that {@code open} and {@code closed} mean
 * @param variables declared ones by name, in the order written
 * @param takes what who runs it as a sub-script must give, by name
 * @param gives the kind of what it gives back; empty: nothing is said of it
 * @param maxSteps steps in one call after which it is ended; empty: the server's setting
 */
public record Head(
        Optional<String> hours,
        Map<String, Variable> variables,
        Map<String, Variable> takes,
        Optional<ValueType> gives,
        OptionalInt maxSteps) {}
