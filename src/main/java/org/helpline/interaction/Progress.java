package org.helpline.interaction;

/** Told how far the speaking of a script's texts has come. */
@FunctionalInterface
public interface Progress {

    /** {@code done} of {@code all} are spoken; by any thread. */
    void spoken(int done, int all);
}
