/**
 * The wiring: joins the rooms, starts and stops them in order, and says so in plain lines.
 *
 * <p>In: the command line. Out: a running server, exit codes. Thread: main, then a shutdown hook. Sources: none. Not
 * here: anything that a room could do.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.app;
