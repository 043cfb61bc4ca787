package org.helpline.store;

/**
 * Why the store did not do something.
 *
 * @param kind what sort of trouble, so that a caller can tell a passing one from a lasting one
 * @param what one plain sentence for the operator, naming the file
 */
public record Trouble(Kind kind, String what) {

    /** Sorts of trouble. */
    public enum Kind {
        /** Another process holds the file. */
        LOCKED,
        /** No room on the disk, or the file has reached its limit. */
        FULL,
        /** The file or its directory cannot be written. */
        NOT_WRITABLE,
        /** The file is not a database or is damaged. */
        DAMAGED,
        /** The store has been closed. */
        CLOSED,
        /** Anything else, in SQLite's words. */
        OTHER
    }

    @Override
    public String toString() {
        return what;
    }
}
