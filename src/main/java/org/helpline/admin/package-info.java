/**
 * Operators: the command line, its channel to the running server, and the metrics.
 *
 * <p>In: words on a command line, numbers handed in by app. Out: text for people, JSON for tools, an
 * {@link org.helpline.admin.ExitCode}. Thread: the server side answers each command on a thread of the executor handed
 * in; the command line has its own process. Sources: Prometheus' text exposition format. Not here: the HTTP end point of the
 * metrics (desk); what the commands of other rooms do (they register a {@link org.helpline.admin.ControlCommand}).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.admin;
