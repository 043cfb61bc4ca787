/**
 * The stage on which tests of scripts run over SIP and RTP: phones of our own, a queue that does what the test says, and the comparison
 * of two traces of one call.
 *
 * <p>In: trials as they were played in virtual time, a server on loopback. Out: what was otherwise over SIP. Thread: one for each call;
 * phones have threads of their own. Sources: RFC 3261, RFC 3550, RFC 4733; docs/scripts.md. Not here: how that server starts (app).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.app.stage;
