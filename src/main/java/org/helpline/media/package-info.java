/**
 * RTP: one ticked engine, no wake-up per call.
 *
 * <p>In: RTP packets; commands through {@link org.helpline.media.MediaLeg}. Out: RTP packets; {@link org.helpline.media.MediaEvent}s on the owner's loop. Thread: media loops, one per core; commands cross in a bounded queue. The packets of a tick leave together by Linux' io_uring where the system lets us, else each by a
 * system call of its own. Sources: RFC 3550, 3551, 4733. Not here: SIP.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media;
