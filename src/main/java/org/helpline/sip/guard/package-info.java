/**
 * Who is not listened to: bans, rates of one source, and what is let in while there is more to do than the machine can.
 *
 * <p>In: offences and arrivals, by the address they came from. Out: a yes or no before anything is parsed, and lines that fail2ban reads.
 * Thread: as each class says. Sources: RFC 3261 §21.5.4, §26.1.5; RFC 7339. Not here: what a caller may do once heard (dialog, registrar,
 * trunk).
 */
@NullMarked
package org.helpline.sip.guard;

import org.jspecify.annotations.NullMarked;
