package org.helpline.call;

/** Hears of one leg, on its loop. */
@FunctionalInterface
public interface LegListener {

    /** Takes one event; must not block. */
    void on(LegEvent event);
}
