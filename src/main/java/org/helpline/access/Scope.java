package org.helpline.access;

import java.util.Arrays;
import java.util.Optional;

/** What a program's token may be good for. */
public enum Scope {
    /** Calls and their stories. */
    CALLS_READ("calls:read"),
    /** Beginning, pausing and ending the recording of calls under way. */
    CALLS_RECORD("calls:record"),
    /** Queues now. */
    QUEUES_READ("queues:read"),
    /** Agents now. */
    AGENTS_READ("agents:read"),
    /** Agents' states. */
    AGENTS_WRITE("agents:write"),
    /** Promised call-backs. */
    CALLBACKS_READ("callbacks:read"),
    /** Cancelling them and bringing them forward. */
    CALLBACKS_WRITE("callbacks:write"),
    /** Customers by number. */
    CUSTOMERS_READ("customers:read"),
    /** Making and changing customers. */
    CUSTOMERS_WRITE("customers:write"),
    /** Flags of customers: who is blocked, who is abusive. */
    CUSTOMERS_FLAG("customers:flag"),
    /** Putting two customers together and taking them apart. */
    CUSTOMERS_MERGE("customers:merge"),
    /** The stream of events. */
    EVENTS_READ("events:read"),
    /** Names and numbers of callers in all of these; without it they are left out. */
    PERSONAL("personal");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** As it is written. */
    public String word() {
        return word;
    }

    /** The scope of a word. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(s -> s.word.equals(word)).findFirst();
    }
}
