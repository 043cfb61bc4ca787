package org.helpline.app;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A part that others need before it can be made: set once while starting. Any thread. */
final class Late<T> implements Supplier<T> {

    private final String name;
    private final AtomicReference<@Nullable T> part = new AtomicReference<>();

    Late(String name) {
        this.name = name;
    }

    /** Sets it. */
    T set(T made) {
        part.set(made);
        return made;
    }

    /** Whether it is set. */
    boolean isThere() {
        return part.get() != null;
    }

    @Override
    public T get() {
        T made = part.get();
        if (made == null) {
            throw new IllegalStateException(name + " is asked for before it was started");
        }
        return made;
    }
}
