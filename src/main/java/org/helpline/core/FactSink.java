package org.helpline.core;

/** Where facts go. Any thread; returns at once and never throws. */
@FunctionalInterface
public interface FactSink {

    /** Takes one fact; a sink that cannot keep up spills or counts, it does not block. */
    void publish(Published published);
}
