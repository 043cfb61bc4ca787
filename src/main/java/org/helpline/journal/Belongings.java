package org.helpline.journal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What belongs to a server beside its store, and so into a backup.
 *
 * @param files name in the backup → file
 * @param folders each with all that lies below it
 */
public record Belongings(Map<String, Path> files, List<Folder> folders) {

    /** Copies both. */
    public Belongings {
        files = Map.copyOf(files);
        folders = List.copyOf(folders);
    }

    /** What becomes of what is there when a folder is brought back. */
    public enum Way {
        /** The folder that is there is moved aside as a whole. */
        REPLACED,
        /**
         * The folder is somebody's work: a sub-folder that is not there any more comes back whole; of one that is there only recordings come back,
         * and the file that they replace is moved aside.
         */
        FILLED_IN
    }

    /**
     * A folder.
     *
     * @param name in the backup, ending in a slash
     */
    public record Folder(String name, Path place, Way way) {

        /** The file of this name in the backup, from the folder on; empty for what lies elsewhere. */
        Optional<Path> within(String item) {
            if (!item.startsWith(name) || item.indexOf('\\') >= 0 || item.indexOf('\0') >= 0) {
                return Optional.empty();
            }
            Path relative = Path.of(item.substring(name.length()));
            boolean leadsOut = relative.isAbsolute()
                    || relative.toString().isEmpty()
                    || !relative.normalize().equals(relative)
                    || relative.startsWith("..");
            return leadsOut ? Optional.empty() : Optional.of(relative);
        }
    }
}
