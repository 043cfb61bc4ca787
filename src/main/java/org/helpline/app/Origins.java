package org.helpline.app;

import java.util.List;
import org.helpline.config.InForce;

/** Says of a setting where its value came from, so that a problem with it can be mended there. Immutable. */
record Origins(List<InForce> all) {

    Origins {
        all = List.copyOf(all);
    }

    /** {@code conf/sip.properties:7}; the key itself for a default and for a key that nobody knows. */
    String of(String key) {
        return all.stream()
                .filter(s -> s.key().equals(key) && !s.from().equals("default"))
                .map(InForce::from)
                .findFirst()
                .orElse(key);
    }
}
