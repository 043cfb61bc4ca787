/**
 * The whole server, as a process of its own, against programs that others wrote: sipp, baresip, linphone, Chromium, Firefox.
 *
 * <p>In: what bin/test installed. Out: verdicts. Thread: one test at a time; a server each class or test. Sources: RFC 3261,
 * RFC 4733. Not here: anything that needs no foreign program.
 */
@NullMarked
package org.helpline.clients;

import org.jspecify.annotations.NullMarked;
