package org.helpline.admin;

import java.nio.file.Path;
import org.helpline.config.StoreSettings;
import org.helpline.journal.Belongings;

/**
 * Where a server's files are, as far as the commands need to know.
 *
 * @param data the data directory, with the control socket
 * @param backedUp what belongs into a backup beside the store
 */
record Whereabouts(Path data, StoreSettings store, Belongings backedUp) {}
