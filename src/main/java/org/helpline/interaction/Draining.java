package org.helpline.interaction;

import java.util.function.BooleanSupplier;

/** Whether the server is on its way out and takes no new calls. Any thread. */
@FunctionalInterface
public interface Draining extends BooleanSupplier {

    /** True once shutdown has begun. */
    default boolean isOn() {
        return getAsBoolean();
    }
}
