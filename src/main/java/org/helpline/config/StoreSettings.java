package org.helpline.config;

import java.nio.file.Path;

/**
 * Settings of the store and the journal.
 *
 * @param file the SQLite file
 * @param spill where facts go while the store does not take them
 * @param customers CSV imported at start when it has changed; may not exist
 * @param homeCountry ISO 3166 code with which national numbers are read
 * @param events what programs are told
 */
public record StoreSettings(Path file, Path spill, Path customers, String homeCountry, EventSettings events) {

    /** The same without events. */
    public StoreSettings(Path file, Path spill, Path customers, String homeCountry) {
        this(file, spill, customers, homeCountry, EventSettings.NONE);
    }
}
