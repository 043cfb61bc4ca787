package org.helpline.customer;

import java.util.Locale;
import org.helpline.core.Personal;

/**
 * A way to reach a customer.
 *
 * @param value a number in the form that {@link org.helpline.store.Numbers} gives, or an address in lower case
 * @param source {@code file}, {@code desk}, or the id of a customer who was found to be the same
 */
public record Reach(Kind kind, Personal value, String source) {

    /** What it is. */
    public enum Kind {
        NUMBER,
        EMAIL;

        /** As pages and the store have it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
