package org.helpline.acd;

/** Hears the ACD's decisions, on its loop. */
@FunctionalInterface
public interface AcdListener {

    /** Takes one event; must not block. */
    void on(AcdEvent event);
}
