/**
 * Telephone events: digits in and out.
 *
 * <p>In: RFC 4733 payloads, digits to send. Out: each digit once; payloads. Thread: one media loop each. Sources: RFC 4733 §2. Not here: SIP INFO, in-band tones.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.dtmf;
