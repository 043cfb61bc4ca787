package org.helpline.customer;

import org.helpline.store.Trouble;

/** What became of an import. */
public sealed interface Imported {

    /** There is no such file; whoever was imported before stays. */
    record Missing() implements Imported {}

    /** The file is the one imported last. */
    record Unchanged(long customers) implements Imported {}

    /** All of it is in force. */
    record Done(long customers, long numbers) implements Imported {}

    /** Something is wrong in the file, as told in the problems; nothing of it is in force, whoever was imported before stays. */
    record Refused() implements Imported {}

    /** The store did not take it; whoever was imported before stays. */
    record NotStored(Trouble trouble) implements Imported {}
}
