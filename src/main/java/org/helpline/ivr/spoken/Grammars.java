package org.helpline.ivr.spoken;

import java.util.Map;
import java.util.TreeMap;

/** The grammars there are. */
final class Grammars {

    static final Map<String, Grammar> BY_LANGUAGE = java.util.Collections.unmodifiableMap(new TreeMap<>(
            Map.of("en", new English(), "id", new Indonesian(), "ru", new Russian(), "tr", new Turkish())));

    private Grammars() {}
}
