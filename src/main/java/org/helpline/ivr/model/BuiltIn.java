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

    /** All of them. */
    public static final List<String> NAMES = List.of(CALLER, DIALLED, LANGUAGE, POSITION);

    private BuiltIn() {}
}
