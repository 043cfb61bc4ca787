/**
 * Keys in and out: telephone-events, and tones in the sound of phones that know none.
 *
 * <p>In: RFC 4733 payloads, sound, digits to send. Out: each digit once; payloads. Thread: one media loop each. Sources: RFC 4733 §2,
 * ITU-T Q.23 and Q.24. Not here: SIP INFO.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.dtmf;
