package org.helpline.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Settings of the store and the journal.
 *
 * @param file the SQLite file
 * @param spill where facts go while the store does not take them
 * @param customers CSV imported at start when it has changed; may not exist
 * @param homeCountry ISO 3166 code with which national numbers are read
 * @param events what programs are told
 * @param outside another system that knows customers
 * @param retention how long the past is kept
 */
public record StoreSettings(
        Path file,
        Path spill,
        Path customers,
        String homeCountry,
        EventSettings events,
        Outside outside,
        Retention retention) {

    /** No events, no other system, and all is kept for ever. */
    public StoreSettings(Path file, Path spill, Path customers, String homeCountry) {
        this(file, spill, customers, homeCountry, EventSettings.NONE, Outside.NONE, Retention.FOR_EVER);
    }

    /** The same with events. */
    public StoreSettings telling(EventSettings other) {
        return new StoreSettings(file, spill, customers, homeCountry, other, outside, retention);
    }

    /** The same with another system. */
    public StoreSettings asking(Outside other) {
        return new StoreSettings(file, spill, customers, homeCountry, events, other, retention);
    }

    /** The same, keeping the past otherwise. */
    public StoreSettings keeping(Retention other) {
        return new StoreSettings(file, spill, customers, homeCountry, events, outside, other);
    }

    /**
     * Another system that is asked who calls.
     *
     * @param lookUp the name of a look-up, which is given {@code number}; empty: nobody is asked
     * @param always whether it is asked about customers of ours too
     * @param keep how long an answer is good; an older one is shown until a new one is there
     */
    public record Outside(String lookUp, boolean always, Duration keep) {

        /** Nobody is asked. */
        public static final Outside NONE = new Outside("", false, Duration.ofHours(1));
    }
}
