package org.helpline.core;

import java.time.Instant;

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

    /** A queue has breached a limit for some seconds. {@code what}: {@code waiting, wait, service-level} or {@code agents}. */
    record AlarmRaised(String queue, String what, String value, String limit) implements ServerFact {}

    /** It does no more. */
    record AlarmCleared(String queue, String what) implements ServerFact {}

    /** A supervisor tells the desks of these queues something. What, the desks show; {@code by}: the account. */
    record Announced(String id, String by, String queues, Instant until) implements ServerFact {}

    /** Somebody ended an announcement before its time. */
    record AnnouncementOver(String id, String by) implements ServerFact {}

    /** Somebody declared a queue urgent, or as usual again. */
    record UrgentDeclared(QueueName queue, boolean on, String by) implements ServerFact {}

    /** The file of a recording is there: its path in the folder of recordings, and the SHA-256 of what lies there. */
    record RecordingKept(String interaction, String recording, String path, String sha256, long bytes)
            implements ServerFact {}

    /** A recording and its file are deleted. {@code why}: {@code age}, {@code forget} or {@code by hand}. */
    record RecordingDeleted(String interaction, String recording, String why, String by) implements ServerFact {}

    /** A changed script was refused; the old one stays. */
    record ScriptRefused(String script, String problems) implements ServerFact {}
}
