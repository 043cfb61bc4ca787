package org.helpline.admin;

import java.nio.file.Path;
import java.util.Map;
import org.helpline.config.StoreSettings;

/**
 * Where a server's files are, as far as the commands need to know.
 *
 * @param data the data directory, with the control socket
 * @param backedUp which files belong into a backup beside the store: name in the backup → file
 */
record Whereabouts(Path data, StoreSettings store, Map<String, Path> backedUp) {}
