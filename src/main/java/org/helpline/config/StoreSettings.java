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
 * @param outside another system that knows customers
 */
public record StoreSettings(Path file, Path spill, Path customers, String homeCountry, Outside outside) {

    /** No other system knows customers. */
    public StoreSettings(Path file, Path spill, Path customers, String homeCountry) {
        this(file, spill, customers, homeCountry, Outside.NONE);
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
