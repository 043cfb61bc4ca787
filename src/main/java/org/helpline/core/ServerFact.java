package org.helpline.core;

/** What happened to the server itself; published on the stream {@code server}. */
public sealed interface ServerFact extends Fact {

    /** The server started. */
    record Started(String version) implements ServerFact {}

    /** The server stopped in good order. */
    record Stopped(String why) implements ServerFact {}

    /** A script was taken up. */
    record ScriptPublished(String script, String version) implements ServerFact {}

    /** Somebody declared a calendar {@code open}, {@code closed}, {@code holiday}, {@code emergency} or {@code as-written}. */
    record HoursDeclared(String calendar, String what, String by) implements ServerFact {}

    /** A changed script was refused; the old one stays. */
    record ScriptRefused(String script, String problems) implements ServerFact {}
}
