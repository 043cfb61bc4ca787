package org.helpline.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the events that programs are told.
 *
 * @param keep how long they can be asked for; zero: there are none
 */
public record EventSettings(Duration keep, List<Hook> hooks) {

    /** No events. */
    public static final EventSettings NONE = new EventSettings(Duration.ZERO, List.of());

    /**
     * A program that is called when something happens.
     *
     * @param url where to; nothing else leads anywhere
     * @param secret signs what is sent
     * @param events which kinds; empty: all
     * @param personal whether callers' names and numbers are in them
     * @param timeout for each try
     * @param retry the pauses before further tries; after the last one the event is a dead letter
     */
    public record Hook(
            String name,
            URI url,
            Secret secret,
            List<String> events,
            boolean personal,
            Duration timeout,
            List<Duration> retry) {}
}
