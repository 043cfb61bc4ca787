package org.helpline.media;

/** Hears of one leg, on its owner's loop. */
@FunctionalInterface
public interface MediaListener {

    /** Takes one event; must not block. */
    void on(MediaEvent event);
}
