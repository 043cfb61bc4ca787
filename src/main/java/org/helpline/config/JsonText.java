package org.helpline.config;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON in a setting. */
final class JsonText {

    private JsonText() {}

    /** What is wrong with it; empty when nothing is. */
    static Optional<String> mistake(String text) {
        try {
            var _ = JsonMapper.shared().readTree(text);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of(String.valueOf(e.getOriginalMessage()));
        }
    }
}
