package org.helpline.ivr.model;

import java.util.List;

/** Values that every call has. */
public final class BuiltIn {

    /** The caller's number; empty when withheld. */
    public static final String CALLER = "caller.number";

    /** The number that was dialled. */
    public static final String DIALLED = "dialled";

    /** The language of the call. */
    public static final String LANGUAGE = "language";

    /** The place in the queue; empty before there is one. */
    public static final String POSITION = "position";

    /** The time that a waiting caller is likely to wait yet, rounded up; empty while it cannot be known. */
    public static final String WAIT = "wait";

    /** The number at which the caller wants to be called back; empty before one was given. */
    public static final String CALLBACK = "callback.number";

    /** All of them. */
    public static final List<String> NAMES = List.of(CALLER, DIALLED, LANGUAGE, POSITION, WAIT, CALLBACK);

    private BuiltIn() {}
}
